/** `carbon-audit compare`: a what-if with --with, or reports with --base. */

import { AuditError } from '../../errors.ts';
import compare from '../../operations/compare.ts';
import compareReports from '../../operations/compare-reports.ts';
import { parsePercentRatio, parsePrice } from '../../quantity.ts';
import { bounded } from '../bounded.ts';
import type { CommandContext, CommandDefinition, Invoked } from '../command.ts';
import type { FlagGroup } from '../flag.ts';
import { auditInputOf, EVIDENCE, RULES, SELECTION, SITE } from '../flags-audit.ts';
import { OUTPUT } from '../flags-output.ts';
import { SOURCE } from '../flags-source.ts';
import { flagsOf, refuseIdle, refuseIdleGroups } from '../idle-flags.ts';
import { runOperation } from '../operation-command.ts';
import { LONGEST_PATH } from '../value-reader.ts';

/** As long as the operation takes. */
const LONGEST_STEP = 100;

const COMPARE: FlagGroup = {
  title: 'Compare:',
  flags: [
    {
      flags: '--with <step>',
      description: 'temporal-shift[=4h], right-size=-20%, region=CODE, pue=1.2; repeat, applied in order',
      longest: LONGEST_STEP,
      repeat: true,
    },
    {
      flags: '--price <price>',
      description: 'of electricity, for example 0.12USD/kWh',
      parse: (text) => parsePrice(text, '--price'),
    },
    { flags: '--base <report>', description: 'saved JSON report to compare with', longest: LONGEST_PATH },
    {
      flags: '--head <report>',
      description: 'saved JSON report, or -; absent: audit now',
      longest: LONGEST_PATH,
    },
    {
      flags: '--fail-on-regression <percent>',
      description:
        'exit 1 if a workload emits more than this above the base, or has a worse verdict; 4 if that is not known',
      parse: bounded(parsePercentRatio, '--fail-on-regression', {
        least: 0,
        most: 100,
        said: '0% to 10000%',
        example: '5%',
      }),
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
  refuseIdleGroups(values);
  const input = { ...auditInputOf(values, positionals[0]), steps: values.with, price: values.price };
  return runOperation({ operation: compare, input }, values, context);
}

const AUDITING = flagsOf([SELECTION, SOURCE, SITE, RULES, EVIDENCE]);

/** What stands in two saved reports is settled. */
function refuseIdleReports({ positionals, values }: Invoked): void {
  refuseIdle(values, ['--price'], {
    because: 'prices a what-if; saved reports are compared in emissions',
    hint: 'leave it out, or compare with --with',
  });
  if (values.head === undefined) return;
  const settled = {
    because: 'changes nothing in two saved reports',
    hint: 'leave it out, or leave out --head to audit now',
  };
  refuseIdle(values, AUDITING, settled);
  if (positionals.length > 0)
    throw new AuditError('USAGE', `the workload "${positionals[0]}" ${settled.because}`, {
      hint: settled.hint,
    });
}

function reports(invoked: Invoked, context: CommandContext): Promise<number> {
  const { positionals, values } = invoked;
  refuseIdleReports(invoked);
  const input = {
    ...auditInputOf(values, positionals[0]),
    base: values.base,
    head: values.head ?? null,
    failOnRegressionRatio: values.failOnRegression ?? null,
  };
  return runOperation({ operation: compareReports, input }, values, context);
}

export const definition: CommandDefinition = {
  name: 'compare',
  description: 'Judge a what-if, step by step, or compare two saved reports workload by workload.',
  positionals: [['[workload]', 'pod or owner; absent: all of the namespace']],
  groups: [COMPARE, SELECTION, SOURCE, SITE, RULES, EVIDENCE, OUTPUT],
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
