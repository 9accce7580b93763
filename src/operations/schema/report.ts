/** Every JSON answer of the command line, as one schema by `command`. Within a major version it only grows. */

import * as z from 'zod';
import {
  Coverage,
  Diagnostic,
  Evidence,
  Finding,
  Gate,
  Grade,
  head,
  maybe,
  Node,
  Quantity,
  Selection,
  Site,
  Source,
  StandardNote,
  Totals,
  Verdict,
  Window,
  Workload,
  WorkloadName,
} from './parts.ts';

const judged = {
  asOf: z.iso.date(),
  window: Window.nullable(),
  site: Site,
  nodes: z.array(Node),
  totals: Totals,
  coverage: Coverage,
  gaps: z.array(z.string()),
  standards: z.array(StandardNote),
  warnings: z.array(Diagnostic),
  sources: z.array(Source),
};

export const AssessReport = z.object({
  ...head('assess'),
  verdict: Verdict,
  ...judged,
  workloads: z.array(Workload),
  gate: Gate,
  selection: Selection.optional(),
});

export const ListReport = z.object({
  ...head('list'),
  view: z.enum(['workloads', 'hotspots', 'summary']),
  sort: z.enum(['power', 'energy', 'emissions', 'name']),
  ...judged,
  workloads: z.array(Workload.extend({ shareOfNodeRatio: maybe })),
  omitted: z.int(),
  namespaces: z.array(Totals.extend({ namespace: z.string() })),
});

const Figures = z.object({
  region: z.string(),
  powerWatts: maybe,
  intensity: Quantity.nullable(),
  pue: Quantity,
  itGco2eqPerHour: maybe,
  facilityGco2eqPerHour: maybe,
  projectedKgco2eqPerMonth: maybe,
  costPerMonth: maybe,
  verdict: Verdict,
  findings: z.array(Finding),
});

const Change = z.object({
  powerWatts: maybe,
  facilityGco2eqPerHour: maybe,
  projectedKgco2eqPerMonth: maybe,
  costPerMonth: maybe,
});

export const WhatIfReport = z.object({
  ...head('compare'),
  asOf: z.iso.date(),
  subject: z.string(),
  pods: z.array(z.string()),
  currency: z.string().nullable(),
  regionIsDefault: z.boolean().optional(),
  before: Figures,
  after: Figures,
  change: Change,
  changeRatio: maybe,
  steps: z.array(
    z.object({
      scenario: z.string(),
      unapplied: z.string().nullable(),
      after: Figures,
      contribution: Change,
    }),
  ),
  gaps: z.array(z.string()),
  warnings: z.array(Diagnostic),
});

const ChangeKind = z.enum(['new', 'gone', 'better', 'worse', 'unchanged', 'unknown']);

const OfOtherHours = maybe
  .optional()
  .describe('of power × PUE, where the reports are of hours of another intensity');

export const ReportsReport = z.object({
  ...head('compare'),
  base: z.object({ region: z.string(), workloads: z.int() }),
  head: z.object({ region: z.string(), workloads: z.int() }),
  toleranceRatio: z.number(),
  counts: z.object({
    new: z.int(),
    gone: z.int(),
    better: z.int(),
    worse: z.int(),
    unchanged: z.int(),
    unknown: z.int(),
  }),
  regressions: z.int(),
  total: z.object({
    facilityGco2eqPerHourBefore: maybe,
    facilityGco2eqPerHourAfter: maybe,
    changeRatio: maybe,
    isRegression: z.boolean(),
    powerChangeRatio: OfOtherHours,
    unlike: z.string().optional(),
  }),
  changes: z.array(
    z.object({
      workload: WorkloadName.partial({ ownerFrom: true }),
      kind: ChangeKind,
      verdictBefore: Verdict.nullable(),
      verdictAfter: Verdict.nullable(),
      verdictChanged: z.boolean(),
      facilityGco2eqPerHourBefore: maybe,
      facilityGco2eqPerHourAfter: maybe,
      changeRatio: maybe,
      isRegression: z.boolean(),
      powerChangeRatio: OfOtherHours,
      unlike: z.string().optional().describe('why figures that are both known do not tell'),
    }),
  ),
  inputsApart: z.array(z.string()).optional(),
  gaps: z.array(z.string()),
  warnings: z.array(Diagnostic).optional(),
  passed: z.boolean().nullable(),
});

const RegionFigures = z.object({
  code: z.string(),
  provider: z.string(),
  name: z.string(),
  country: z.string(),
  gridZone: z.string().nullable(),
  status: z.string(),
  intensity: Quantity.nullable(),
  pue: Quantity,
  effectiveGco2eqPerKwh: maybe.describe('intensity × PUE'),
  changeRatio: maybe,
  changeKgco2eqPerMonth: maybe,
  projectedKgco2eqPerMonth: maybe,
  verdict: Verdict,
  findings: z.array(Finding),
});

export const RegionsReport = z.object({
  ...head('regions'),
  asOf: z.iso.date(),
  subject: z.object({ name: z.string(), powerWatts: maybe }).nullable(),
  current: RegionFigures,
  regionIsDefault: z.boolean().optional(),
  regions: z.array(RegionFigures),
  omitted: z.int(),
  notes: z.array(z.string()),
  gaps: z.array(z.string()),
  warnings: z.array(Diagnostic),
});

const Instant = z.iso.datetime({ offset: true });
const Slot = z.object({ startsAt: Instant, endsAt: Instant });

export const ScheduleReport = z.object({
  ...head('schedule'),
  region: z.object({ code: z.string(), name: z.string(), isDefault: z.boolean() }),
  timeZone: z.string(),
  durationHours: z.number(),
  search: Slot,
  interruptible: z.boolean(),
  intensityEvidence: Evidence,
  now: Slot.extend({ gco2eqPerKwh: maybe }),
  best: Slot.extend({ gco2eqPerKwh: z.number(), chunks: z.array(Slot) }).nullable(),
  savingRatio: maybe,
  worthMoving: z.boolean(),
  advice: z.string(),
  subject: z.object({
    name: z.string(),
    powerWatts: maybe,
    grade: Grade.nullable().optional().describe('how the power is known'),
    flags: z
      .array(z.string())
      .optional()
      .describe('as those of a workload; lower-bound: a run draws more, and saves more'),
  }),
  itEnergyKwh: maybe,
  pueRatio: z.number(),
  pue: Quantity.optional(),
  savingGco2eqPerRun: maybe,
  day: z.array(z.object({ hour: z.int(), level: maybe, marked: z.boolean() })),
  cronJob: z.string().nullable(),
  warnings: z.array(Diagnostic),
  gaps: z.array(z.string()),
});

export const Report = z.union([
  AssessReport,
  ListReport,
  WhatIfReport,
  ReportsReport,
  RegionsReport,
  ScheduleReport,
]);
