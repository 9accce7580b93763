/**
 * The last readings of each node, so that a server that keeps running can answer from Δjoules instead of the gauge of
 * the last few seconds. Only live endpoints are kept: a file has no time of its own.
 */

import type { Scrape } from '../kepler/scrape.ts';

/** Readings per node, the newest included. */
const MAX_SCRAPES = 4;
/** Readings per node are kept for so many nodes at most. */
const MAX_NODES = 2000;
/** An average over more than a quarter of an hour no longer tells what runs now. */
const MAX_WINDOW_MS = 15 * 60 * 1000;

export interface ScrapeRing {
  /** The scrapes just read; a live one is preceded by the earlier ones of its node that are recent enough. */
  readonly with: (scrapes: readonly Scrape[], readAtMs: number) => readonly Scrape[];
}

interface Kept {
  readonly scrape: Scrape;
  readonly takenAtMs: number;
}

const isLive = (scrape: Scrape): boolean => /^https?:\/\//.test(scrape.origin);

/** Two readings of one endpoint are one node's only if they name the same nodes. */
const nodeOf = (scrape: Scrape): string =>
  `${scrape.origin} ${[...scrape.readings.nodes.keys()].sort().join(' ')}`;

/** A single reading stays as it is: only a window needs times. */
function dated(ring: readonly Kept[]): readonly Scrape[] {
  if (ring.length < 2) return ring.map(({ scrape }) => scrape);
  return ring.map(({ scrape, takenAtMs }) => ({ ...scrape, takenAtMs }));
}

export function createScrapeRing(): ScrapeRing {
  const rings = new Map<string, readonly Kept[]>();

  function keep(key: string, { scrape, takenAtMs }: Kept, readAtMs: number): void {
    const earlier = (rings.get(key) ?? []).filter(
      (one) => readAtMs - one.takenAtMs <= MAX_WINDOW_MS && one.scrape.sha256 !== scrape.sha256,
    );
    rings.delete(key);
    rings.set(key, [...earlier, { scrape, takenAtMs }].slice(-MAX_SCRAPES));
    const [oldest] = rings.keys();
    if (rings.size > MAX_NODES && oldest !== undefined) rings.delete(oldest);
  }

  return {
    with(scrapes, readAtMs) {
      const live = scrapes.filter(isLive);
      for (const scrape of live)
        keep(nodeOf(scrape), { scrape, takenAtMs: scrape.takenAtMs ?? readAtMs }, readAtMs);
      const nodes = new Set(live.map(nodeOf));
      const windows = [...nodes].flatMap((node) => dated(rings.get(node) ?? []));
      return [...scrapes.filter((scrape) => !isLive(scrape)), ...windows];
    },
  };
}
