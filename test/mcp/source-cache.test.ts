import { expect, test } from 'vitest';
import { AuditError } from '../../src/errors.ts';
import { createMetrics } from '../../src/mcp/metrics.ts';
import { createSourceCache, type SourceCacheOptions } from '../../src/mcp/source-cache.ts';
import type { ScrapeSet } from '../../src/ports.ts';
import { sampleScrape } from './sample-surface.ts';

const LIVE = 'http://node-a:28282/metrics';
const never = new AbortController().signal;

function setOf(content: string, origin = LIVE, node = 'node-a'): ScrapeSet {
  return { scrapes: [sampleScrape(origin, content, node)], missing: [] };
}

/** A cache on a clock that the test turns. */
function cacheOf(options: Partial<SourceCacheOptions> & Pick<SourceCacheOptions, 'read'>) {
  const clock = { ms: 1_000_000 };
  const metrics = createMetrics();
  const nowMs = options.nowMs ?? (() => clock.ms);
  const cache = createSourceCache({
    nowMs,
    steadyMs: nowMs,
    ttlMs: 15_000,
    staleOkMs: 0,
    metrics,
    ...options,
  });
  return { clock, cache, metrics };
}

test('one reading serves every call until it is old', async () => {
  let reads = 0;
  const { cache, clock } = cacheOf({ read: async () => setOf(`${++reads}`) });
  await cache.current(never);
  clock.ms += 14_999;
  await cache.current(never);
  expect(reads).toBe(1);
  expect(cache.freshVersion()).toBe(1);
  clock.ms += 1;
  expect(cache.freshVersion()).toBeNull();
  expect((await cache.current(never)).version).toBe(2);
  expect(reads).toBe(2);
});

test('concurrent calls share one reading', async () => {
  let reads = 0;
  const { cache } = cacheOf({
    read: async () => {
      reads++;
      await new Promise((resolve) => setTimeout(resolve, 10));
      return setOf('a');
    },
  });
  const all = await Promise.all(
    Array.from({ length: 20 }, () => cache.current(new AbortController().signal)),
  );
  expect(reads).toBe(1);
  expect(new Set(all.map(({ version }) => version))).toEqual(new Set([1]));
});

test('a reading is aborted when the last caller has gone, not before', async () => {
  let seen: AbortSignal | undefined;
  const { cache } = cacheOf({
    read: (signal) => {
      seen = signal;
      return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    },
  });
  const first = new AbortController();
  const second = new AbortController();
  const calls = [first, second].map(({ signal }) => cache.current(signal).catch((error: unknown) => error));
  first.abort(new Error('first has gone'));
  expect(await calls[0]).toEqual(new Error('first has gone'));
  expect(seen?.aborted).toBe(false);
  second.abort(new Error('second has gone'));
  expect(await calls[1]).toEqual(new Error('second has gone'));
  expect(seen?.aborted).toBe(true);
});

test('a call after an abandoned reading reads anew', async () => {
  let reads = 0;
  const { cache } = cacheOf({
    read: (signal) => {
      reads++;
      if (reads > 1) return Promise.resolve(setOf('a'));
      return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    },
  });
  const gone = new AbortController();
  const abandoned = cache.current(gone.signal).catch(() => 'abandoned');
  gone.abort();
  expect(await abandoned).toBe('abandoned');
  expect((await cache.current(never)).version).toBe(1);
});

const down = new AuditError('SOURCE_UNREACHABLE', 'node-a does not answer');

function failingAfterFirst(staleOkMs: number) {
  let reads = 0;
  return cacheOf({
    staleOkMs,
    read: async () => {
      if (++reads === 2) throw down;
      return setOf(`${reads}`);
    },
  });
}

test('a failing source is an error, unless old data was allowed', async () => {
  const { cache, clock } = failingAfterFirst(0);
  await cache.current(never);
  clock.ms += 20_000;
  await expect(cache.current(never)).rejects.toBe(down);
  expect((await cache.current(never)).staleBecause).toBeNull(); // the source is back
});

