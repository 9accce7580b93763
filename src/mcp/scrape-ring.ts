/**
 * The last readings of each node, so that a server that keeps running can answer from Δjoules instead of the gauge of
 * the last few seconds. Only live endpoints are kept: a file has no time of its own. An answer with the same bytes as the
 * one before counts like any other: it is how a stuck exporter, or a proxy that keeps pages, is noticed.
 */

import { some, warning } from '../kepler/phrases.ts';
import type { ReadTime, Scrape } from '../kepler/scrape.ts';
import { MOST_DOUBT_RATIO, wasClockSet, windowDoubtRatio } from '../kepler/window-doubt.ts';

/** Readings per node, the newest included. */
const MAX_SCRAPES = 4;
/** Readings per node are kept for so many nodes at most. */
const MAX_NODES = 2000;
/**
 * Readings closer than two of Kepler's refreshes (5 s, config/config.go of v0.11.2) are refused as a window, so the ring
 * never hands them out together: with a short --cache-ttl every answer would be an error.
 */
const MIN_SPACING_MS = 10 * 1000;
/** An average over more than a quarter of an hour no longer tells what runs now. */
const MAX_WINDOW_MINUTES = 15;
const MAX_WINDOW_MS = MAX_WINDOW_MINUTES * 60 * 1000;

export interface ScrapeRing {
  /** The scrapes just read; a live one is preceded by the earlier ones of its node that are recent enough. */
  readonly with: (scrapes: readonly Scrape[], read: ReadSpan) => readonly Scrape[];
}

export interface ReadSpan {
  readonly startedAtMs: number;
  readonly endedAtMs: number;
  /** The end by a clock that nobody sets. */
  readonly endedAtSteadyMs: number;
}

interface Kept extends ReadTime {
  readonly scrape: Scrape;
}

const isSpaced = (earlier: Kept, later: Kept): boolean =>
  later.atMs - earlier.atMs >= MIN_SPACING_MS &&
  [...later.scrape.readings.nodes].every(([node, { stamps }]) => {
    const before = earlier.scrape.readings.nodes.get(node)?.stamps;
    return stamps == null || before == null || stamps.lastMs - before.lastMs >= MIN_SPACING_MS;
  });

/** Whether `later` may end a window that `earlier` begins or goes on; where the time is too doubtful the gauge is better. */
const isApart = (earlier: Kept, later: Kept): boolean =>
  isSpaced(earlier, later) && windowDoubtRatio(earlier, later) <= MOST_DOUBT_RATIO;

/** A node whose Kepler was replaced by one of the other generation counts in other names: its window begins anew. */
function isSameGeneration(one: Scrape, other: Scrape): boolean {
  return [...one.readings.nodes].every(
    ([node, { generation }]) => other.readings.nodes.get(node)?.generation === generation,
  );
}

const isLive = (scrape: Scrape): boolean => /^https?:\/\//.test(scrape.origin);

const nodesOf = (scrape: Scrape): readonly string[] => [...scrape.readings.nodes.keys()].sort();

/** By the clock that has gone further, so that neither a clock that is set back nor a machine that slept keeps it for longer. */
const ageMs = ({ atMs, steadyMs }: Kept, { endedAtMs, endedAtSteadyMs }: ReadSpan): number =>
  Math.max(endedAtMs - atMs, steadyMs === undefined ? 0 : endedAtSteadyMs - steadyMs);

/** Two readings of one endpoint are one node's only if they name the same nodes. */
const nodeOf = (scrape: Scrape): string => `${scrape.origin} ${nodesOf(scrape).join(' ')}`;

/**
 * A Service in front of the DaemonSet answers for another node each time, and whoever is asked next is all there is then. A
 * node that was replaced looks alike until the last reading of the old one is too old.
 */
