/** Of what time the evidence is: of the samples, node by node, and of the nodes that are asked about. */

import { expect, test } from 'vitest';
import { seriesFromText } from '../../src/grid/series-text.ts';
import assess, { type AssessResult } from '../../src/operations/assess.ts';
import { fixture, scrapeOf, T0 } from '../kepler/scrapes.ts';
import { keplerPage } from '../support/kepler-page.ts';
import { invoked, portsWith } from '../support/ports.ts';

const HEAVY = { workload: 'heavy-app', namespaces: ['demo'] };
const EVERYTHING = { namespaces: null };
const asked = (input: object, given?: Parameters<typeof portsWith>[0]) =>
  invoked<AssessResult>(assess, input, portsWith(given));

const CSV = [
  'datetime,gco2eq_per_kwh',
  '2025-10-21T06:00:00Z,500',
  '2025-10-21T07:00:00Z,300',
  '2025-10-21T08:00:00Z,300',
].join('\n');

test('a node on which nothing runs that is asked about does not spoil the moment of the others', async () => {
  const intensitySeries = (path: string) => Promise.resolve(seriesFromText(CSV, path));
  const input = { ...HEAVY, pue: 1.32, intensity: { file: 'grid.csv' } };
  const other = fixture('kepler-v0.11-node-b-gpu.prom', '2026-04-20T03:00:00Z');
  const scrapes = [fixture('kepler-v0.11-node-a.prom', T0), other];
  const { result } = await asked(input, { intensitySeries, scrapes });
  expect(result.workloads[0]?.effectiveIntensity?.value).toBe(300);
  const all = await asked({ ...input, ...EVERYTHING, workload: undefined }, { intensitySeries, scrapes });
  expect(all.outcome.exitCode).toBe(4);
});

/** Of a pod on a node of its own, with samples that were taken then. */
const stampedPage = (node: string, at: string): string =>
  keplerPage(node).replace(/^(?=[^#\n]).*$/gm, (line) => `${line} ${Date.parse(at)}`);

test('nodes of one federated text are judged by the moments of their own samples', async () => {
  const intensitySeries = (path: string) => Promise.resolve(seriesFromText(CSV, path));
  const [before, after] = ['2025-10-21T06:59:50Z', '2025-10-21T07:00:10Z'];
  const asks = async (text: string) => {
    const scrapes = [scrapeOf(text, { at: after })];
    const input = { ...EVERYTHING, pue: 1.32, intensity: { file: 'grid.csv' } };
    return (await asked(input, { intensitySeries, scrapes })).outcome;
  };
  expect(await asks(stampedPage('n1', after))).toEqual({ verdict: 'COMPLIANT', exitCode: 0 });
  expect(await asks(stampedPage('n1', before))).toEqual({ verdict: 'NON_COMPLIANT', exitCode: 1 });
  const both = stampedPage('n1', before) + stampedPage('n2', after);
  expect(await asks(both)).toEqual({ verdict: 'INCONCLUSIVE', exitCode: 4 });
});

test('the year and the day are those of the samples, not of the file', async () => {
  const scrapes = [scrapeOf(stampedPage('n1', '2023-12-31T14:59:50Z'), { at: '2023-12-31T15:00:05Z' })];
  const { result } = await asked(EVERYTHING, { scrapes });
  expect([result.asOf, result.site.intensity?.evidence.year]).toEqual(['2023-12-31', 2023]);
});
