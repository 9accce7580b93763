/** Over a counter that fell some energy was not counted: what is told of it is so much, or more. */

import { expect, test } from 'vitest';
import compare, { type CompareResult } from '../../src/operations/compare.ts';
import regions, { type RegionsResult } from '../../src/operations/regions.ts';
import { scrapeOf } from '../kepler/scrapes.ts';
import { keplerPage } from '../support/kepler-page.ts';
import { invoked, portsWith } from '../support/ports.ts';

const pageAt = (joules: number, at: string) => scrapeOf(keplerPage('worker-01', joules), { at });
const FELL = [pageAt(1000, '2026-04-20T08:00:00Z'), pageAt(100, '2026-04-20T09:00:00Z')];
const ROSE = [pageAt(100, '2026-04-20T08:00:00Z'), pageAt(1000, '2026-04-20T09:00:00Z')];
const WEB = { workload: 'web-0', namespaces: ['demo'] };

test('regions call the power at least so much, and so the changes in kg', async () => {
  const told = async (scrapes: typeof FELL) =>
    (await invoked<RegionsResult>(regions, { ...WEB, codes: ['eu-north-1'] }, portsWith({ scrapes }))).view
      .summary;
  const [headline, basis] = await told(FELL);
  expect(headline?.text).toMatch(/^web-0 \(at least [\d.]+ m?W\) would emit 95\.4 % less in eu-north-1 /);
  expect(basis?.text).toMatch(/^Power is a lower bound, so that changes in kg a month are at least /);
  expect(JSON.stringify(await told(ROSE))).not.toMatch(/at least|lower bound/);
});

test('a what-if calls its changes so much or more', async () => {
  const input = { ...WEB, steps: ['region=eu-north-1'] };
  const told = async (scrapes: typeof FELL) =>
    (await invoked<CompareResult>(compare, input, portsWith({ scrapes }))).view.summary[0]?.text;
  expect(await told(FELL)).toMatch(/ kgCO2eq a month, or more: the power is a lower bound\)\.$/);
  expect(await told(ROSE)).toMatch(/ kgCO2eq a month\)\.$/);
});
