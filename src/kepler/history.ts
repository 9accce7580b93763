/** Which scrapes show the same node, and whether they may be taken as a window. */

import { AuditError } from '../errors.ts';
import { MS_PER_SECOND } from '../units.ts';
import { some } from './phrases.ts';
import type { NodeReadings, Scrape } from './scrape.ts';
import { stampOf } from './stamps.ts';

/** All scrapes that show one node, oldest first where they are dated. */
export interface History {
  readonly node: string;
  readonly visits: readonly DatedVisit[];
}

export interface DatedVisit {
  readonly origin: string;
  readonly atMs: number | null;
  readonly doubtMs: number;
  readonly readings: NodeReadings;
}

/** Two refreshes of 5 s (Kepler v0.11.2 config/config.go); below that a counter may not have moved. */
export const MIN_SPACING_MS = 10 * MS_PER_SECOND;

/** Throws WINDOW_UNDATED, WINDOW_TOO_SHORT or WINDOW_NODES_DIFFER where scrapes cannot be compared. */
export function historiesOf(scrapes: readonly Scrape[]): readonly History[] {
  requireSameNodes(scrapes);
  const byNode = new Map<string, DatedVisit[]>();
  for (const scrape of scrapes) {
    for (const readings of scrape.readings.nodes.values()) {
      const stated = { atMs: scrape.takenAtMs, doubtMs: scrape.readTime?.doubtMs ?? 0 };
      const { atMs, doubtMs } = stampOf(readings.stamps ?? null) ?? stated;
      const visit = { origin: scrape.origin, atMs, doubtMs, readings };
      byNode.set(readings.node, [...(byNode.get(readings.node) ?? []), visit]);
    }
  }
  return [...byNode].map(([node, visits]) => ({ node, visits: inOrder(node, visits) }));
}

function inOrder(node: string, visits: readonly DatedVisit[]): readonly DatedVisit[] {
  if (visits.length === 1) return visits;
  requireTimes(node, visits);
  const sorted = [...visits].sort((a, b) => (a.atMs ?? 0) - (b.atMs ?? 0));
  sorted.slice(1).forEach((visit, index) => {
    requireComparable(node, sorted[index] as DatedVisit, visit);
  });
  return sorted;
}

function requireTimes(node: string, visits: readonly DatedVisit[]): void {
  if (visits.every(({ atMs }) => atMs !== null)) return;
  const origins = visits.map(({ origin }) => origin);
  throw new AuditError(
    'WINDOW_UNDATED',
    `${origins.join(' and ')} show the same node ${node}, and not all have a time`,
    {
      hint: `Give each its time, as in --kepler ${origins[0]}@2025-10-21T07:00:00Z, to make them a window, or give only one of them`,
    },
  );
}

function requireComparable(node: string, before: DatedVisit, after: DatedVisit): void {
  const spacingMs = (after.atMs ?? 0) - (before.atMs ?? 0);
  const both = `${before.origin} and ${after.origin}`;
  if (spacingMs === 0) {
    throw new AuditError('WINDOW_TOO_SHORT', `${both} show node ${node} at the same time`, {
      hint: 'Give each scrape the time at which it was read, or leave one of them out; what a Prometheus hands on is new only when it has scraped again',
    });
  }
  if (spacingMs < MIN_SPACING_MS) {
    throw new AuditError(
      'WINDOW_TOO_SHORT',
      `${both} show node ${node} only ${spacingMs / MS_PER_SECOND} s apart`,
      {
        hint: 'Take scrapes at least 10 s apart (30 s or more is better): Kepler refreshes its counters every 5 s',
      },
    );
  }
  if (before.readings.generation !== after.readings.generation) {
    throw new AuditError(
      'WINDOW_NODES_DIFFER',
      `${both} show node ${node} before and after a change from one generation of Kepler to the other`,
      {
        hint: 'Take both scrapes from the same version of Kepler',
      },
    );
  }
}

/** A Service in front of the DaemonSet answers for another node each time; two such answers are no window. */
function requireSameNodes(scrapes: readonly Scrape[]): void {
  const lastOf = new Map<string, Scrape>();
  const dated = scrapes.filter(({ takenAtMs }) => takenAtMs !== null);
  for (const scrape of dated.sort((a, b) => (a.takenAtMs ?? 0) - (b.takenAtMs ?? 0))) {
    const earlier = lastOf.get(scrape.origin);
    if (earlier !== undefined) requireOverlap(earlier, scrape);
    lastOf.set(scrape.origin, scrape);
  }
}

function requireOverlap(earlier: Scrape, later: Scrape): void {
  const [before, after] = [earlier, later].map(({ readings }) => [...readings.nodes.keys()]);
  if (before === undefined || after === undefined || before.some((node) => after.includes(node))) return;
  const message = `${later.origin} answered for node ${some(before)} first and for ${some(after)} then, so the two scrapes are no window`;
  throw new AuditError('WINDOW_NODES_DIFFER', message, {
    hint: 'Scrape each endpoint of the DaemonSet (every pod of Kepler) instead of the Service in front of it',
  });
}