function withOtherNodes(scrape: Scrape, others: readonly string[]): Scrape {
  if (others.length === 0) return scrape;
  const [nodes, otherNodes] = [some(nodesOf(scrape)), some(others)];
  const message = `${scrape.origin} answers for node ${nodes} now and answered for ${otherNodes} within the last ${MAX_WINDOW_MINUTES} min, as a Service in front of the DaemonSet does; give each endpoint of the DaemonSet instead`;
  const figures = { nodes, otherNodes };
  const found = warning('ENDPOINT_NODES_DIFFER', message, { subject: scrape.origin, figures });
  const { readings } = scrape;
  return { ...scrape, readings: { ...readings, warnings: [...readings.warnings, found] } };
}

/** The newest reading and those far enough before it. A single one stays as it is: only a window needs times. */
function windowOf(ring: readonly Kept[]): readonly Scrape[] {
  const newest = ring.at(-1);
  if (newest === undefined) return [];
  const window = [...ring.slice(0, -1).filter((one) => isApart(one, newest)), newest];
  if (window.length < 2) return window.map(({ scrape }) => scrape);
  return window.map(({ scrape, atMs }) => ({ ...scrape, takenAtMs: atMs }));
}

/** Beneath a newer one the last is only kept if it stands apart from the one before it; else the surer of them is. */
function settled(ring: readonly Kept[]): readonly Kept[] {
  const [before, last] = ring.slice(-2);
  if (before === undefined || last === undefined || isApart(before, last)) return ring;
  const isSurer = isSpaced(before, last) && last.doubtMs < before.doubtMs;
  return isSurer ? [...ring.slice(0, -2), last] : ring.slice(0, -1);
}

/** A scrape with a time of its own keeps it; of any other it is only known that it came between beginning and end. */
function keptOf(scrape: Scrape, { startedAtMs, endedAtMs }: ReadSpan): Kept {
  if (scrape.readTime !== undefined) return { scrape, ...scrape.readTime };
  if (scrape.takenAtMs !== null) return { scrape, atMs: scrape.takenAtMs, doubtMs: 0 };
  const doubtMs = (endedAtMs - startedAtMs) / 2;
  return { scrape, atMs: Math.round(startedAtMs + doubtMs), doubtMs };
}

export function createScrapeRing(): ScrapeRing {
  const rings = new Map<string, readonly Kept[]>();

  function keep(scrape: Scrape, read: ReadSpan): void {
    const key = nodeOf(scrape);
    const newest = keptOf(scrape, read);
    const earlier = settled(rings.get(key) ?? []).filter(
      (one) =>
        ageMs(one, read) <= MAX_WINDOW_MS &&
        !wasClockSet(one, newest) &&
        isSameGeneration(one.scrape, scrape),
    );
    rings.delete(key);
    rings.set(key, [...earlier, newest].slice(-MAX_SCRAPES));
    const [oldest] = rings.keys();
    if (rings.size > MAX_NODES && oldest !== undefined) rings.delete(oldest);
  }

  /** By origin: nodes without an answer in `current` for which it answered lately. */
  function unanswered(current: readonly Scrape[], read: ReadSpan): (origin: string) => readonly string[] {
    const answered = new Set(current.flatMap(nodesOf));
    const byOrigin = new Map<string, string[]>();
    for (const ring of rings.values()) {
      const newest = ring.at(-1);
      if (newest === undefined || ageMs(newest, read) > MAX_WINDOW_MS) continue;
      const { scrape } = newest;
      const nodes = nodesOf(scrape);
      // With some of its nodes answered for it is one that joins many, and those left out have gone.
      if (nodes.some((node) => answered.has(node))) continue;
      byOrigin.set(scrape.origin, [...(byOrigin.get(scrape.origin) ?? []), ...nodes].sort());
    }
    return (origin) => byOrigin.get(origin) ?? [];
  }

  return {
    with(scrapes, read) {
      const live = scrapes.filter(isLive);
      for (const scrape of live) keep(scrape, read);
      const nodes = new Set(live.map(nodeOf));
      const othersAt = unanswered(scrapes, read);
      const windows = [...nodes].flatMap((node) => {
        const window = windowOf(rings.get(node) ?? []);
        return window.map((scrape, index) =>
          index < window.length - 1 ? scrape : withOtherNodes(scrape, othersAt(scrape.origin)),
        );
      });
      return [...scrapes.filter((scrape) => !isLive(scrape)), ...windows];
    },
  };
}
