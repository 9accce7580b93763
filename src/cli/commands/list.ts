/** `carbon-audit list` */

import { VERDICTS } from '../../audit/verdict.ts';
import { AuditError } from '../../errors.ts';
import list from '../../operations/list.ts';
import { parsePowerWatts } from '../../quantity.ts';
import type { CommandDefinition } from '../command.ts';
import type { FlagGroup, FlagValues } from '../flag.ts';
import { auditInputOf, RULES, SELECTION, SITE } from '../flags-audit.ts';
import { OUTPUT } from '../flags-output.ts';
import { SOURCE } from '../flags-source.ts';
import { refuseIdle } from '../idle-flags.ts';
import { oneOf } from '../one-of.ts';
import { runOperation } from '../operation-command.ts';
import { wholeNumber } from '../whole-number.ts';

const LIST: FlagGroup = {
  title: 'List:',
  flags: [
    { flags: '--sort <power|energy|emissions|name>', description: 'largest first (default: power)' },
    {
      flags: '--top <count>',
      description: 'list only so many',
      parse: (text) => wholeNumber(text, '--top', 100_000),
    },
    {
      flags: '--status <verdict>',
      description: 'only COMPLIANT, NON_COMPLIANT, INCONCLUSIVE, …',
      parse: (text) => oneOf(VERDICTS, text.toUpperCase(), '--status'),
    },
    { flags: '--hotspots', description: 'only workloads above the threshold, with computed actions' },
    {
      flags: '--threshold <power>',
      description: 'of --hotspots (default: 1W)',
      parse: (text) => parsePowerWatts(text, '--threshold'),
    },
    { flags: '--summary', description: 'namespaces instead of workloads' },
  ],
};

function viewOf(values: FlagValues): string | undefined {
  if (values.hotspots === true && values.summary === true) {
    throw new AuditError('USAGE', '--hotspots and --summary are two different lists', {
      hint: 'give one of them',
    });
  }
  if (values.hotspots === true) return 'hotspots';
  return values.summary === true ? 'summary' : undefined;
}

/** The summary sums all namespaces, largest first; a threshold belongs to hotspots. */
function refuseIdleList(values: FlagValues): void {
  if (values.summary === true)
    refuseIdle(values, ['--sort', '--top', '--status'], {
      because: 'does nothing to --summary, which shows all namespaces and all their workloads',
      hint: 'leave out one of the two',
    });
  if (values.hotspots !== true)
    refuseIdle(values, ['--threshold'], {
      because: 'is the threshold of --hotspots',
      hint: 'add --hotspots, or leave it out',
    });
}

export const definition: CommandDefinition = {
  name: 'list',
  description: 'Rank and filter workloads. Lists and does not gate.',
  positionals: [['[workload]', 'pod or owner; absent: all of the namespace']],
  groups: [LIST, SELECTION, SOURCE, SITE, RULES, OUTPUT],
  examples: [
    'list -A --sort power --top 10 --kepler fixtures/kepler-v0.11-node-a.prom',
    'list -n batch --status NON_COMPLIANT --max-power 2W --kepler fixtures/kepler-v0.11-node-a.prom',
    'list -A --hotspots --threshold 5W --kepler fixtures/kepler-v0.11-node-a.prom',
  ],
  run: ({ positionals, values }, context) => {
    refuseIdleList(values);
    const input = {
      ...auditInputOf(values, positionals[0]),
      sort: values.sort,
      top: values.top,
      status: values.status,
      view: viewOf(values),
      powerThresholdWatts: values.threshold,
    };
    return runOperation({ operation: list, input }, values, context);
  },
};
