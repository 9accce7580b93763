import { expect, test } from 'vitest';
import { seriesFromText } from '../../src/grid/series-text.ts';
import schedule, { type ScheduleResult } from '../../src/operations/schedule.ts';
import { MS_PER_HOUR as H } from '../../src/units.ts';
import { fixture, scrapeOf } from '../kepler/scrapes.ts';
import { keplerPage } from '../support/kepler-page.ts';
import { invoked, NOW, notPlain, portsWith } from '../support/ports.ts';

const scheduled = (input: object, given?: Parameters<typeof portsWith>[0]) =>
  invoked<ScheduleResult>(schedule, input, portsWith(given));

test('in Korea the cleanest 4 h are 10 to 14 h, not the night: 12 % less than at 18 h', async () => {
  const { result, outcome, view } = await scheduled({ workload: 'heavy-app', namespaces: ['demo'] });
  expect(result.best).toMatchObject({
    startsAt: '2026-04-21T10:00:00+09:00',
    endsAt: '2026-04-21T14:00:00+09:00',
  });
  expect(result.now).toMatchObject({ startsAt: NOW, endsAt: '2026-04-20T22:00:00+09:00' });
  expect(result.savingRatio).toBeCloseTo(0.12, 2);
  expect(result.worthMoving).toBe(true);
  expect(result.itEnergyKwh).toBeCloseTo((30.455432 * 4) / 1000, 7);
  const perKwh = (result.now.gco2eqPerKwh ?? Number.NaN) - (result.best?.gco2eqPerKwh ?? 0);
  expect(result.savingGco2eqPerRun).toBeCloseTo((30.455432 / 1000) * 4 * 1.14 * perKwh, 6);
  expect(result.intensityEvidence.grade).toBe('estimated');
  expect(result.day).toHaveLength(24);
  expect(result.day.filter(({ marked }) => marked).map(({ hour }) => hour)).toEqual([10, 11, 12, 13]);
  expect(result.day.find(({ level }) => level === 0)?.marked).toBe(true);
  expect(view.summary[0]?.text).toContain('saves 12.0 %');
  expect(outcome).toEqual({ verdict: null, exitCode: 0 });
  expect(notPlain(result)).toEqual([]);
});

test.each(['2026-01-15', '2026-04-20', '2026-07-15', '2026-10-14'])(
  'the night is never the cleanest: %s',
  async (day) => {
    const { result } = await scheduled({ atMs: Date.parse(`${day}T00:00:00+09:00`) });
    const hour = Number(result.best?.startsAt.slice(11, 13));
    expect(hour).toBeGreaterThanOrEqual(9);
    expect(hour).toBeLessThanOrEqual(13);
  },
);

test('started at the cleanest hour there is nothing to move for', async () => {
  const { result } = await scheduled({ atMs: Date.parse('2026-04-21T10:00:00+09:00') });
  expect(result.best?.startsAt).toBe('2026-04-21T10:00:00+09:00');
  expect(result).toMatchObject({ savingRatio: 0, worthMoving: false });
  expect(result.advice).toBe('Not worth moving: the saving is below 5 %, within the error of a forecast.');
});

test('interruptible: the cleanest hours in pieces are at least as clean, and make up the duration', async () => {
  const whole = (await scheduled({ durationMs: 10 * H })).result;
  const { result } = await scheduled({ durationMs: 10 * H, interruptible: true });
  expect(result.best?.gco2eqPerKwh).toBeLessThanOrEqual(whole.best?.gco2eqPerKwh ?? 0);
  const lengths =
    result.best?.chunks.map(({ startsAt, endsAt }) => Date.parse(endsAt) - Date.parse(startsAt)) ?? [];
  expect(lengths.reduce((sum, length) => sum + length, 0)).toBe(10 * H);
});

test('a run in pieces is said to be one, with when the last of them ends', async () => {
  const { view } = await scheduled({ durationMs: 10 * H, interruptible: true });
  expect(view.summary[0]?.text).toContain(
    'from 2026-04-21 02:00 (Asia/Seoul), split into 2 pieces until 2026-04-21 17:00, saves 7.2 %',
  );
  expect(view.names).toEqual(['2026-04-21T02:00:00+09:00', '2026-04-21T08:00:00+09:00']);
  const whole = await scheduled({ durationMs: 4 * H, interruptible: true });
  expect(whole.view.summary[0]?.text).not.toContain('pieces');
});

