import { expect, test } from 'vitest';
import { FAMILIES } from '../../src/kepler/families.ts';
import { measure } from '../../src/kepler/measure.ts';
import { keplerReader } from '../../src/kepler/reader.ts';
import type { Readings } from '../../src/kepler/scrape.ts';
import { fixtureText, read } from './scrapes.ts';
import { rewriteText } from './texts.ts';

function readInChunks(text: string, size: number): Readings {
  const bytes = new TextEncoder().encode(text);
  const reader = keplerReader('x');
  for (let at = 0; at < bytes.length; at += size) reader.push(bytes.subarray(at, at + size));
  return reader.end();
}

const measured = (readings: Readings) =>
  measure([{ origin: 'x', takenAtMs: null, sha256: '', bytes: 0, readings }]);

test.each([1, 7, 4093, 65_536])('pieces of %d bytes give the same measurement', (size) => {
  const text = fixtureText('kepler-v0.11-node-b-gpu.prom');
  expect(measured(readInChunks(text, size))).toEqual(measured(read(text, 'x')));
});

test('lines in any order give the same power', () => {
  const lines = fixtureText('kepler-v0.11-node-a.prom').trimEnd().split('\n');
  const samples = lines.filter((line) => !line.startsWith('#')).reverse();
  const { nodes, pods } = measured(read(`${samples.join('\n')}\n`, 'x'));
  expect(pods).toEqual(measured(read(`${lines.join('\n')}\n`, 'x')).pods);
  expect(nodes[0]?.attributedWatts).toBeCloseTo(69.327769, 6);
});

test('each wanted name is in the table once, so that a row has one meaning', () => {
  const names = FAMILIES.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const { labels } of FAMILIES) expect(new Set(labels).size).toBe(labels.length);
});

test('labels nobody asked for, and labels in another order, change nothing', () => {
  const text = rewriteText({
    zones: { package: { watts: [50, 10] } },
    pods: [{ name: 'a', watts: { package: 3 } }],
  });
  const odd = text
    .replaceAll('node_name="n1",', '')
    .replaceAll('zone="package"', 'zone="package",job="kepler",node_name="n1"');
  const parts = ({ nodes, pods }: ReturnType<typeof measured>) => [nodes, pods];
  expect(parts(measured(read(odd)))).toEqual(parts(measured(read(text))));
});

test('a scrape of a thousand repetitions keeps one pod', () => {
  const line = rewriteText({ pods: [{ name: 'a', watts: { package: 3 } }] });
  const { nodes } = read(line.repeat(1000));
  expect(nodes.get('n1')?.pods.size).toBe(1);
});
