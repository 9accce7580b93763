import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readSlowly, slowSums } from '../reference/slow-reader.ts';
import { read, wanting } from './reading.ts';

const FIXTURES = readdirSync('fixtures').filter((file) => file.endsWith('.prom'));
const LABELS = ['pod_namespace', 'pod_name'];

function generated(...options: string[]): string {
  return execFileSync(process.execPath, ['bench/generate-scrape.mjs', ...options], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}

/** The texts a saved scrape really is, and generated ones; each with every sample name it has. */
const TEXTS: readonly (readonly [string, () => string])[] = [
  ...FIXTURES.map((file) => [file, () => readFileSync(`fixtures/${file}`, 'utf8')] as const),
  ['one generated node', () => generated('--size', '300k', '--seed', '7')],
  ['two generated nodes', () => generated('--size', '1.4M', '--layout', 'concat', '--seed', '3')],
];

function sums(text: string, names: readonly string[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const row of read(text, wanting(names, LABELS), [65_536, 4099]).rows) {
    const pod = JSON.stringify([row.sample, row.labels.pod_namespace ?? '', row.labels.pod_name ?? '']);
    found.set(pod, (found.get(pod) ?? 0) + row.value);
  }
  return found;
}

/** Bit for bit, and the same pods in the same order. */
function expectSameBits(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): void {
  expect([...one.keys()]).toEqual([...other.keys()]);
  expect([...one].filter(([key, sum]) => !Object.is(sum, other.get(key)))).toEqual([]);
}

test('there are fixtures to compare', () => {
  expect(FIXTURES.length).toBeGreaterThanOrEqual(5);
});

test.each(TEXTS)('%s: sums per pod are those of the slow reader, to the last bit', (_, textOf) => {
  const text = textOf();
  const names = new Set([...text.matchAll(/^kepler_(?:pod|container|node)\w+/gm)].map(([name]) => name));
  expect(names.size).toBeGreaterThan(3);
  const slow = readSlowly(text).filter(({ name }) => names.has(name));
  expectSameBits(sums(text, [...names]), slowSums(slow));
});

test.each(TEXTS)('%s: every sample is the one the slow reader sees, labels and all', (_, textOf) => {
  const text = textOf().split('\n').slice(0, 1500).join('\n').concat('\n');
  const slow = readSlowly(text);
  const names = [...new Set(slow.map((sample) => sample.name))];
  const labels = [...new Set(slow.flatMap((sample) => Object.keys(sample.labels)))];
  const { rows, report } = read(text, wanting(names, labels));
  expect(report).toMatchObject({ badLines: 0, duplicates: 0, rows: slow.length });
  expect(rows.map(({ sample, labels: found, value }) => [sample, found, value])).toEqual(
    slow.map(({ name, labels: found, value }) => [name, withoutEmpty(found), value]),
  );
});

function withoutEmpty(labels: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(labels).filter(([, value]) => value !== ''));
}