test('in csv each piece has a row, and what is true of the whole run stands in the first', async () => {
  const { view, result } = await scheduled({ durationMs: 10 * H, interruptible: true, powerWatts: 1000 });
  const { best, savingRatio, savingGco2eqPerRun } = result;
  const ofRun = [best?.gco2eqPerKwh, savingRatio, savingGco2eqPerRun, 'true'];
  expect(view.records.rows).toEqual([
    ['2026-04-21T02:00:00+09:00', '2026-04-21T03:00:00+09:00', ...ofRun, 1],
    ['2026-04-21T08:00:00+09:00', '2026-04-21T17:00:00+09:00', null, null, null, null, 2],
  ]);
});

test('a run longer than the time until its deadline is told to start at once', async () => {
  const { result, outcome } = await scheduled({ durationMs: 4 * H, withinMs: 3 * H });
  expect(result).toMatchObject({ best: null, savingRatio: null, worthMoving: false });
  expect(result.advice).toBe('A run of 4 h fits in no window of 3 h, so run it at once');
  expect(outcome.exitCode).toBe(0);
});

test('a deadline that has passed is a mistake, not a window', async () => {
  const deadlineMs = Date.parse('2026-04-20T12:00:00+09:00');
  await expect(scheduled({ deadlineMs })).rejects.toMatchObject({
    code: 'USAGE',
    message: 'the deadline is not after the start of the search',
  });
});

test('the deadline is the latest finish', async () => {
  const deadlineMs = Date.parse('2026-04-21T12:00:00+09:00');
  const { result } = await scheduled({ deadlineMs });
  expect(result.best?.endsAt).toBe('2026-04-21T12:00:00+09:00');
});

test('the answer is told in the time zone that is asked for', async () => {
  const { result } = await scheduled({ timeZone: 'Europe/Berlin' });
  expect(result.best?.startsAt).toBe('2026-04-21T03:00:00+02:00');
});

const CSV = [
  'datetime,gco2eq_per_kwh',
  ...[500, 500, 100, 100, 500, 500].map(
    (value, hour) => `2026-04-20T${String(9 + hour).padStart(2, '0')}:00:00Z,${value}`,
  ),
].join('\n');
const intensitySeries = (path: string) => Promise.resolve(seriesFromText(CSV, path));

test('a stated series is searched instead of the profile, and its end is told', async () => {
  const input = { durationMs: 2 * H, intensity: { file: 'grid.csv' }, powerWatts: 1000 };
  const { result } = await scheduled(input, { intensitySeries });
  expect(result.best).toMatchObject({ startsAt: '2026-04-20T20:00:00+09:00', gco2eqPerKwh: 100 });
  expect(result.savingRatio).toBeCloseTo(0.8, 12);
  // 1 kW for 2 h at PUE 1.14, 400 g/kWh less.
  expect(result.savingGco2eqPerRun).toBeCloseTo(2 * 1.14 * 400, 6);
  expect(result.warnings.map(({ code }) => code)).toEqual(['SERIES_ENDS_EARLY']);
  expect(result.day.filter(({ level }) => level === null).length).toBeGreaterThan(10);
});

test('one figure for all hours cannot be searched: NO_INTENSITY, exit 3, with what to give', async () => {
  await expect(scheduled({ intensity: 423 })).rejects.toMatchObject({
    code: 'NO_INTENSITY',
    exitCode: 3,
    message:
      'the one carbon intensity that was given, 423 gCO2eq/kWh, holds for all hours, so none is cleaner',
    hint: 'leave it out to use the profile of KR, or give a series by time with --intensity FILE.csv',
  });
  await expect(scheduled({ intensity: 423, region: 'ca-west-1' })).rejects.toMatchObject({
    message: expect.stringContaining('holds for all hours'),
    hint: 'give a series by time with --intensity FILE.csv',
  });
  await expect(scheduled({ region: 'ca-west-1' })).rejects.toMatchObject({
    code: 'NO_INTENSITY',
    message: 'no carbon intensity by hour is known for region ca-west-1',
    hint: expect.stringContaining('--intensity FILE.csv'),
  });
});

test.each([
  ['of another year', { atMs: Date.parse('2027-04-20T18:00:00+09:00'), durationMs: 2 * H }],
  ['shorter than the run', { durationMs: 8 * H }],
  ['shorter than the run with pauses', { durationMs: 8 * H, interruptible: true }],
])(
  'no advice, not even to start at once, from a series %s: NO_INTENSITY, before Kepler is read',
  async (_, asked) => {
    const input = { ...asked, workload: 'heavy-app', intensity: { file: 'grid.csv' } };
    const ports = {
      ...portsWith({ intensitySeries }),
      scrapes: () => Promise.reject(new Error('a source was read')),
    };
    await expect(invoked(schedule, input, ports)).rejects.toMatchObject({
      code: 'NO_INTENSITY',
      exitCode: 3,
      message: expect.stringMatching(
        /^too little carbon intensity is known for a run of [28] h in 202.* to 202.*, the series given is of 2026-04-20T18:00:00\+09:00 to 2026-04-21T00:00:00\+09:00$/,
      ),
    });
  },
);

