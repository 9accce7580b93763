import { expect, test } from 'vitest';
import { seriesFromText } from '../../src/grid/series-text.ts';
import schedule, { type ScheduleResult } from '../../src/operations/schedule.ts';
import { MS_PER_HOUR as H } from '../../src/units.ts';
import { fixture, scrapeOf } from '../kepler/scrapes.ts';
import { keplerPage, keplerPod } from '../support/kepler-page.ts';
import { invoked, NOW, portsWith } from '../support/ports.ts';

const scheduled = (input: object, given?: Parameters<typeof portsWith>[0]) =>
  invoked<ScheduleResult>(schedule, input, portsWith(given));

const WEB = { workload: 'web-0', namespaces: ['demo'] };
const pageAt = (joules: number, at: string) => scrapeOf(keplerPage('worker-01', joules), { at });

test('over a counter that fell the grams of a run are at least so many, with the warning that says why', async () => {
  const scrapes = [pageAt(1000, '2026-04-20T08:00:00Z'), pageAt(100, '2026-04-20T09:00:00Z')];
  const { result, view, outcome } = await scheduled(WEB, { scrapes });
  expect(result.subject.flags).toContain('lower-bound');
  expect(result.warnings.map(({ code }) => code)).toContain('COUNTER_RESET');
  expect(view.summary[0]?.text).toMatch(/ and at least 0\.\d+ gCO2eq a run /);
  expect(JSON.stringify(view.blocks)).toContain('COUNTER_RESET: Node worker-01: ');
  expect(outcome.exitCode).toBe(0);
});

test('what limits a measurement is said beside the run that rests on it', async () => {
  const cores = keplerPage()
    .replaceAll('zone="package"', 'zone="core"')
    .replace(/^.*"dram".*\n/gm, '');
  const { result, view } = await scheduled(WEB, { scrapes: [scrapeOf(cores)] });
  const codes = result.warnings.map(({ code }) => code);
  expect(codes).toEqual(expect.arrayContaining(['CORE_ONLY', 'NO_DRAM']));
  expect(JSON.stringify(view.blocks)).toContain('CORE_ONLY: Node worker-01: only the cores were measured');
  expect(view.summary[0]?.text).toContain(' and at least ');
});

test('work that draws nothing is not worth moving, and no saving is claimed for it', async () => {
  const scrapes = [scrapeOf(`${keplerPage()}${keplerPod('idle-0')}`)];
  const { result, view } = await scheduled({ workload: 'idle-0', namespaces: ['demo'] }, { scrapes });
  expect(result).toMatchObject({ worthMoving: false, savingGco2eqPerRun: 0, subject: { powerWatts: 0 } });
  expect(view.summary[0]?.text).toMatch(
    /^Not worth moving: idle-0 draws 0 W and would save nothing; the times hold for work that draws power\. The cleanest time known: /,
  );
  expect(view.summary[0]?.text).not.toContain('saves');
  const at = view.records.columns.indexOf('worth_moving');
  expect([...view.records.rows][0]?.[at]).toBe('false');
});

test('power that was measured whole, or stated, is no lower bound', async () => {
  const measured = await scheduled(WEB, { scrapes: [scrapeOf(keplerPage())] });
  expect(measured.result.subject.flags).toEqual([]);
  expect(measured.view.summary[0]?.text).not.toContain('at least');
  const stated = await scheduled(
    { ...WEB, powerWatts: 120 },
    { scrapes: [fixture('kepler-v0.7-legacy.prom')] },
  );
  expect(stated.result).toMatchObject({ subject: { flags: [] }, warnings: [] });
});

