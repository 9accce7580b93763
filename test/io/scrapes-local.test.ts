import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { interruptedBy } from '../../src/io/interruption.ts';
import type { ScrapeEnvironment } from '../../src/io/scrape-request.ts';
import { readScrapes } from '../../src/io/scrapes.ts';
import { keplerReader } from '../../src/kepler/reader.ts';
import { keplerPage } from '../support/kepler-page.ts';
import { plainReader } from '../support/plain-reader.ts';
import { scratch } from '../support/scratch.ts';

const TEXT = 'kepler_node_cpu_watts{zone="package"} 12.5\n';

const read = ({ sources }: { sources: readonly string[] }, around: ScrapeEnvironment) =>
  readScrapes({ sources, intervalSeconds: null }, around);

async function* chunksOf(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

function environment(stdin: Uint8Array = new Uint8Array(0), size = 7) {
  const texts = new Map<string, string>();
  const notes: string[] = [];
  return {
    texts,
    notes,
    interruption: interruptedBy(new AbortController().signal),
    env: {},
    now: () => 0,
    stdin: chunksOf(stdin, size),
    note: (line: string) => void notes.push(line),
    openReader: plainReader(texts),
  };
}

test.each([
  ['plain', Buffer.from(TEXT)],
  ['gzip', gzipSync(TEXT)],
])('a %s file gives its text, size and SHA-256', async (_, content) => {
  const directory = scratch({ 'a.prom': content });
  const around = environment();
  const { scrapes, missing } = await read({ sources: [`${directory}/a.prom@2025-10-21T07:00:00Z`] }, around);
  expect(scrapes).toEqual([
    {
      origin: `${directory}/a.prom`,
      takenAtMs: Date.UTC(2025, 9, 21, 7),
      sha256: createHash('sha256').update(TEXT).digest('hex'),
      bytes: TEXT.length,
      readings: { nodes: new Map(), warnings: [] },
    },
  ]);
  expect(missing).toEqual([]);
  expect(around.texts.get(`${directory}/a.prom`)).toBe(TEXT);
});

test('a plain file is read into the memory that the reader lends, a zipped one is not', async () => {
  const text = TEXT.repeat(40_000);
  const directory = scratch({ 'a.prom': text, 'a.prom.gz': gzipSync(text) });
  const lent = new Uint8Array(256 * 1024);
  const homes = new Map<string, boolean[]>();
  const around = environment();
  const openReader = (origin: string) => {
    const reader = around.openReader(origin);
    const places: boolean[] = [];
    homes.set(origin.replace(directory, ''), places);
    const push = (chunk: Uint8Array): void => {
      places.push(chunk.buffer === lent.buffer);
      reader.push(chunk);
      // The reader works in the memory that it lends: what still lay there is gone.
      lent.fill(0);
    };
    return { ...reader, push, room: () => lent };
  };
  const sources = [`${directory}/a.prom`, `${directory}/a.prom.gz`];
  await read({ sources }, { ...around, openReader });
  expect(homes.get('/a.prom')).toContain(true);
  expect(homes.get('/a.prom')).not.toContain(false);
  expect(homes.get('/a.prom.gz')).not.toContain(true);
  for (const source of sources) expect(around.texts.get(source)).toBe(text);
});

test('a file larger than many buffers arrives whole, plain and zipped', async () => {
  const text = TEXT.repeat(40_000);
  const directory = scratch({ 'a.prom': text, 'a.prom.gz': gzipSync(text) });
  const around = environment();
  await read({ sources: [`${directory}/a.prom*`] }, around);
  expect([...around.texts.values()].every((arrived) => arrived === text)).toBe(true);
  expect(around.texts.size).toBe(2);
});

test('however standard input is cut, plain and zipped, the same text arrives', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string({ minLength: 1 }),
      fc.integer({ min: 1, max: 9 }),
      fc.boolean(),
      async (tail, size, zipped) => {
        const text = `kepler ${tail}`;
        const around = environment(zipped ? gzipSync(text) : Buffer.from(text), size);
        const { scrapes } = await read({ sources: ['-'] }, around);
        expect(scrapes[0]?.origin).toBe('standard input');
        expect(around.texts.get('standard input')).toBe(Buffer.from(text).toString());
      },
    ),
    { numRuns: 60 },
  );
});

test('standard input of a single byte is text', async () => {
  const around = environment(Buffer.from('x'));
  await read({ sources: ['-'] }, around);
  expect(around.texts.get('standard input')).toBe('x');
});

test('a file that two sources name is read once and said so', async () => {
  const directory = scratch({ 'a.prom': TEXT });
  const around = environment();
  const { scrapes } = await read({ sources: [`${directory}/a.prom`, `${directory}/./*.prom`] }, around);
  expect(scrapes).toHaveLength(1);
  expect(around.notes).toEqual([`${directory}/a.prom is named twice and read once`]);
});

