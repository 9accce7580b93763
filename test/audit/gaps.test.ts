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

test('lines that could not be read are open: the pod they speak of is in no other list', () => {
  const broken = Buffer.from(text.toString().replaceAll('pod_name="heavy-app"', 'pod_name="heavy-app'));
  const { pods } = measured(broken);
  expect(pods.map(({ name }) => name)).not.toContain('heavy-app');
  expect(gapsOf(input(broken), null)).toEqual([
    'node-a.prom has lines that could not be read (4), and what they say is missing',
  ]);
});