test('a run that does not fit before its deadline starts at once, whatever is known of the grid', async () => {
  const input = { durationMs: 4 * H, withinMs: 3 * H, intensity: { file: 'grid.csv' } };
  const { result } = await scheduled(
    { ...input, atMs: Date.parse('2027-04-20T18:00:00+09:00') },
    { intensitySeries },
  );
  expect(result.advice).toBe('A run of 4 h fits in no window of 3 h, so run it at once');
});

test('a workload that is not there exits 4, the window stands', async () => {
  const { result, outcome } = await scheduled({ workload: 'nosuch', namespaces: ['demo'] });
  expect(outcome.exitCode).toBe(4);
  expect(result.subject.powerWatts).toBeNull();
  expect(result.best?.startsAt).toBe('2026-04-21T10:00:00+09:00');
  expect(result.savingGco2eqPerRun).toBeNull();
});

test('without a workload no source is read', async () => {
  const ports = { ...portsWith(), scrapes: () => Promise.reject(new Error('a source was read')) };
  expect((await invoked<ScheduleResult>(schedule, {}, ports)).result.best).not.toBeNull();
});

test.each([
  { timeZone: 'Mars/Olympus' },
  { timeZone: 'asia/seoul' },
  { timeZone: 'BST' },
  { durationMs: 0 },
  { durationMs: 400 * 24 * H },
])('%j is refused', async (input) => {
  await expect(scheduled(input)).rejects.toMatchObject({ code: 'USAGE', exitCode: 2 });
});

test('a run of some minutes is named in minutes', async () => {
  const { view } = await scheduled({ durationMs: H / 6 });
  expect(JSON.stringify(view.summary)).toContain(' 10 min of a run from ');
});

test('work whose power is not known leaves the question of its saving open', async () => {
  const missing = await scheduled({ workload: 'nosuch', namespaces: ['demo'] });
  expect(missing.outcome.exitCode).toBe(4);
  expect(missing.result.advice).toBe(
    'Worth moving. What a run draws is not known; the times hold for any run.',
  );
  const legacy = await invoked<ScheduleResult>(
    schedule,
    { workload: 'feature-builder-0', namespaces: null },
    portsWith({ scrapes: [fixture('kepler-v0.7-legacy.prom')] }),
  );
  expect(legacy.result.gaps).toEqual(['the power of feature-builder-0 was not measured']);
  expect(legacy.outcome.exitCode).toBe(4);
});

test('an endpoint that did not answer leaves the answer open, not the power that was measured', async () => {
  const missing = [{ origin: 'http://10.0.0.9:28282', reason: 'it answers 503' }];
  const { result, outcome } = await scheduled({ workload: 'heavy-app', namespaces: ['demo'] }, { missing });
  expect(result.subject.powerWatts).toBeCloseTo(30.455432, 6);
  expect(result.gaps).toEqual(['1 of 2 endpoints did not answer']);
  expect(result.advice).toBe('Worth moving.');
  expect(outcome.exitCode).toBe(4);
});

test('a pod nobody measured leaves the power of all of them unknown: no part of a sum passes for the whole', async () => {
  const withoutDram = 'pod_id="2a2a",pod_name="web-0",pod_namespace="shop",state="running",zone="package"';
  const page = `${keplerPage()}kepler_pod_cpu_watts{node_name="worker-01",${withoutDram}} 7\n`;
  const { result, outcome } = await scheduled(
    { workload: 'web-0', namespaces: null },
    { scrapes: [scrapeOf(page)] },
  );
  expect(result).toMatchObject({
    subject: { powerWatts: null },
    itEnergyKwh: null,
    savingGco2eqPerRun: null,
    gaps: ['the power of web-0 was not measured'],
  });
  expect(outcome.exitCode).toBe(4);
});

test('the hours of a year are scaled to its own average, and another that stands in is named', async () => {
  const asked = async (at: string) => {
    const { result } = await scheduled({ atMs: Date.parse(at) });
    const codes = result.warnings.map(({ code }) => code);
    return [result.intensityEvidence.source.match(/KR$/) !== null, result.intensityEvidence.year, codes];
  };
  expect(await asked('2023-06-01T00:00:00+09:00')).toEqual([true, 2023, []]);
  expect(await asked('2026-04-20T18:00:00+09:00')).toEqual([true, 2025, []]);
  expect(await asked('2031-04-20T18:00:00+09:00')).toEqual([true, 2025, ['AVERAGE_OF_OTHER_YEAR']]);
});
