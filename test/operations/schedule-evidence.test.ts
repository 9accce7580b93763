import { expect, test } from 'vitest';
import schedule, { type ScheduleResult } from '../../src/operations/schedule.ts';
import { fixture, scrapeOf } from '../kepler/scrapes.ts';
import { keplerPage } from '../support/kepler-page.ts';
import { invoked, portsWith } from '../support/ports.ts';

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
