/** `carbon-audit assess` */

import assess from '../../operations/assess.ts';
import type { CommandDefinition } from '../command.ts';
import { auditInputOf, GATE, RULES, SELECTION, SITE } from '../flags-audit.ts';
import { OUTPUT } from '../flags-output.ts';
import { SOURCE } from '../flags-source.ts';
import { runOperation } from '../operation-command.ts';

export const definition: CommandDefinition = {
  name: 'assess',
  description:
    'Judge workloads against carbon and PUE standards, say on what evidence, and what would change the answer.',
  positionals: [['[workload]', 'pod or owner, optionally KIND/NAME; absent: all of the namespace']],
  groups: [SELECTION, SOURCE, SITE, RULES, GATE, OUTPUT],
  examples: [
    'assess -n demo --kepler fixtures/kepler-v0.11-node-a.prom',
    'assess heavy-app -n demo --kepler http://127.0.0.1:28282/metrics --interval 30s --pue 1.32',
    "assess -A --kepler 'scrapes/*.prom' --max-power 20W -o json",
  ],
  run: ({ positionals, values }, context) =>
    runOperation({ operation: assess, input: auditInputOf(values, positionals[0]) }, values, context),
};
