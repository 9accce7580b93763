/** What a person sees of a schedule: the day as a bar, the window, and whether it pays. */

import { timeText } from '../audit/window-query.ts';
import type { Diagnostic } from '../diagnostics.ts';
import { localIso } from '../local-time.ts';
import { MS_PER_HOUR } from '../units.ts';
import type { Block, Cell, Records, View } from '../view.ts';
import { figure, percent } from './figures.ts';
import type { ScheduleResult, Slot } from './schedule.ts';
import { doubtBlocks } from './warning-blocks.ts';

const cell = (text: string): Cell => ({ text });

const offsetOf = (iso: string): string => iso.slice('2026-04-21T10:00:00'.length);

/** Beyond what any change of clocks repeats. */
const BEFORE_MS = 2 * MS_PER_HOUR;

/** Whether clocks change around the search, so that a time is no instant without its offset. */
function needsOffsets({ search, now, best, timeZone }: ScheduleResult): boolean {
  const before = localIso(Date.parse(search.startsAt) - BEFORE_MS, timeZone);
  const times = [before, search.startsAt, search.endsAt, now.endsAt, ...(best === null ? [] : [best.endsAt])];
  return new Set(times.map(offsetOf)).size > 1;
}

type Clock = (iso: string) => string;

/** 2026-04-21T10:00:00+09:00 → 2026-04-21 10:00, with +09:00 behind it where that is needed. */
function clockOf(result: ScheduleResult): Clock {
  const withOffset = needsOffsets(result);
  return (iso) => `${iso.slice(0, 16).replace('T', ' ')}${withOffset ? ` ${offsetOf(iso)}` : ''}`;
}

const span = ({ startsAt, endsAt }: Slot, clock: Clock): string => `${clock(startsAt)} – ${clock(endsAt)}`;

function windowTable({ now, best, savingRatio }: ScheduleResult, clock: Clock): Block {
  const rows: Cell[][] = [
    [cell('at once'), cell(span(now, clock)), cell(figure(now.gco2eqPerKwh)), cell('–')],
  ];
  if (best !== null) {
    for (const [index, chunk] of best.chunks.entries()) {
      const isFirst = index === 0;
      rows.push([
        cell(isFirst ? 'cleanest' : ''),
        cell(span(chunk, clock)),
        cell(isFirst ? figure(best.gco2eqPerKwh) : ''),
        cell(isFirst ? percent(savingRatio) : ''),
      ]);
    }
  }
  return {
    kind: 'table',
    columns: [
      { title: 'Start' },
      { title: 'Window' },
      { title: 'gCO2eq/kWh', align: 'right' },
      { title: 'Saves', align: 'right' },
    ],
    rows,
  };
}

type Found = ScheduleResult & { readonly best: NonNullable<ScheduleResult['best']> };

function cleanestText({ best, subject, durationHours, timeZone }: Found, clock: Clock): string {
  const pieces = best.chunks.length;
  const split = pieces > 1 ? `, split into ${pieces} pieces until ${clock(best.endsAt)}` : '';
  return `${timeText(durationHours * MS_PER_HOUR)} of ${subject.name} from ${clock(best.startsAt)} (${timeZone})${split}`;
}

function savedText({ savingRatio, savingGco2eqPerRun, subject }: ScheduleResult): string {
  const atLeast = subject.flags.includes('lower-bound') ? 'at least ' : '';
  const grams =
    savingGco2eqPerRun === null ? '' : ` and ${atLeast}${figure(savingGco2eqPerRun, 'gCO2eq')} a run`;
  return `saves ${percent(savingRatio)}${grams} against starting at once`;
}

function headline(result: ScheduleResult, clock: Clock): Cell {
  const { best, advice, savingRatio, subject, worthMoving } = result;
  if (best === null) return { text: advice, tone: 'unsure' };
  const cleanest = cleanestText({ ...result, best }, clock);
  const comma = best.chunks.length > 1 ? ',' : '';
  const savesNothing = savingRatio === null || (subject.powerWatts === 0 && !worthMoving);
  const text = savesNothing
    ? `${advice} The cleanest time known: ${cleanest}.`
    : `${advice} ${cleanest}${comma} ${savedText(result)}.`;
  return { text, tone: worthMoving ? 'good' : 'plain' };
}

const yearText = (year: number | null): string => (year === null ? '' : `, ${year}`);

/** What the grams of a run rest on beside the intensity. */
function gramsText({ savingGco2eqPerRun, subject, pue }: ScheduleResult): string {
  if (savingGco2eqPerRun === null) return '';
  const { grade, source, year } = pue.evidence;
  return ` The grams are by power that is ${subject.grade} and PUE ${figure(pue.value)}, ${grade}: ${source}${yearText(year)}.`;
}

function evidenceLine(result: ScheduleResult): Cell {
  const { intensityEvidence, region, gaps } = result;
  const { grade, source, year, basis, signal, note } = intensityEvidence;
  const meaning = `${basis}, ${signal}${note === undefined ? '' : ` (${note})`}`;
  const place = `${region.code}${region.isDefault ? ' (default region)' : ''}`;
  const open = gaps.length > 0 ? `INCONCLUSIVE — ${gaps.join('; ')}. ` : '';
  return {
    text: `${open}${place}; intensity is ${grade}: ${source}${yearText(year)}; ${meaning}.${gramsText(result)}`,
  };
}

const isOfSearch = ({ code }: Diagnostic): boolean => code.startsWith('SERIES_');

/** What was not searched, then what makes the power of the run doubtful. */
function warningNotes(warnings: readonly Diagnostic[]): Block[] {
  const lines = warnings.filter(isOfSearch).map(({ message }): Cell => ({ text: message, tone: 'unsure' }));
  const ofSearch: Block[] = lines.length > 0 ? [{ kind: 'text', lines }] : [];
  return [...ofSearch, ...doubtBlocks(warnings.filter((warning) => !isOfSearch(warning)))];
}

/** One, unless the run is split: from its first start to its last end would be no time that it takes. */
const piecesOf = ({ best, now }: ScheduleResult): readonly Slot[] => best?.chunks ?? [now];

/** A row a piece; what is true of the run as a whole stands in the row of its first, so that no sum counts it twice. */
function recordsOf(result: ScheduleResult): Records {
  const { best, now, savingRatio, savingGco2eqPerRun, worthMoving } = result;
  const ofRun = [
    best?.gco2eqPerKwh ?? now.gco2eqPerKwh,
    savingRatio,
    savingGco2eqPerRun,
    String(worthMoving),
  ];
  const rowOf = ({ startsAt, endsAt }: Slot, at: number) => [
    startsAt,
    endsAt,
    ...(at === 0 ? ofRun : ofRun.map(() => null)),
    at + 1,
  ];
  return {
    columns: [
      'start',
      'end',
      'intensity_gco2eq_per_kwh',
      'saving_ratio',
      'saving_gco2eq_per_run',
      'worth_moving',
      'piece',
    ],
    rows: piecesOf(result).map(rowOf),
  };
}

export function scheduleView(result: ScheduleResult): View {
  const clock = clockOf(result);
  return {
    blocks: [
      { kind: 'hours', label: `${result.region.code}, hours of ${result.timeZone}`, cells: result.day },
      windowTable(result, clock),
      ...warningNotes(result.warnings),
    ],
    summary: [headline(result, clock), evidenceLine(result)],
    records: recordsOf(result),
    names: piecesOf(result).map(({ startsAt }) => startsAt),
  };
}
