#!/usr/bin/env node
/**
 * How fast are the Kepler pod, node and container samples read, next to what others do with the same file?
 *
 *   node bench/exposition.mjs [--size 100M] [--layout merged|concat] [--passes 5] [--seed 1]
 *
 * All contenders run in this process, in turn, pass after pass; the check of equality warms up. What counts
 * is the ratio of medians of one run: absolute times differ between machines and hours. Sums per pod must be equal, bit
 * for bit, before anything is timed. All include reading the file, and decoding it where they take text.
 */
import { closeSync, mkdtempSync, openSync, readFileSync, readSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { build } from 'esbuild';
import { bytesOf, writeScrape } from './generate-scrape.mjs';

/**
 * One reused buffer of 256 KiB, at the start of a page: reading into fresh memory costs three times as much, and so may
 * reading to an address that is no multiple of 64, which is where most buffers lie.
 */
const buffer = Buffer.from(new WebAssembly.Memory({ initial: 4 }).buffer);
const LEVELS = {
  pod: ['pod_namespace', 'pod_name', 'state', 'zone'],
  container: ['container_id', 'pod_id', 'state', 'zone'],
  node: ['node_name', 'zone'],
};
const SUFFIXES = [
  'joules_total',
  'watts',
  'active_joules_total',
  'active_watts',
  'idle_joules_total',
  'idle_watts',
];
const WANTED = Object.entries(LEVELS).flatMap(([level, labels]) =>
  SUFFIXES.map((suffix) => ({ name: `kepler_${level}_cpu_${suffix}`, labels })),
);
const SUMMED = new Set(['kepler_pod_cpu_joules_total', 'kepler_pod_cpu_watts']);
/** By sample, so that nothing is looked up for the rows that are not summed. */
const IS_SUMMED = WANTED.map(({ name }) => SUMMED.has(name));

const text = { type: 'string' };
const { values } = parseArgs({ options: { size: text, layout: text, passes: text, seed: text } });
const scratch = mkdtempSync(join(tmpdir(), 'exposition-bench-'));
try {
  await main(join(scratch, 'scrape.prom'));
} finally {
  rmSync(scratch, { recursive: true });
}

async function main(file) {
  const options = {
    sizeBytes: bytesOf(values.size ?? '100M'),
    seed: Number(values.seed ?? 1),
    layout: values.layout ?? 'merged',
  };
  const fd = openSync(file, 'w');
  const bytes = writeScrape(fd, options);
  closeSync(fd);
  const { expositionReader } = await bundled();
  const contenders = contendersFor(file, expositionReader);
  checkEqual(contenders);
  console.log(`${(bytes / 1e6).toFixed(1)} MB, ${options.layout}; sums per pod are equal`);
  report(bytes, timed(contenders, Math.min(50, Math.max(1, Number(values.passes ?? 5)))));
}

/** The reader as it ships: bundled from the TypeScript sources. */
async function bundled() {
  const entry = new URL('../src/prometheus/exposition.ts', import.meta.url).pathname;
  const outfile = join(scratch, 'exposition.mjs');
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
  });
  return import(outfile);
}

/** Each returns the sums per pod, or nothing when it only shows what the machine can do. */
function contendersFor(file, expositionReader) {
  const require = createRequire(import.meta.url);
  const exposition = require('exposition');
  const parseText = require('parse-prometheus-text-format');
  const whole = () => readFileSync(file, 'utf8');
  return {
    'carbon-audit': () => ours(file, expositionReader),
    'bare readSync loop': () => void chunks(file, () => undefined),
    'newline hop': () => void chunks(file, hop),
    'npm exposition': () => families(exposition.parse(whole())),
    'npm parse-prometheus-text-format': () => families((parseText.default ?? parseText)(whole())),
  };
}

function ours(file, expositionReader) {
  const sums = new Map();
  const reader = expositionReader({
    origin: file,
    wanted: WANTED,
    onRow: (row) => {
      if (IS_SUMMED[row.sample])
        add(inner(inner(sums, WANTED[row.sample].name), row.label(0)), row.label(1), row.value);
    },
  });
  const fd = openSync(file, 'r');
  for (let room = reader.room(), read = readSync(fd, room); read > 0; read = readSync(fd, room)) {
    reader.push(room.subarray(0, read));
    room = reader.room();
  }
  closeSync(fd);
  reader.end();
  return sums;
}

function families(parsed) {
  const sums = new Map();
  for (const { name, metrics } of parsed) {
    if (!SUMMED.has(name)) continue;
    for (const { labels, value } of metrics)
      add(inner(inner(sums, name), labels.pod_namespace), labels.pod_name, Number(value));
  }
  return sums;
}

function add(pods, pod, value) {
  pods.set(pod, (pods.get(pod) ?? 0) + value);
}

/** Maps in maps: no key has to be put together for every row. */

function inner(map, key) {
  let found = map.get(key);
  if (found === undefined) {
    found = new Map();
    map.set(key, found);
  }
  return found;
}

function chunks(file, take) {
  const fd = openSync(file, 'r');
  for (let read = readSync(fd, buffer); read > 0; read = readSync(fd, buffer)) take(buffer.subarray(0, read));
  closeSync(fd);
}

function hop(chunk) {
  for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1));
}

/** Bit for bit: strict equality of the standard library tells 0 from -0. */
function checkEqual(contenders) {
  const [own, ...others] = Object.entries(contenders).map(([name, run]) => ({ name, sums: run() }));
  if (own.sums.size === 0) throw new Error('no pod was read');
  const wrong = others.filter(({ sums }) => sums !== undefined && !isDeepStrictEqual(sums, own.sums));
  if (wrong.length > 0) throw new Error(`other sums: ${wrong.map(({ name }) => name).join(', ')}`);
}

/** The quick ones run five times a pass: a hiccup of the machine is as long as one of their runs. */
function timed(contenders, passes) {
  const times = Object.fromEntries(Object.keys(contenders).map((name) => [name, []]));
  const entries = Object.entries(contenders);
  const quick = entries.filter(([name]) => !name.startsWith('npm '));
  const slow = entries.filter(([name]) => name.startsWith('npm '));
  for (let pass = 0; pass < passes; pass++) {
    for (const [name, run] of [quick, quick, quick, quick, quick, slow].flat()) {
      const start = performance.now();
      run();
      times[name].push(performance.now() - start);
    }
  }
  return Object.entries(times).map(([name, all]) => ({
    name,
    ms: all.sort((a, b) => a - b)[all.length >> 1],
  }));
}

function report(bytes, medians) {
  const own = medians[0].ms;
  console.table(
    medians.map(({ name, ms }) => ({
      contender: name,
      'median ms': Number(ms.toFixed(1)),
      'MB/s': Math.round(bytes / 1e3 / ms),
      'its time / ours': Number((ms / own).toFixed(2)),
      'our time / its': Number((own / ms).toFixed(2)),
    })),
  );
}
