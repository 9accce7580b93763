/** `carbon-audit regions` */

import { AuditError } from '../../errors.ts';
import regions from '../../operations/regions.ts';
import type { CommandDefinition, Invoked } from '../command.ts';
import type { FlagGroup, FlagValues } from '../flag.ts';
import { auditInputOf, EVIDENCE, RULES, SELECTION, SITE } from '../flags-audit.ts';
import { OUTPUT } from '../flags-output.ts';
import { SOURCE } from '../flags-source.ts';
import { flagsOf, refuseIdle, refuseIdleGroups } from '../idle-flags.ts';
import { runOperation } from '../operation-command.ts';
import { filled, LONGEST_CODE } from '../value-reader.ts';
import { wholeNumber } from '../whole-number.ts';

const REGIONS: FlagGroup = {
  title: 'Regions:',
  flags: [
    {
      flags: '--from <code>',
      description: 'region the work runs in now; the same as --region',
      longest: LONGEST_CODE,
    },
    { flags: '--provider <aws|gcp|azure|naver|kakao>', description: 'only regions of this provider' },
    {
      flags: '--top <count>',
      description: 'only the cleanest so many',
      parse: (text) => wholeNumber(text, '--top', 500),
    },
  ],
};

/** Without any source there is no workload to read: the names are regions, and places are compared alone. */
function hasSource({ values }: Invoked, environment: Readonly<Record<string, string | undefined>>): boolean {
  return values.kepler !== undefined || Boolean(environment.KEPLER_ENDPOINT);
}

/** --from reads better here, --region is what the other commands take; two different ones would leave one unheard. */
function currentOf({ from, region }: FlagValues): unknown {
  if (from === undefined || region === undefined || from === region) return from ?? region;
  throw new AuditError('USAGE', `--from ${from} and --region ${region} name two current regions`, {
    hint: 'give one of them',
  });
}

/** Without a workload there is nothing to select, to read or to hold to a budget of power. */
const OF_WORKLOAD = [...flagsOf([SELECTION, SOURCE]), '--idle', '--max-power', '--max-emissions'];

function refuseIdleRegions(values: FlagValues, withWorkload: boolean): void {
  refuseIdleGroups(values);
  if (withWorkload) return;
  refuseIdle(values, OF_WORKLOAD, {
    because: 'is about a workload, and no source is given',
    hint: 'name a source with --kepler, or leave it out to compare places alone',
  });
}

const asCode = (text: string): string =>
  filled(text, 'the code of a region', { longest: LONGEST_CODE, hint: 'for example eu-north-1' });

export const definition: CommandDefinition = {
  name: 'regions',
  description:
    'What the same work would emit in other regions: intensity × PUE, change in percent and kg a month.',
  positionals: [
    ['[workload]', 'pod or owner; without a source, the first region'],
    ['[codes...]', 'regions to look at; absent: all'],
  ],
  groups: [REGIONS, SELECTION, SOURCE, SITE, RULES, EVIDENCE, OUTPUT],
  examples: [
    'regions heavy-app -n demo --from ap-northeast-2 --top 10 --kepler fixtures/kepler-v0.11-node-a.prom',
    'regions heavy-app -n demo eu-north-1 us-west-2 --kepler fixtures/kepler-v0.11-node-a.prom',
    'regions --from ap-northeast-2 --provider gcp --top 5',
  ],
  run: (invoked, context) => {
    const { positionals, values } = invoked;
    const withWorkload = hasSource(invoked, context.environment);
    refuseIdleRegions(values, withWorkload);
    const [workload, ...rest] = positionals;
    const codes = withWorkload ? rest : positionals;
    const input = {
      ...auditInputOf(values, withWorkload ? workload : undefined),
      region: currentOf(values),
      codes: codes.length > 0 ? codes.map(asCode) : null,
      provider: values.provider,
      top: values.top,
      withWorkload,
    };
    return runOperation({ operation: regions, input }, values, context);
  },
};
