/** `carbon-audit compare`: a what-if with --with, or reports with --base. */

import { AuditError } from '../../errors.ts';
import compare from '../../operations/compare.ts';
import compareReports from '../../operations/compare-reports.ts';
import { parsePercentRatio, parsePrice } from '../../quantity.ts';
import type { CommandContext, CommandDefinition, Invoked } from '../command.ts';
import type { FlagGroup } from '../flag.ts';
import { auditInputOf, GATE, RULES, SELECTION, SITE } from '../flags-audit.ts';
import { OUTPUT } from '../flags-output.ts';
import { SOURCE } from '../flags-source.ts';
import { runOperation } from '../operation-command.ts';

const COMPARE: FlagGroup = {
  title: 'Compare:',
  flags: [
    {
      flags: '--with <step>',
      description: 'temporal-shift[=4h], right-size=-20%, region=CODE, pue=1.2; repeat, applied in order',
      repeat: true,
    },
    {
      flags: '--price <price>',
      description: 'of electricity, for example 0.12USD/kWh',
      parse: (text) => parsePrice(text, '--price'),
    },
    { flags: '--base <report>', description: 'saved JSON report to compare with' },
    { flags: '--head <report>', description: 'saved JSON report, or -; absent: audit now' },
    {
      flags: '--fail-on-regression <percent>',
      description: 'exit 1 if a workload emits more than this above the base, or has a worse verdict',
      parse: (text) => parsePercentRatio(text, '--fail-on-regression'),
    },
  ],
};

function whatIf({ positionals, values }: Invoked, context: CommandContext): Promise<number> {
  if (values.failOnRegression !== undefined || values.head !== undefined) {
    throw new AuditError('USAGE', '--head and --fail-on-regression need a report to compare with', {
      hint: 'name it with --base FILE',
    });
  }
  if (values.with === undefined) {
    throw new AuditError('USAGE', 'compare needs something to compare', {
      hint: 'a what-if with --with right-size=-20%, or a saved report with --base FILE',
    });
  }
  const input = { ...auditInputOf(values, positionals[0]), steps: values.with, price: values.price };
  return runOperation({ operation: compare, input }, values, context);
}

function reports({ positionals, values }: Invoked, context: CommandContext): Promise<number> {
  const input = {
    ...auditInputOf(values, positionals[0]),
    base: values.base,
    head: values.head ?? null,
    failOnRegressionRatio: values.failOnRegression ?? null,
  };
  return runOperation({ operation: compareReports, input }, values, context);
}

const definition: CommandDefinition = {
  name: 'compare',
  description: 'Judge a what-if, step by step, or compare two saved reports workload by workload.',
  positionals: [['[workload]', 'pod or owner; absent: all of the namespace']],
  groups: [COMPARE, SELECTION, SOURCE, SITE, RULES, { ...GATE, flags: GATE.flags.slice(1, 2) }, OUTPUT],
  examples: [
    'compare heavy-app -n demo --with right-size=-20% --with region=eu-north-1 --kepler fixtures/kepler-v0.11-node-a.prom',
    'compare heavy-app -n demo --with temporal-shift --price 0.12USD/kWh --kepler fixtures/kepler-v0.11-node-a.prom',
    'compare --base before.json --head after.json --fail-on-regression 5%',
  ],
  run: (invoked, context) => {
    const { values } = invoked;
    if (values.base === undefined) return whatIf(invoked, context);
    if (values.with !== undefined) {
      throw new AuditError('USAGE', '--with and --base are two different comparisons', {
        hint: 'give one of them',
      });
    }
    return reports(invoked, context);
  },
};

export default definition;
