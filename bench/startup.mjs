#!/usr/bin/env node
/**
 * What does the tool cost over an empty `node -e 0`?
 *
 *   node bench/startup.mjs [--runs 50] [--at DIR]... [--size 1M]
 *
 *   --at     a folder with bin/ and dist/; give several to compare builds in one run. Default: this project.
 *
 * Whole processes, one after another, all cases in turn in every round: what the machine does besides falls on all alike.
 * Two figures, both over `node -e 0`: the median over the rounds of (case − empty of the same round), and the best round of the
 * case − the best empty one. Goals are held to medians; the best is there to show what other work on the machine adds.
 */
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { bytesOf, writeScrape } from './generate-scrape.mjs';

const ROOT = resolve(import.meta.dirname, '..');
const FIXTURE = join(ROOT, 'fixtures/kepler-v0.11-node-a.prom');

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '50' },
    at: { type: 'string', multiple: true, default: [ROOT] },
    size: { type: 'string', default: '1M' },
  },
});

const casesFor = (scrape) => [
  { name: '--version', goalMs: 25, args: ['--version'] },
  {
    name: 'assess FILE -o json',
    goalMs: 60,
    args: ['assess', '-A', '--kepler', FIXTURE, '-o', 'json'],
  },
  {
    name: `list ${values.size} -o json`,
    goalMs: 40,
    args: ['list', '-A', '--kepler', scrape, '-o', 'json'],
  },
];

/** Extra certificates of one machine cost every Node some ten milliseconds, the empty one too. */
const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env;

function millisecondsOf(args, mayExit) {
  const started = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, args, {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: 60_000,
  });
  const took = Number(process.hrtime.bigint() - started) / 1e6;
  if (!mayExit.includes(status)) throw new Error(`${args.join(' ')}: exit ${status}\n${stderr}`);
  return took;
}

/** 1 and 4 are verdicts of a gate; anything else is a failure to run. */
const timeOf = (root, { args }) => millisecondsOf([join(root, 'bin/carbon-audit.js'), ...args], [0, 1, 4]);

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** Milliseconds of each round: of the empty process, and of each contender. */
function measure(contenders, rounds) {
  const empty = [];
  const took = contenders.map(() => []);
  for (let round = -2; round < rounds; round++) {
    const nothing = millisecondsOf(['-e', '0'], [0]);
    const times = contenders.map(({ root, one }) => timeOf(root, one));
    if (round < 0) continue; // fills the page cache
    empty.push(nothing);
    times.forEach((time, index) => {
      took[index].push(time);
    });
  }
  return { empty, took };
}

const inWords = (milliseconds) => `+${milliseconds.toFixed(1).padStart(6)} ms`;

function report(contenders, { empty, took }) {
  const [middle, best] = [median(empty), Math.min(...empty)].map((time) => time.toFixed(1));
  console.log(
    `node ${process.version}; node -e 0: median ${middle} ms, best ${best}; ${empty.length} rounds`,
  );
  contenders.forEach(({ root, one: { name, goalMs } }, index) => {
    const times = took[index];
    const over = {
      median: median(times.map((time, round) => time - empty[round])),
      best: Math.min(...times) - Math.min(...empty),
    };
    const goal = `goal ${goalMs}: ${over.median <= goalMs ? 'met' : 'MISSED'}`;
    const where = values.at.length > 1 ? `  ${root}` : '';
    console.log(
      `${name.padEnd(20)} median ${inWords(over.median)}  best ${inWords(over.best)}  ${goal}${where}`,
    );
  });
}

const scratch = mkdtempSync(join(tmpdir(), 'startup-bench-'));
try {
  const scrape = join(scratch, 'scrape.prom');
  const fd = openSync(scrape, 'w');
  writeScrape(fd, { sizeBytes: bytesOf(values.size), seed: 1, layout: 'merged' });
  closeSync(fd);
  const contenders = casesFor(scrape).flatMap((one) =>
    values.at.map((root) => ({ root: resolve(root), one })),
  );
  report(contenders, measure(contenders, Number(values.runs)));
} finally {
  rmSync(scratch, { recursive: true });
}
