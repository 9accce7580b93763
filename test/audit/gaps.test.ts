import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { gapsOf } from '../../src/audit/gaps.ts';
import type { Diagnostic } from '../../src/diagnostics.ts';
import { measure } from '../../src/kepler/measure.ts';
import { keplerReader } from '../../src/kepler/reader.ts';

const text = readFileSync('fixtures/kepler-v0.11-node-a.prom');

function measured(bytes: Uint8Array) {
  const reader = keplerReader('node-a.prom');
  reader.push(bytes);
  return measure([
    { origin: 'node-a.prom', takenAtMs: null, sha256: '', bytes: bytes.length, readings: reader.end() },
  ]);
}

const input = (bytes: Uint8Array) => ({ measurement: measured(bytes), missing: [], minCoverageRatio: 1 });

const gapAfter = (bytes: number): readonly string[] => gapsOf(input(text.subarray(0, bytes)), null);

test('a whole scrape leaves nothing open, with its last newline or without', () => {
  expect(gapsOf(input(text), null)).toEqual([]);
  expect(gapAfter(text.length - 1)).toEqual([]);
});

test('a scrape that stops inside a line is open, even where every pod was read before', () => {
  const inside = text.lastIndexOf('process_') + 5;
  const { pods } = measured(text.subarray(0, inside));
  expect(pods.every((pod) => pod.powerWatts !== null)).toBe(true);
  expect(gapAfter(inside)).toEqual([
    'node-a.prom is cut off in the middle of a line, and what followed is missing',
  ]);
});

test('endpoints that did not answer are open below the coverage that is asked for', () => {
  const missing = [{ origin: 'http://127.0.0.3:28282', reason: 'connection refused' }];
  const of = (minCoverageRatio: number) => gapsOf({ ...input(text), missing, minCoverageRatio }, null);
  expect(of(1)).toEqual(['1 of 2 endpoints did not answer']);
  expect(of(0.5)).toEqual([]);
});

test('a scrape with warnings of other kinds is not cut off', () => {
  const warnings: Diagnostic[] = [{ code: 'SCRAPE_TRUNCATED', level: 'warning', message: '', subject: 'a' }];
  const { measurement, ...rest } = input(text);
  expect(gapsOf({ ...rest, measurement: { ...measurement, warnings } }, null)).toEqual([]);
});

test('nodes that take turns behind one address are open', () => {
  const { measurement, ...rest } = input(text);
  const figures = { nodes: 'n1', otherNodes: 'n2, n3' };
  const found: Diagnostic = { code: 'ENDPOINT_NODES_DIFFER', level: 'warning', message: '', figures };
  const warnings = [{ ...found, subject: 'http://kepler/metrics' }];
  expect(gapsOf({ ...rest, measurement: { ...measurement, warnings } }, null)).toEqual([
    'http://kepler/metrics answers for node n1 now and answered for n2, n3 shortly before, of which nothing is known now',
  ]);
});

test('a node that shows no pod is open beside one that does: Kepler itself runs there as one', () => {
  const reader = keplerReader('node-b.prom');
  const cut = text
    .toString()
    .slice(0, text.indexOf('# HELP kepler_pod_'))
    .replaceAll('worker-01', 'worker-02');
  reader.push(Buffer.from(cut));
  const readings = reader.end();
  const scrape = { origin: 'node-b.prom', takenAtMs: null, sha256: '', bytes: cut.length, readings };
  const whole = keplerReader('node-a.prom');
  whole.push(text);
  const both = measure([{ ...scrape, origin: 'node-a.prom', readings: whole.end() }, scrape]);
  expect(both.nodes).toHaveLength(2);
  expect(gapsOf({ ...input(text), measurement: both }, null)).toEqual([
    'node worker-02 shows no pod, so what runs on it is not known',
  ]);
  expect(gapsOf({ ...input(text), measurement: measure([scrape]) }, null)).toEqual([
    'the scrape holds no pod',
  ]);
});

test.each<[string, (scrape: string) => string, readonly string[]]>([
  ['whole', (scrape) => scrape, []],
  [
    'cut between lines at the same pod',
    (scrape) => scrape.slice(0, scrape.lastIndexOf('kepler_pod_cpu_joules_total')),
    ['the scrapes of node worker-01 may be cut off inside the list of its pods'],
  ],
  [
    'filtered, and whole by what stands behind',
    (scrape) => scrape.replace(/^.*kepler_pod_cpu_watts.*\n/gm, ''),
    [],
  ],
])('a window of two scrapes that are %s', (_, change, gaps) => {
  const names = ['kepler-v0.11-node-a.prom', 'kepler-v0.11-node-a.t30.prom'];
  const scrapes = names.map((origin, index) => {
    const reader = keplerReader(origin);
    reader.push(Buffer.from(change(readFileSync(`fixtures/${origin}`, 'utf8'))));
    const takenAtMs = Date.parse('2025-10-21T07:00:00Z') + index * 30_000;
    return { origin, takenAtMs, sha256: '', bytes: 0, readings: reader.end() };
  });
  expect(gapsOf({ ...input(text), measurement: measure(scrapes) }, null)).toEqual(gaps);
});

test('lines that could not be read are open: the pod they speak of is in no other list', () => {
  const broken = Buffer.from(text.toString().replaceAll('pod_name="heavy-app"', 'pod_name="heavy-app'));
  const { pods } = measured(broken);
  expect(pods.map(({ name }) => name)).not.toContain('heavy-app');
  expect(gapsOf(input(broken), null)).toEqual([
    'node-a.prom has lines that could not be read (4), and what they say is missing',
  ]);
});

const gpuText = readFileSync('fixtures/kepler-v0.11-node-b-gpu.prom', 'utf8');
const GPU_GAP = 'the scrape of node gpu-worker-01 may be cut off before the GPU power of its pods';
const codesOf = (scrape: string): string[] =>
  measured(Buffer.from(scrape)).warnings.flatMap(({ code }) => (code.startsWith('GPU_') ? [code] : []));

/** As where nobody has a share of a GPU that gives power: slices, which Kepler gives to nobody. */
const ofNobody = gpuText.replace(/^.*kepler_(pod|container|process)_gpu_.*\n/gm, '');

test.each([
  ['the whole scrape', gpuText, [], []],
  [
    'cut before the GPU figures of pods',
    gpuText.slice(0, gpuText.indexOf('# HELP kepler_pod_gpu_')),
    ['GPU_MAY_BE_CUT'],
    [GPU_GAP],
  ],
  ['whole, with a GPU that belongs to nobody', ofNobody, ['GPU_NOT_ATTRIBUTED'], []],
  [
    'whole by the end mark of OpenMetrics',
    `${ofNobody.slice(0, ofNobody.indexOf('# HELP process_'))}# EOF\n`,
    ['GPU_NOT_ATTRIBUTED'],
    [],
  ],
  [
    'filtered, so that nothing shows its end',
    ofNobody.slice(0, ofNobody.indexOf('# HELP process_')),
    ['GPU_MAY_BE_CUT'],
    [GPU_GAP],
  ],
])('GPU power of nobody: %s', (_, scrape, codes, gaps) => {
  expect(codesOf(scrape)).toEqual(codes);
  expect(gapsOf(input(Buffer.from(scrape)), null)).toEqual(gaps);
});