test('allowed old data says its age and why, in the result too', async () => {
  const { cache, clock } = failingAfterFirst(60_000);
  await cache.current(never);
  clock.ms += 20_000;
  const stale = await cache.current(never);
  expect(stale).toMatchObject({ ageMs: 20_000, staleBecause: 'node-a does not answer' });
  expect(stale.set.scrapes[0]?.readings.warnings).toEqual([
    {
      code: 'STALE_SOURCE',
      level: 'warning',
      message: 'The sources could not be read; these figures are 20 s old (node-a does not answer)',
      figures: { ageSeconds: 20 },
    },
  ]);
});

test('old data is not given beyond the age that was allowed', async () => {
  const { cache, clock } = failingAfterFirst(60_000);
  await cache.current(never);
  clock.ms += 60_001;
  await expect(cache.current(never)).rejects.toBe(down);
});

test('what is thrown by a bug of ours is never covered up with old data', async () => {
  let reads = 0;
  const { cache, clock } = cacheOf({
    staleOkMs: 60_000,
    read: async () => {
      if (++reads > 1) throw new TypeError('bug');
      return setOf('a');
    },
  });
  await cache.current(never);
  clock.ms += 20_000;
  await expect(cache.current(never)).rejects.toThrow('bug');
});

/** Reads `contents` one after the other, 20 s apart, and gives what the cache holds after the last. */
async function afterReadings(sets: readonly ScrapeSet[], stepMs = 20_000) {
  let next = 0;
  const { cache, clock } = cacheOf({ read: async () => sets[next++] ?? setOf('none') });
  let last = await cache.current(never);
  for (let i = 1; i < sets.length; i++) {
    clock.ms += stepMs;
    last = await cache.current(never);
  }
  return last.set.scrapes.map(({ sha256, takenAtMs }) => ({ sha256, takenAtMs }));
}

test('the first reading of a live endpoint is as it came; the second makes a window', async () => {
  expect(await afterReadings([setOf('a')])).toEqual([{ sha256: 'a', takenAtMs: null }]);
  expect(await afterReadings([setOf('a'), setOf('b')])).toEqual([
    { sha256: 'a', takenAtMs: 1_000_000 },
    { sha256: 'b', takenAtMs: 1_020_000 },
  ]);
});

test('the ring is bounded, by number and by age', async () => {
  const many = ['a', 'b', 'c', 'd', 'e', 'f'].map((content) => setOf(content));
  expect((await afterReadings(many)).map(({ sha256 }) => sha256)).toEqual(['c', 'd', 'e', 'f']);
  const rare = await afterReadings([setOf('a'), setOf('b')], 16 * 60 * 1000);
  expect(rare.map(({ sha256 }) => sha256)).toEqual(['b']);
});

test('an endpoint that answers with the same bytes makes a window, so that counters which stand still are seen', async () => {
  expect(await afterReadings([setOf('a'), setOf('a')])).toEqual([
    { sha256: 'a', takenAtMs: 1_000_000 },
    { sha256: 'a', takenAtMs: 1_020_000 },
  ]);
});

test('a file may be read as often as one likes; it stands still for no reason of Kepler', async () => {
  const file = setOf('a', '/data/node-a.prom');
  expect(await afterReadings([file, file, file])).toEqual([{ sha256: 'a', takenAtMs: null }]);
});

test('readings that follow each other closely make windows of ten seconds and more, and no shorter ones', async () => {
  let contents = 0;
  const { cache, clock } = cacheOf({ ttlMs: 1000, read: async () => setOf(`reading ${++contents}`) });
  const windows: (number | null)[][] = [];
  for (let second = 0; second < 45; second++, clock.ms += 1000) {
    const { set } = await cache.current(never);
    windows.push(set.scrapes.map(({ takenAtMs }) => takenAtMs && (takenAtMs - 1_000_000) / 1000));
  }
  expect(windows[9]).toEqual([null]);
  expect(windows[10]).toEqual([0, 10]);
  expect(windows[19]).toEqual([0, 19]);
  expect(windows[44]).toEqual([20, 30, 44]);
});

test('a reading that took long makes no window that its length would falsify', async () => {
  const clock = { ms: 0 };
  const tookMs = [8000, 0, 100, 8000, 0];
  let reads = 0;
  const read = async () => {
    clock.ms += tookMs[reads] ?? 0;
    return setOf(`reading ${++reads}`);
  };
  const { cache } = cacheOf({ read, nowMs: () => clock.ms });
  const windows: (number | null)[][] = [];
  for (let i = 0; i < tookMs.length; i++, clock.ms += 15_000) {
    const { set } = await cache.current(never);
    windows.push(set.scrapes.map(({ takenAtMs }) => takenAtMs));
  }
  // The first, taken between 0 and 8 s, may begin none; the fourth, between 53.1 and 61.1 s, may end none.
  expect(windows).toEqual([[null], [null], [23_000, 38_050], [null], [23_000, 38_050, 76_100]]);
});

