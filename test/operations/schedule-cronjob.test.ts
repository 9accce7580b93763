import { expect, test } from 'vitest';
import { seriesFromText } from '../../src/grid/series-text.ts';
import schedule, { type ScheduleResult } from '../../src/operations/schedule.ts';
import { MS_PER_HOUR as H } from '../../src/units.ts';
import { scrapeOf } from '../kepler/scrapes.ts';
import { keplerPage } from '../support/kepler-page.ts';
import { invoked, NOW, portsWith } from '../support/ports.ts';

const scheduled = (input: object) => invoked<ScheduleResult>(schedule, input, portsWith());

const EMIT = { name: 'nightly-report', namespace: 'demo', image: 'registry.example/report:1.0' };

test('a CronJob for the window is a batch/v1 object in the time zone of the region', async () => {
  const { result } = await scheduled({ emit: EMIT });
  expect(result.cronJob).toContain('apiVersion: batch/v1');
  expect(result.cronJob).toContain('schedule: "0 10 * * *"');
  expect(result.cronJob).toContain('timeZone: "Asia/Seoul"');
  expect((await scheduled({})).result.cronJob).toBeNull();
});

test('it says of which day the time is the cleanest, and whether moving pays', async () => {
  const { result } = await scheduled({ emit: EMIT });
  expect(result.cronJob).toContain(
    '# Searched from 2026-04-20T18:00:00+09:00 to 2026-04-21T18:00:00+09:00: 390.6 gCO2eq/kWh at 2026-04-21T10:00:00+09:00, 12.0 % less than at once. Worth moving.\n',
  );
});

test('it says where the day was not searched to its end', async () => {
  const rows = [500, 500, 100, 100, 500, 500].map(
    (value, hour) => `${new Date(Date.parse(NOW) + hour * H).toISOString()},${value}`,
  );
  const csv = ['datetime,gco2eq_per_kwh', ...rows].join('\n');
  const intensitySeries = (path: string) => Promise.resolve(seriesFromText(csv, path));
  const input = { emit: EMIT, intensity: { file: 'grid.csv' }, durationMs: 2 * H };
  const { result } = await invoked<ScheduleResult>(schedule, input, portsWith({ intensitySeries }));
  expect(result.cronJob).toContain(
    ' Worth moving.\n# The carbon intensity is known until 2026-04-20T15:00:00Z, 18 h before the deadline; nothing after was searched.\n# The series that was given is of its own days: search again with a newer one.\n',
  );
  expect((await scheduled({ emit: EMIT })).result.cronJob).toContain(
    '\n# Search again when the season changes.\n',
  );
});

test.each([
  [72 * H, '68 h'],
  [7 * 24 * H, '164 h'],
  [29 * H, '25 h'],
  [28 * H + 1, '24 h'],
])(
  'the starts of a search of %d ms are not those of a day: the cleanest is no daily one',
  async (withinMs, starts) => {
    await expect(scheduled({ emit: EMIT, withinMs })).rejects.toMatchObject({
      code: 'USAGE',
      message: expect.stringContaining(
        `a CronJob starts every day at one time, and of starts within ${starts}`,
      ),
      hint: expect.stringContaining('--within 24h'),
    });
    await expect(scheduled({ withinMs })).resolves.toBeDefined();
  },
);

test.each([28 * H, 24 * H, 8 * H])(
  'the starts searched within %d ms are those of a day',
  async (withinMs) => {
    expect((await scheduled({ emit: EMIT, withinMs })).result.cronJob).toContain('kind: CronJob');
  },
);

test.each([
  [null, 'demo'],
  [['other', 'demo'], 'demo'],
])(
  'without a namespace of its own it is made where the workload was found: among %j',
  async (namespaces, found) => {
    const { namespace: _none, ...emit } = EMIT;
    const { result } = await scheduled({ emit, workload: 'heavy-app', namespaces });
    expect(result.cronJob).toContain(`namespace: "${found}"`);
  },
);

test.each([
  ['nosuch', 'the workload was found in none'],
  ['web', 'the workload was found in batch, production'],
])('a workload that is not in one namespace needs one to be named: %s', async (workload, message) => {
  const { namespace: _none, ...emit } = EMIT;
  const pods = ['batch', 'production'].map((namespace) =>
    keplerPage().replaceAll('web-0', 'web').replaceAll('demo', namespace).replaceAll('worker-01', namespace),
  );
  const scrapes = pods.map((page) => scrapeOf(page));
  const ports = portsWith({ scrapes });
  await expect(invoked(schedule, { emit, workload, namespaces: null }, ports)).rejects.toMatchObject({
    code: 'USAGE',
    message: expect.stringContaining(message),
    hint: 'name that of the CronJob with one --namespace',
  });
});
