/** The files of a catalogue, as they must look. Only what a user brings is checked at run time; ours is checked by a test. */

import * as z from 'zod';
import { isTimeZoneName } from '../grid/time-zone-name.ts';
import { isUnitOf, UNIT_OF } from '../standards/standard.ts';

/** A key of sources.json, or a citation in plain words. */
const Source = z.string().min(1);
const Year = z.int().min(1990).max(2100);
const Day = z.iso.date();
const TimeZone = z
  .string()
  .refine(isTimeZoneName, { error: 'not an IANA time zone, for example Asia/Seoul' });
/** gCO2eq/kWh; the dirtiest plants stay well under 2000. */
const Intensity = z.number().min(0).max(2000);
const Pue = z.number().min(1).max(10);
const Basis = z.enum(['lifecycle', 'direct', 'operational']);
const Signal = z.enum(['average', 'marginal']);
const Provider = z.enum(['aws', 'gcp', 'azure', 'naver', 'kakao']);
const Notes = z.array(z.string().min(1)).exactOptional();

const Phase = z
  .strictObject({
    from: Day,
    to: Day.nullable(),
    limit: z.number().min(0).nullable(),
    comparator: z.enum(['<=', '>=']).nullable(),
    applicability: z.string(),
    condition: z.string().min(1).exactOptional(),
    limitSource: z.string().min(1).exactOptional(),
  })
  .refine(({ limit, comparator }) => (limit === null) === (comparator === null), {
    error: 'limit and comparator go together: both or neither null',
  })
  .refine(({ from, to }) => to === null || from <= to, { error: 'ends before it begins' });

const Standard = z
  .strictObject({
    code: z
      .string()
      .regex(/^[A-Z][A-Z0-9_]*$/, { error: 'expected upper snake case, for example KR_CARBON_2050' }),
    aliases: z.array(z.string().min(1)),
    name: z.string().min(1),
    localName: z.string().min(1).nullable(),
    jurisdiction: z.string().min(2),
    metric: z.enum(['carbon-intensity', 'pue', 'power', 'emissions', 'other']),
    unit: z.string().min(1),
    scope: z.enum(['workload', 'site']),
    standing: z.enum(['statute', 'certification', 'voluntary', 'reference-target', 'internal']),
    standingNote: z.string().min(1),
    phases: z.array(Phase),
    unmeasurable: z.string().min(1).nullable(),
    citation: z.strictObject({ title: z.string().min(1), url: z.url() }),
    applicability: z.string().min(1).exactOptional(),
    alternatives: z
      .array(z.strictObject({ label: z.string().min(1), value: z.number(), year: Year.nullable() }))
      .exactOptional(),
    sourcing: z
      .strictObject({ confidence: z.enum(['primary', 'secondary', 'inherited']), note: z.string().min(1) })
      .exactOptional(),
  })
  .refine(({ metric, unmeasurable }) => (metric === 'other') === (unmeasurable !== null), {
    error: 'a standard whose metric is "other" says in "unmeasurable" why; any other has null there',
  })
  .refine(({ metric, scope }) => scope === 'workload' || (metric !== 'power' && metric !== 'emissions'), {
    path: ['scope'],
    error: 'what a whole site draws or emits is not measured here: power and emissions have scope "workload"',
  })
  .check(({ value: { metric, unit }, issues }) => {
    if (metric === 'other' || isUnitOf(metric, unit)) return;
    const message = `"${unit}" is not the unit of ${metric}: give its limits in ${UNIT_OF[metric]}`;
    issues.push({ code: 'custom', path: ['unit'], input: unit, message });
  });

const RegionEntry = z.strictObject({
  provider: Provider,
  code: z.string().min(1),
  name: z.string().min(1),
  city: z.string().min(1).nullable(),
  country: z.string().length(2),
  timeZone: TimeZone,
  status: z.string().min(1),
  gridZone: z.string().min(1).nullable(),
  gridZoneSource: Source.nullable(),
  /** Where the grid zone is not known: the zone whose national average stands in for it. */
  nationalZone: z.string().min(1).exactOptional(),
  pue: z
    .strictObject({ ratio: Pue, year: Year, kind: z.enum(['measured', 'design']), source: Source })
    .nullable(),
  notes: Notes,
});

/** Above zero: over a life cycle no grid is free of emissions, and shapes divide by these. */
const Hours = z.array(Intensity.gt(0)).length(24);

const ProfileEntry = z.strictObject({
  timeZone: TimeZone,
  annual: Hours,
  seasons: z.strictObject({ DJF: Hours, MAM: Hours, JJA: Hours, SON: Hours }),
  weekday: Hours,
  weekend: Hours,
});

const AlternativeEntry = z.strictObject({
  label: z.string().min(1),
  gco2eqPerKwh: Intensity,
  year: Year,
  basis: Basis,
  signal: Signal,
  source: Source,
});

const FleetPue = z.strictObject({
  ratio: Pue,
  year: Year.nullable(),
  source: Source,
  note: z.string().min(1).exactOptional(),
});

const SourceEntry = z.strictObject({
  cite: z.string().min(1),
  title: z.string().min(1),
  url: z.string(),
  licence: z.string().min(1),
  licenceUrl: z.url().exactOptional(),
  attribution: z.string().min(1).exactOptional(),
  note: z.string().min(1).exactOptional(),
  usedIn: z.array(z.string().min(1)),
});

const unit = z.literal('gCO2eq/kWh');

/** By file name without `.json`. */
export const CATALOGUE_FILES = {
  standards: z.strictObject({ standards: z.array(Standard) }),
  regions: z.strictObject({ regions: z.array(RegionEntry) }),
  'grid-averages': z.strictObject({
    source: Source,
    unit,
    basis: Basis,
    signal: Signal,
    /** In use where a zone has it and not the year that is judged; else its latest before that, else its first. */
    year: Year,
    /** zone → year → gCO2eq/kWh */
    zones: z.record(z.string(), z.record(z.string().regex(/^\d{4}$/), Intensity)),
  }),
  'grid-alternatives': z.strictObject({ unit, zones: z.record(z.string(), z.array(AlternativeEntry)) }),
  'hourly-profiles': z.strictObject({
    source: Source,
    unit,
    basis: Basis,
    signal: Signal,
    year: Year,
    zones: z.record(z.string(), ProfileEntry),
  }),
  providers: z.strictObject({
    providers: z.array(
      z.strictObject({ provider: Provider, name: z.string().min(1), fleetPue: FleetPue.nullable() }),
    ),
  }),
  sources: z.strictObject({ version: z.string().min(1), sources: z.record(z.string(), SourceEntry) }),
} as const;

export type CatalogueFileName = keyof typeof CATALOGUE_FILES;
type ContentOf<Name extends CatalogueFileName> = z.infer<(typeof CATALOGUE_FILES)[Name]>;

type RegionContent = ContentOf<'regions'>['regions'][number];
export type RegionsByProvider = { readonly [Name in RegionContent['provider']]?: readonly RegionContent[] };

export type CatalogueFiles = {
  readonly [Name in Exclude<CatalogueFileName, 'regions'>]: ContentOf<Name>;
} & {
  /** `byProvider`, where it is there, has the same regions and parses those of a provider when they are read. */
  readonly regions: ContentOf<'regions'> & { readonly byProvider?: RegionsByProvider };
};
