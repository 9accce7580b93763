import { execFile } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { rewriteText } from '../kepler/texts.ts';
import { scratch } from '../support/scratch.ts';

const PODS = 40_000;
/** Made whole, the report took five times as much. */
const HEAP_MB = 48;

test('a report of 40 000 pods is written in a heap of 48 MB', { timeout: 120_000 }, async () => {
  const pods = Array.from({ length: PODS }, (_, at) => ({
    name: `worker-${at}-a`,
    watts: { package: 1e-5 * (1 + (at % 7)), dram: 1e-6 },
    joules: { package: 1 + at, dram: 1 },
  }));
  const zones = { package: { watts: [20, 10] as const }, dram: { watts: [2, 1] as const } };
  const cwd = scratch({ 'many.prom': rewriteText({ pods, zones }) });
  expect(statSync(join(cwd, 'many.prom')).size).toBeGreaterThan(16 * 1024 * 1024);
  const program = join(process.cwd(), 'bin/carbon-audit.js');
  const line = 'list -A --kepler many.prom -o json=report.json -o csv=report.csv -o name=names.txt -q';
  const node = [`--max-old-space-size=${HEAP_MB}`, program, ...line.split(' ')];
  const { stdout, stderr } = await promisify(execFile)(process.execPath, node, { cwd });
  // A V8 that did not know a flag would say so on standard error.
  expect([stdout, stderr]).toEqual(['', '']);
  const { workloads } = JSON.parse(readFileSync(join(cwd, 'report.json'), 'utf8'));
  expect(workloads).toHaveLength(PODS);
  for (const lines of ['report.csv', 'names.txt'])
    expect(readFileSync(join(cwd, lines), 'utf8').split('\n').length).toBeGreaterThan(PODS);
});
