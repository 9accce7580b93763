/** `schedule`: the cleanest time for a run, exactly searched, and whether moving there pays. */

import * as z from 'zod/mini';
import { inYearOf } from '../audit/average-year.ts';
import { dayCells } from '../audit/day-cells.ts';
import { cleanestChunks } from '../audit/interruptible.ts';
import { siteOf } from '../audit/site.ts';
import type { NoWindow, TimeSpan, WindowQuery } from '../audit/window-query.ts';
import { cleanestWindow, type WindowChoice } from '../audit/window-search.ts';
import type { Diagnostic } from '../diagnostics.ts';
import { AuditError } from '../errors.ts';
import type { Evidence, Grade, Quantity } from '../evidence.ts';
import { timeZoneNamed } from '../grid/time-zone-name.ts';
import { localIso } from '../local-time.ts';
import type { Ports } from '../ports.ts';
import { emissionsGco2eq, kwhOfWatts, MS_PER_HOUR } from '../units.ts';
import type { HourCell } from '../view.ts';
import { placeFor } from './audit.ts';
import { AUDIT_FIELDS, positive, text } from './audit-input.ts';
import { cronJobOf } from './cronjob-of-search.ts';
import { defineOperation } from './define.ts';
import { type InputOf, optional, usually } from './fields.ts';
import { hourlySeries, refuseTooLittle } from './hourly-intensity.ts';
import { type ReportHead, reportHead } from './report-head.ts';
import { type Subject, subjectOf } from './schedule-subject.ts';
import { scheduleView } from './schedule-view.ts';

const MAX_SPAN_MS = 366 * 24 * MS_PER_HOUR;

const span = () => z.number().check(z.positive(), z.lte(MAX_SPAN_MS));

const FIELDS = {
  ...AUDIT_FIELDS,
  durationMs: usually(4 * MS_PER_HOUR, span),
  /** Latest finish, counted from the start of the search. */
  withinMs: usually(24 * MS_PER_HOUR, span),
  /** Latest finish as an instant; replaces withinMs. */
  deadlineMs: optional(() => z.number()),
  /** Start of the search; absent: now. */
  atMs: optional(() => z.number()),
  interruptible: usually(false, () => z.boolean()),
  /** Power of the run; absent: measured power of the workload, if there is one. */
  powerWatts: optional(positive),
  /** IANA name for local times; absent: that of the region. */
  timeZone: optional(() => text(64)),
  emit: optional(() =>
    z.strictObject({
      name: z.string(),
      /** Absent: where the workload was found. */
      namespace: z.optional(z.string()),
      image: z.string(),
      command: z.optional(z.array(z.string())),
    }),
  ),
};
type Input = InputOf<typeof FIELDS>;

export interface Slot {
  /** RFC 3339 with the offset of the time zone of the answer. */
  readonly startsAt: string;
  readonly endsAt: string;
}

export interface ScheduleResult extends ReportHead {
  readonly region: { readonly code: string; readonly name: string; readonly isDefault: boolean };
  readonly timeZone: string;
  readonly durationHours: number;
  readonly search: Slot;
  readonly interruptible: boolean;
  readonly intensityEvidence: Evidence;
  /** gCO2eq/kWh of starting at once; null where the series has a gap. */
  readonly now: Slot & { readonly gco2eqPerKwh: number | null };
  /** null: there is nothing better to offer, `advice` says why. */
  readonly best: (Slot & { readonly gco2eqPerKwh: number; readonly chunks: readonly Slot[] }) | null;
  readonly savingRatio: number | null;
  readonly worthMoving: boolean;
  readonly advice: string;
  readonly subject: {
    readonly name: string;
    readonly powerWatts: number | null;
    /** How the power is known; null where it is not. */
    readonly grade: Grade | null;
    /** As those of a workload; `lower-bound`: a run draws more, and saves more than is said here. */
    readonly flags: readonly string[];
  };
  /** IT energy of the run. */
  readonly itEnergyKwh: number | null;
  readonly pueRatio: number;
  /** The same with its evidence. */
  readonly pue: Quantity;
  /** Facility emissions of one run, now against best. */
  readonly savingGco2eqPerRun: number | null;
  readonly day: readonly HourCell[];
  readonly cronJob: string | null;
  /** Of the search (SERIES_…), then of the measurement. */
  readonly warnings: readonly Diagnostic[];
  readonly gaps: readonly string[];
}

type Found = WindowChoice & { readonly chunks: readonly TimeSpan[] };

function cleanest(query: WindowQuery, interruptible: boolean): Found | NoWindow {
  if (interruptible) return cleanestChunks(query);
  const choice = cleanestWindow(query);
  return choice.kind === 'none' ? choice : { ...choice, chunks: [choice] };
}

const slotIn =
  (timeZone: string) =>
  ({ startMs, endMs }: TimeSpan): Slot => ({
    startsAt: localIso(startMs, timeZone),
    endsAt: localIso(endMs, timeZone),
  });

function worthOf(found: Found): string {
  if (found.worthMoving) return 'Worth moving.';
  if (found.savingRatio === null)
    return 'What starting at once would emit is not known, so there is no saving to state.';
  return 'Not worth moving: the saving is below 5 %, within the error of a forecast.';
}

/** Of a lower bound nobody knows that it is nothing. */
const drawsNothing = ({ powerWatts, flags }: Subject): boolean =>
  powerWatts === 0 && !flags.includes('lower-bound');

