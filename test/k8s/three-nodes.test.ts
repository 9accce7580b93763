import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readScrapes } from '../../src/io/scrapes.ts';
import { keplerReader } from '../../src/kepler/reader.ts';
import assess, { type AssessResult } from '../../src/operations/assess.ts';
import { ROOT } from '../house/tree.ts';
import { invoked, portsWith } from '../support/ports.ts';
import { scrapeEnvironment } from '../support/scrape-environment.ts';
import { answering, httpServer } from '../support/servers.ts';

const PAGE = readFileSync(join(ROOT, 'fixtures/kepler-v0.11-node-a.prom'), 'utf8');
const THREE = ['127.0.0.1', '127.0.0.2', '127.0.0.3'];

/** What `dns:kepler-headless…` gives where each of these addresses has a Kepler and the others have none. */
async function scrapesOf(answered: readonly string[]) {
  const page = (i: number) => answering(PAGE.replaceAll('worker-01', `worker-0${i + 1}`));
  const first = await httpServer(page(0), { host: answered[0] ?? '127.0.0.1' });
  for (const [i, host] of answered.slice(1).entries())
    await httpServer(page(i + 1), { host, port: first.port });
  const { environment } = scrapeEnvironment({ resolve: async () => THREE, openReader: keplerReader });
  const sources = [`dns:kepler-headless.kepler.svc:${first.port}`];
  return readScrapes({ sources, intervalSeconds: null }, environment);
}

const assessed = async (answered: readonly string[], input: object = {}) =>
  invoked<AssessResult>(
    assess,
    { workload: 'heavy-app', namespaces: ['demo'], ...input },
    portsWith(await scrapesOf(answered)),
  );

test('three addresses that all answer are three nodes, and the verdict stands', async () => {
  const { result, outcome } = await assessed(THREE);
  expect(result.coverage).toMatchObject({ nodes: 3, missing: [] });
  expect(outcome).toEqual({ verdict: 'COMPLIANT', exitCode: 0 });
});

test('with one down two nodes are reported, the third is named, and nothing is compliant by omission', async () => {
  const { result, outcome } = await assessed(['127.0.0.1', '127.0.0.2']);
  expect(result.coverage.nodes).toBe(2);
  expect(result.nodes.map(({ node }) => node).toSorted()).toEqual(['worker-01', 'worker-02']);
  expect(result.coverage.missing).toEqual([
    {
      origin: expect.stringContaining('(127.0.0.3)'),
      reason: expect.stringMatching(/127\.0\.0\.3.*connection refused/),
    },
  ]);
  expect(outcome).toEqual({ verdict: 'INCONCLUSIVE', exitCode: 4 });
});

test('whoever accepts two of three says so', async () => {
  const { result, outcome } = await assessed(['127.0.0.1', '127.0.0.2'], { minCoverageRatio: 0.6 });
  expect(result.coverage.missing).toHaveLength(1);
  expect(outcome).toEqual({ verdict: 'COMPLIANT', exitCode: 0 });
});

test('a failure stays one when a node is missing', async () => {
  const { outcome } = await assessed(['127.0.0.1', '127.0.0.2'], { maxPowerWatts: 1 });
  expect(outcome.verdict).not.toBe('COMPLIANT');
  expect(outcome.exitCode).not.toBe(0);
});
