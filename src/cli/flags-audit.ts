/** Flags of every command that judges workloads, and the input they make. */

import { AuditError } from '../errors.ts';
import { GRADES } from '../evidence.ts';
import {
  parseIntensity,
  parseMassPerTime,
  parsePercentRatio,
  parsePowerWatts,
  parsePue,
} from '../quantity.ts';
import { aboveZero, bounded } from './bounded.ts';
import type { FlagGroup, FlagValues } from './flag.ts';
import { oneOf } from './one-of.ts';
import { LONGEST_CODE, LONGEST_PATH } from './value-reader.ts';

const NUMBER = /^[+-]?\.?\d/;

/** A value is a figure; anything that does not begin like one is the name of a file. */
const intensityOf = (text: string): number | { file: string } =>
  NUMBER.test(text) && !/\.(csv|json)$/i.test(text) ? parseIntensity(text, '--intensity') : { file: text };

/** A part of a whole: at most all of it. */
const coverageOf = bounded(parsePercentRatio, '--min-coverage', {
  least: 0,
  most: 1,
  said: '0% to 100%',
  example: '95%',
});

const monthlyOf = (text: string, flag: string): number => parseMassPerTime(text, flag).kgco2eqPerMonth;

/** DNS-1123 label, as Kubernetes names namespaces. */
function namespaceOf(text: string): string {
  if (/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(text)) return text;
  throw new AuditError('USAGE', `--namespace does not take "${text}"`, {
    hint: 'a namespace is lower-case letters, digits and dashes; repeat -n for several, or give -A for all',
  });
}

export const SELECTION: FlagGroup = {
  title: 'Selection:',
  flags: [
    {
      flags: '-n, --namespace <name>',
      description: 'namespace; repeat for several (default: default)',
      parse: namespaceOf,
      repeat: true,
    },
    { flags: '-A, --all-namespaces', description: 'all namespaces' },
    {
      flags: '--group-by <pod|workload>',
      description: 'judge pods, or owners inferred from pod names (default: pod)',
    },
  ],
};

export const SITE: FlagGroup = {
  title: 'Site:',
  flags: [
    {
      flags: '--region <code>',
      description: 'cloud region (default: ap-northeast-2)',
      longest: LONGEST_CODE,
    },
    {
      flags: '--pue <ratio>',
      description: 'PUE of the facility as you know it',
      parse: (text) => parsePue(text, '--pue'),
    },
    {
      flags: '--intensity <value|file>',
      description: 'grid intensity: 423, 0.423kg/kWh, or a CSV/JSON series by time',
      parse: intensityOf,
      longest: LONGEST_PATH,
    },
    {
      flags: '--idle <none|share>',
      description: 'leave idle power with the node, or share it over its pods (default: none)',
    },
    {
      flags: '--catalogue <dir>',
      description: 'reference data that replaces the bundled files',
      longest: LONGEST_PATH,
    },
  ],
};

export const RULES: FlagGroup = {
  title: 'Rules:',
  flags: [
    {
      flags: '--standard <code>',
      description: 'standard to judge by; repeat for several (default: KR_CARBON_2050 and KR_PUE_GREEN_DC)',
      longest: LONGEST_CODE,
      repeat: true,
    },
    {
      flags: '--max-power <power>',
      description: 'budget per workload, for example 20W',
      parse: bounded(parsePowerWatts, '--max-power', aboveZero('20W')),
    },
    {
      flags: '--max-emissions <mass/time>',
      description: 'budget per workload, for example 5kg/month',
      parse: bounded(monthlyOf, '--max-emissions', aboveZero('5kg/month')),
    },
    {
      flags: '--max-intensity <intensity>',
      description: 'budget per workload, for example 400',
      parse: bounded(parseIntensity, '--max-intensity', aboveZero('400')),
    },
  ],
};

export const GATE: FlagGroup = {
  title: 'Gate:',
  flags: [
    {
      flags: '--fail-on <error|warning|none>',
      description: 'mildest severity that exits 1 (default: error)',
    },
    {
      flags: '--min-evidence <grade>',
      description:
        'measured, declared, published, estimated or assumed; weaker is inconclusive (default: estimated)',
      parse: (text) => oneOf(GRADES, text, '--min-evidence'),
    },
    { flags: '--on-inconclusive <fail|warn>', description: 'exit 4, or 0 with a warning (default: fail)' },
    {
      flags: '--min-coverage <percent>',
      description: 'part of the discovered endpoints that must answer (default: 100%)',
      parse: coverageOf,
    },
  ],
};

/** Of commands that judge and do not gate. */
export const EVIDENCE: FlagGroup = {
  ...GATE,
  flags: GATE.flags.filter(({ flags }) => flags.startsWith('--min-evidence')),
};

const given = (entries: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined));

/** Only what was given: defaults belong to the operation. */
export function auditInputOf(values: FlagValues, workload: string | undefined): Record<string, unknown> {
  return given({
    workload,
    namespaces: values.allNamespaces === true ? null : values.namespace,
    groupBy: values.groupBy,
    region: values.region,
    pue: values.pue,
    intensity: values.intensity,
    idle: values.idle,
    standards: values.standard,
    maxPowerWatts: values.maxPower,
    maxEmissionsKgco2eqPerMonth: values.maxEmissions,
    maxIntensityGco2eqPerKwh: values.maxIntensity,
    failOn: values.failOn,
    minEvidence: values.minEvidence,
    onInconclusive: values.onInconclusive,
    minCoverageRatio: values.minCoverage,
  });
}