function adviceOf(found: Found | NoWindow, subject: Subject): string {
  if (found.kind === 'none') return found.message;
  if (drawsNothing(subject))
    return `Not worth moving: ${subject.name} draws 0 W and would save nothing; the times hold for work that draws power.`;
  const { powerWatts, gaps } = subject;
  const isUnmeasured = powerWatts === null && gaps.length > 0;
  const unmeasured = isUnmeasured ? ' What a run draws is not known; the times hold for any run.' : '';
  return `${worthOf(found)}${unmeasured}`;
}

/** Energy saved is none: the same run, at another time. */
function savingPerRun(found: Found | NoWindow, itEnergyKwh: number | null, pue: number): number | null {
  if (found.kind === 'none' || itEnergyKwh === null || found.runNowGco2eqPerKwh === null) return null;
  const gridGco2eqPerKwh = found.runNowGco2eqPerKwh - found.meanGco2eqPerKwh;
  return emissionsGco2eq({ itEnergyKwh, pue, gridGco2eqPerKwh });
}

/** By the average of the year that is searched, as an audit of it. */
async function placeAt(earliestMs: number, input: Input, ports: Ports) {
  const usual = await ports.catalogue();
  const place = await placeFor(input, usual, ports);
  const time = { firstMs: earliestMs, lastMs: earliestMs, isDated: input.atMs !== undefined };
  const { catalogue, region, remarks } = inYearOf(usual, place.region, time);
  const isStated = place.stated.intensity !== undefined;
  return {
    catalogue,
    site: siteOf({ catalogue, ...place, region }),
    remarks: isStated ? [] : remarks,
  };
}

/** A measurement of the same year says it already. */
const newTo = (known: readonly Diagnostic[], remarks: readonly Diagnostic[]): readonly Diagnostic[] =>
  remarks.filter(({ code }) => !known.some((one) => one.code === code));

async function schedule(input: Input, ports: Ports): Promise<ScheduleResult> {
  const earliestMs = input.atMs ?? ports.now().getTime();
  const { catalogue, site, remarks } = await placeAt(earliestMs, input, ports);
  const timeZone = input.timeZone === undefined ? site.region.timeZone : timeZoneNamed(input.timeZone);
  const deadlineMs = input.deadlineMs ?? earliestMs + input.withinMs;
  if (deadlineMs <= earliestMs) {
    throw new AuditError('USAGE', 'the deadline is not after the start of the search', {
      hint: 'give a later --deadline-at, or an earlier --at',
    });
  }
  // The bar shows a whole day, and a run started at the last moment is rated beyond the deadline.
  const shownMs = Math.max(deadlineMs, earliestMs + Math.max(input.durationMs, 25 * MS_PER_HOUR));
  const series = hourlySeries(site, catalogue)(earliestMs, shownMs);
  const query: WindowQuery = { series, earliestMs, deadlineMs, durationMs: input.durationMs };
  const found = cleanest(query, input.interruptible);
  refuseTooLittle(found, query, timeZone);
  const subject = await subjectOf(input, ports);
  const durationHours = input.durationMs / MS_PER_HOUR;
  const { name, powerWatts, grade, flags, namespaces } = subject;
  const itEnergyKwh = powerWatts === null ? null : kwhOfWatts(powerWatts, durationHours);
  const slot = slotIn(timeZone);
  const nowSlot = slot({ startMs: earliestMs, endMs: earliestMs + input.durationMs });
  const isFound = found.kind === 'found';
  const advice = adviceOf(found, subject);
  const { emit, interruptible } = input;
  const isSeriesStated = site.isIntensityStated === true;
  const search = { query, found, interruptible, timeZone, advice, isSeriesStated };
  return {
    ...reportHead('schedule'),
    region: { code: site.region.code, name: site.region.name, isDefault: site.regionIsDefault },
    timeZone,
    durationHours,
    search: slot({ startMs: earliestMs, endMs: deadlineMs }),
    interruptible,
    intensityEvidence: { ...series.evidence, basis: series.basis, signal: series.signal },
    now: { ...nowSlot, gco2eqPerKwh: found.runNowGco2eqPerKwh },
    best: isFound
      ? { ...slot(found), gco2eqPerKwh: found.meanGco2eqPerKwh, chunks: found.chunks.map(slot) }
      : null,
    savingRatio: isFound ? found.savingRatio : null,
    worthMoving: isFound && found.worthMoving && !drawsNothing(subject),
    advice,
    subject: { name, powerWatts, grade, flags },
    itEnergyKwh,
    pueRatio: site.pue.value,
    pue: site.pue,
    savingGco2eqPerRun: savingPerRun(found, itEnergyKwh, site.pue.value),
    day: dayCells({ series, fromMs: earliestMs, timeZone, windows: isFound ? found.chunks : [] }),
    cronJob: emit === undefined ? null : await cronJobOf({ ...emit, foundIn: namespaces }, search),
    warnings: [...(isFound ? found.warnings : []), ...newTo(subject.warnings, remarks), ...subject.warnings],
    gaps: subject.gaps,
  };
}

export default defineOperation<typeof FIELDS, ScheduleResult>({
  name: 'schedule',
  title: 'Find the cleanest time for a run',
  description: 'Search the coming hours for the start with the lowest carbon intensity',
  fields: FIELDS,
  run: schedule,
  view: scheduleView,
  outcome: ({ gaps }) => ({ verdict: null, exitCode: gaps.length > 0 ? 4 : 0 }),
});