test('the PUE and the power behind the grams of a run are told with their grades', async () => {
  const assumed = await scheduled({ ...WEB, region: 'kr-central-2' }, { scrapes: [scrapeOf(keplerPage())] });
  expect(assumed.result).toMatchObject({
    subject: { grade: 'measured' },
    pueRatio: 1.4,
    pue: { value: 1.4, evidence: { grade: 'assumed' } },
  });
  expect(assumed.view.summary[1]?.text).toContain(
    ' The grams are by power that is measured and PUE 1.4, assumed: ',
  );
  const stated = await scheduled({ powerWatts: 120, pue: 1.2 });
  expect(stated.view.summary[1]?.text).toContain(
    ' The grams are by power that is declared and PUE 1.2, declared: stated by the operator.',
  );
  const abroad = { ...WEB, idle: 'share', region: 'eu-north-1' };
  const shared = await scheduled(abroad, { scrapes: [scrapeOf(keplerPage())] });
  const codes = shared.result.warnings.map(({ code }) => code);
  expect(codes).toContain('IDLE_SHARED');
  expect(codes).not.toContain('FOREIGN_STANDARD');
  expect(shared.view.summary[1]?.text).toContain(' by power that is estimated and PUE ');
});

test('where no grams are told, no PUE is', async () => {
  const { result, view } = await scheduled({});
  expect(result.subject.grade).toBeNull();
  expect(view.summary[1]?.text).not.toContain('PUE');
});

const NOTED = ' (the file states neither signal nor basis; taken as average, lifecycle).';

test.each([
  ['datetime,gco2eq_per_kwh', '', `; lifecycle, average${NOTED}`],
  ['datetime,gco2eq_per_kwh,signal,basis', ',marginal,direct', '; direct, marginal.'],
])(
  'of a file with %s it is told what the file says, and what it was taken for',
  async (header, rest, text) => {
    const hours = Array.from({ length: 48 }, (_, hour) => new Date(Date.parse(NOW) + hour * H).toISOString());
    const csv = [header, ...hours.map((at, hour) => `${at},${100 + hour}${rest}`)].join('\n');
    const intensitySeries = (path: string) => Promise.resolve(seriesFromText(csv, path));
    const { view } = await scheduled({ intensity: { file: 'grid.csv' } }, { intensitySeries });
    expect(view.summary[1]?.text).toContain(text);
  },
);

test.each([
  ['2026-11-01T01:30:00-04:00', '2026-11-01 01:30 -04:00 – 2026-11-01 01:30 -05:00'],
  // In the hour that comes twice, of which this is the second.
  ['2026-11-01T01:15:00-05:00', '2026-11-01 01:15 -05:00 – 2026-11-01 02:15 -05:00'],
  ['2026-10-20T01:30:00-04:00', '2026-10-20 01:30 – 2026-10-20 02:30'],
])('times stand with their offset where clocks change: %s', async (at, shown) => {
  const input = { region: 'us-east-1', atMs: Date.parse(at), durationMs: H, withinMs: H };
  const { view } = await scheduled(input);
  expect(JSON.stringify(view.blocks)).toContain(`"${shown}"`);
  expect(view.summary[0]?.text).toContain(` from ${shown.split(' – ')[0]} (America/New_York)`);
});

test('where starting at once cannot be rated no saving is stated, not even a dash', async () => {
  const hours = Array.from({ length: 24 }, (_, hour) => Date.parse(NOW) + (hour + 2) * H);
  const rows = hours.map((at, hour) => `${new Date(at).toISOString()},${200 - hour}`);
  const csv = ['datetime,gco2eq_per_kwh', ...rows].join('\n');
  const intensitySeries = (path: string) => Promise.resolve(seriesFromText(csv, path));
  const asked = { intensity: { file: 'grid.csv' }, durationMs: 2 * H };
  const { result, view } = await scheduled(asked, { intensitySeries });
  expect(result.savingRatio).toBeNull();
  expect(view.summary[0]?.text).toBe(
    'What starting at once would emit is not known, so there is no saving to state. The cleanest time known: 2 h of a run from 2026-04-21 16:00 (Asia/Seoul).',
  );
});
