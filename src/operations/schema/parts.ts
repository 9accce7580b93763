/** The parts reports are made of, as schemas. Types live with the judge; a test holds real results against these. */

import * as z from 'zod';
import { VERDICTS } from '../../audit/verdict.ts';
import { GRADES } from '../../evidence.ts';

export const maybe = z.number().nullable();
export const Verdict = z.enum(VERDICTS).meta({ id: 'Verdict' });
export const Grade = z.enum(GRADES).meta({ id: 'Grade' });

export const Evidence = z
  .object({
    grade: Grade.describe(
      'how the number is known, best first: measured, declared, published, estimated, assumed',
    ),
    source: z.string(),
    year: z.int().nullable().describe('the year the value describes'),
    basis: z.enum(['lifecycle', 'direct', 'operational']).optional(),
    signal: z.enum(['average', 'marginal']).optional(),
    note: z.string().optional(),
  })
  .meta({ id: 'Evidence' });

export const Quantity = z
  .object({ value: z.number(), unit: z.string(), evidence: Evidence })
  .meta({ id: 'Quantity' });

const Limit = z
  .object({ comparator: z.enum(['<=', '>=']), value: z.number(), unit: z.string() })
  .meta({ id: 'Limit' });

export const Finding = z
  .object({
    standard: z.string(),
    metric: z.enum(['carbon-intensity', 'pue', 'power', 'emissions', 'other', 'evidence']),
    scope: z.enum(['workload', 'site']).describe('site: the same answer for every workload, given once'),
    verdict: Verdict,
    severity: z.enum(['error', 'warning']),
    observed: Quantity.nullable(),
    limit: Limit.nullable(),
    marginRatio: maybe.describe('(limit − observed) / limit; negative when a maximum is exceeded'),
    reason: z.string(),
  })
  .meta({ id: 'Finding' });

export const Option = z
  .object({
    scenario: z.string().describe('as compare --with takes it'),
    description: z.string(),
    savingKgco2eqPerMonth: maybe,
    savingRatio: maybe,
    verdictAfter: Verdict,
    grade: Grade,
  })
  .meta({ id: 'Option' });

const Emissions = z
  .object({
    itGco2eqPerHour: z.number(),
    facilityGco2eqPerHour: z.number(),
    projectedKgco2eqPerMonth: z.number().describe('the observed power kept for 730 h'),
    projectedKgco2eqPerYear: z.number().describe('the observed power kept for 8760 h'),
    grade: Grade,
  })
  .meta({ id: 'Emissions' });

export const WorkloadName = z
  .object({
    namespace: z.string(),
    kind: z.string(),
    name: z.string(),
    ownerFrom: z.enum(['pod', 'inferred']),
  })
  .meta({ id: 'WorkloadName' });

export const Workload = z
  .object({
    workload: WorkloadName,
    pods: z.array(z.string()),
    nodes: z.array(z.string()),
    verdict: Verdict,
    powerWatts: maybe.describe('package + dram + GPU; null: not measured'),
    packageWatts: maybe,
    dramWatts: maybe,
    gpuWatts: maybe,
    idleShareWatts: maybe,
    energyKwh: maybe.describe('over the window; null with one scrape'),
    powerMethod: z.enum(['gauge', 'counter']),
    effectiveIntensity: Quantity.nullable(),
    emissions: Emissions.nullable(),
    grade: Grade.nullable(),
    flags: z.array(z.string()),
    findings: z.array(Finding),
    options: z.array(Option),
  })
  .meta({ id: 'Workload' });

export const Site = z
  .object({
    region: z.object({
      code: z.string(),
      provider: z.string(),
      name: z.string(),
      gridZone: z.string().nullable(),
      isDefault: z.boolean(),
    }),
    intensity: Quantity.nullable(),
    pue: Quantity,
    findings: z.array(Finding),
    options: z.array(Option),
  })
  .meta({ id: 'Site' });

export const Window = z
  .object({ from: z.iso.datetime(), to: z.iso.datetime(), seconds: z.number() })
  .meta({ id: 'Window' });

export const Node = z
  .object({
    node: z.string(),
    keplerVersion: z.string().nullable(),
    powerMethod: z.enum(['gauge', 'counter']),
    zones: z.array(z.string()),
    totalWatts: maybe,
    assessedWatts: maybe,
    otherPodsWatts: maybe,
    outsidePodsWatts: maybe,
    idleWatts: maybe,
  })
  .meta({ id: 'Node' });

export const Totals = z
  .object({
    workloads: z.int(),
    compliant: z.int(),
    nonCompliant: z.int(),
    inconclusive: z.int(),
    powerWatts: maybe,
    itGco2eqPerHour: maybe,
    facilityGco2eqPerHour: maybe,
    projectedKgco2eqPerMonth: maybe,
  })
  .meta({ id: 'Totals' });

export const Coverage = z
  .object({
    nodes: z.int(),
    missing: z.array(z.object({ origin: z.string(), reason: z.string() })),
    podsMeasured: z.int(),
    podsSeen: z.int(),
  })
  .meta({ id: 'Coverage' });

export const Selection = z
  .object({
    namespaces: z.array(z.string()).nullable().describe('null: all'),
    workload: z.string().nullable().describe('as it was named; null: all'),
    groupBy: z.enum(['pod', 'workload']),
    idle: z.enum(['none', 'share']),
  })
  .describe('which workloads were asked for, and what counts as one')
  .meta({ id: 'Selection' });

export const Gate = z
  .object({
    failOn: z.enum(['error', 'warning', 'none']),
    minEvidence: Grade,
    passed: z.boolean(),
    exitCode: z.union([z.literal(0), z.literal(1), z.literal(4)]),
    reasons: z.array(z.string()),
  })
  .meta({ id: 'Gate' });

export const StandardNote = z
  .object({
    code: z.string(),
    name: z.string(),
    localName: z.string().nullable(),
    jurisdiction: z.string(),
    standing: z.enum(['statute', 'certification', 'voluntary', 'reference-target', 'internal']),
    standingNote: z.string(),
    citation: z.object({ title: z.string(), url: z.string() }),
  })
  .meta({ id: 'StandardNote' });

export const Diagnostic = z
  .object({
    code: z.string(),
    level: z.enum(['info', 'warning']),
    message: z.string(),
    subject: z.string().optional(),
    figures: z.record(z.string(), z.union([z.number(), z.string()])).optional(),
  })
  .meta({ id: 'Diagnostic' });

export const Source = z
  .object({
    sha256: z.string().describe('of the decoded text: the evidence, wherever it was read'),
    bytes: z.int(),
    takenAt: z.iso.datetime().nullable(),
    nodes: z.array(z.string()),
  })
  .meta({ id: 'Source' });

export const head = <Command extends string>(command: Command) => ({
  schemaVersion: z.string().regex(/^1\.\d+$/),
  tool: z.object({ name: z.literal('carbon-audit'), version: z.string() }),
  command: z.literal(command),
});