const zipped = gzipSync(TEXT.repeat(100));
const damaged = Buffer.from(zipped).fill(0xff, 12, 40);
const ZIPPED_AGAIN = 'fetch or compress it again, and check that it is whole';
const FAILURES: readonly [string, string, string, string | undefined][] = [
  [
    'nod-a.prom',
    'SOURCE_UNREACHABLE',
    'cannot read DIR/nod-a.prom: no such file',
    'did you mean DIR/node-a.prom?',
  ],
  ['localhost:28282', 'SOURCE_UNREACHABLE', 'cannot read DIR/localhost:28282: no such file', undefined],
  [
    'folder',
    'SOURCE_UNREACHABLE',
    'cannot read DIR/folder: it is a directory',
    "give the files in it, as in 'DIR/folder/*.prom'",
  ],
  [
    'node-a.prom/x',
    'SOURCE_UNREACHABLE',
    'cannot read DIR/node-a.prom/x: a part of the path is not a directory',
    undefined,
  ],
  ['empty.prom', 'SCRAPE_EMPTY', 'DIR/empty.prom is empty', undefined],
  ['damaged.gz', 'SOURCE_REFUSED', 'cannot read DIR/damaged.gz: its gzip data is damaged', ZIPPED_AGAIN],
  ['short.gz', 'SOURCE_REFUSED', 'cannot read DIR/short.gz: its gzip data ends too early', ZIPPED_AGAIN],
];

test.each(FAILURES)('%s fails with %s: %s', async (name, code, message, hint) => {
  const files = {
    'node-a.prom': TEXT,
    'empty.prom': '',
    'damaged.gz': damaged,
    'short.gz': zipped.subarray(0, 60),
  };
  const directory = scratch(files);
  mkdirSync(`${directory}/folder`);
  const expected = {
    code,
    message: message.replace('DIR', directory),
    hint: hint?.replaceAll('DIR', directory),
    exitCode: 3,
  };
  await expect(read({ sources: [`${directory}/${name}`] }, environment())).rejects.toMatchObject(expected);
});

test('a host with a port is taken for a file, with the hint how an endpoint is written', async () => {
  const failure = {
    message: 'cannot read localhost:28282: no such file',
    hint: 'for an endpoint write http://localhost:28282',
  };
  await expect(read({ sources: ['localhost:28282'] }, environment())).rejects.toMatchObject(failure);
});

test('a file nobody may read says so, unless the reader may read everything', async () => {
  const directory = scratch({ 'a.prom': TEXT });
  chmodSync(`${directory}/a.prom`, 0);
  const reading = read({ sources: [`${directory}/a.prom`] }, environment());
  if (process.getuid?.() === 0) expect((await reading).scrapes).toHaveLength(1);
  else await expect(reading).rejects.toMatchObject({ message: expect.stringContaining('permission denied') });
});

test.each([
  [[], 'no Kepler source is named'],
  [[' '], 'a Kepler source is empty'],
  [['-', '-'], 'standard input (-) is named twice as a source'],
  [['-', '-@2025-10-21T07:00:00Z'], 'standard input (-) is named twice as a source'],
  [['ftp://host/x'], 'cannot read from a ftp: address'],
  [['http://:80'], '"http://:80" is not a URL'],
  [['http://user:hush@host/metrics'], 'the address of host has a user name or password in it'],
  [['http://host/metrics@2025-10-21T07:00:00Z'], 'is a live endpoint and cannot have a time'],
])('%j is refused as usage: %s', async (sources, message) => {
  const failure = await read({ sources }, environment()).catch((error: unknown) => error);
  expect(failure).toMatchObject({ code: 'USAGE', message: expect.stringContaining(message) });
  expect(String(failure)).not.toContain('hush');
});

test('an aborted signal stops the reading with its own reason', async () => {
  const directory = scratch({ 'a.prom': TEXT });
  const around = {
    ...environment(),
    interruption: interruptedBy(AbortSignal.abort(new Error('stopped by Ctrl-C'))),
  };
  await expect(read({ sources: [`${directory}/a.prom`] }, around)).rejects.toThrow('stopped by Ctrl-C');
});

test('standard input that never comes ends with Ctrl-C', async () => {
  const stop = new AbortController();
  const silent = { [Symbol.asyncIterator]: () => ({ next: () => new Promise<never>(() => undefined) }) };
  const reading = read(
    { sources: ['-'] },
    { ...environment(), stdin: silent, interruption: interruptedBy(stop.signal) },
  );
  setTimeout(() => stop.abort(new Error('stopped by Ctrl-C')), 10);
  await expect(reading).rejects.toThrow('stopped by Ctrl-C');
});

test('a pipe is read like a file', async () => {
  const directory = scratch();
  execFileSync('/usr/bin/env', ['mkfifo', `${directory}/pipe`]);
  const around = environment();
  const reading = read({ sources: [`${directory}/pipe`] }, around);
  await writeFile(`${directory}/pipe`, TEXT);
  await reading;
  expect(around.texts.get(`${directory}/pipe`)).toBe(TEXT);
});

test('files whose samples carry their times are dated by them, and two of them are a window', async () => {
  const stamped = (seconds: number, joules: number): string =>
    keplerPage('a', joules).replace(
      /^(?=[^#\n]).*$/gm,
      (line) => `${line} ${1_776_686_400_000 + seconds * 1000}`,
    );
  const directory = scratch({ 'a.prom': stamped(0, 1000), 'b.prom': stamped(30, 1600) });
  const sources = [`${directory}/a.prom`, `${directory}/b.prom`];
  const { scrapes } = await read({ sources }, { ...environment(), openReader: keplerReader });
  expect(scrapes.map(({ takenAtMs }) => takenAtMs)).toEqual([1_776_686_400_000, 1_776_686_430_000]);
});