test('a Kepler of the other generation begins a window anew', async () => {
  const [legacy, ...answers] = [setOf('a'), setOf('b'), setOf('c')];
  const scrapes = legacy.scrapes.map((scrape) => {
    const nodes = [...scrape.readings.nodes].map(([name, node]) => [name, { ...node, generation: 'legacy' }]);
    return { ...scrape, readings: { ...scrape.readings, nodes: new Map(nodes as never) } };
  });
  const read = await afterReadings([{ ...legacy, scrapes } as ScrapeSet, ...answers]);
  expect(read.map(({ sha256 }) => sha256)).toEqual(['b', 'c']);
});

test('files have no time of their own and never make a window', async () => {
  const files = [setOf('a', '/data/node-a.prom'), setOf('b', '/data/node-a.prom')];
  expect(await afterReadings(files)).toEqual([{ sha256: 'b', takenAtMs: null }]);
});

test('another node behind the same address does not join the window', async () => {
  const answers = [setOf('a', LIVE, 'node-a'), setOf('b', LIVE, 'node-b'), setOf('c', LIVE, 'node-a')];
  expect((await afterReadings(answers.slice(0, 2))).map(({ sha256 }) => sha256)).toEqual(['b']);
  expect((await afterReadings(answers)).map(({ sha256 }) => sha256)).toEqual(['a', 'c']);
});

/** Codes of what is said of the last of `sets`. */
async function codesAfter(sets: readonly ScrapeSet[]): Promise<readonly (readonly string[])[]> {
  let next = 0;
  const { cache, clock } = cacheOf({ read: async () => sets[next++] ?? setOf('none') });
  for (let i = 1; i < sets.length; i++, clock.ms += 20_000) await cache.current(never);
  const { scrapes } = (await cache.current(never)).set;
  return scrapes.map(({ readings }) => readings.warnings.map(({ code }) => code));
}

test('nodes that take turns behind one address are named, at the newest reading alone', async () => {
  const [a, b] = [setOf('a'), setOf('b', LIVE, 'node-b')];
  expect(await codesAfter([a, b])).toEqual([['ENDPOINT_NODES_DIFFER']]);
  expect(await codesAfter([a, b, setOf('c')])).toEqual([[], ['ENDPOINT_NODES_DIFFER']]);
  expect(await codesAfter([a, setOf('b')])).toEqual([[], []]);
});

test('a node that answers elsewhere now is known', async () => {
  const at = (node: string, origin: string) => setOf(`${node} ${origin}`, origin, node).scrapes;
  const [here, there] = [LIVE, 'http://node-b:28282/metrics'];
  const before = { scrapes: [...at('a', here), ...at('b', there)], missing: [] };
  const swapped = { scrapes: [...at('b', here), ...at('a', there)], missing: [] };
  expect(await codesAfter([before, swapped])).toEqual([[], []]);
});

test('two dated readings of one endpoint in one set stay two', async () => {
  const [first] = setOf('a').scrapes;
  const [second] = setOf('b').scrapes;
  if (!first || !second) throw new Error('sample without scrape');
  const dated = {
    scrapes: [
      { ...first, takenAtMs: 970_000 },
      { ...second, takenAtMs: 1_000_000 },
    ],
    missing: [],
  };
  expect(await afterReadings([dated])).toEqual([
    { sha256: 'a', takenAtMs: 970_000 },
    { sha256: 'b', takenAtMs: 1_000_000 },
  ]);
});

test('reads are counted by outcome', async () => {
  const { cache, clock, metrics } = failingAfterFirst(0);
  await cache.current(never);
  clock.ms += 20_000;
  await cache.current(never).catch(() => {});
  expect(metrics.text()).toContain('carbon_audit_source_reads_total{outcome="ok"} 1');
  expect(metrics.text()).toContain('carbon_audit_source_reads_total{outcome="failed"} 1');
});
