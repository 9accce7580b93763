/** Reads scrapes for tests: fixtures and short texts written in the test. */

import { readFileSync } from 'node:fs';
import { keplerReader } from '../../src/kepler/reader.ts';
import type { Readings, Scrape } from '../../src/kepler/scrape.ts';

export function read(text: string, origin = 'a.prom'): Readings {
  const reader = keplerReader(origin);
  reader.push(new TextEncoder().encode(text));
  return reader.end();
}

export interface Given {
  readonly origin?: string;
  readonly at?: string;
}

/** A scrape of a text; `at` is an ISO time. */
export function scrapeOf(text: string, { origin = 'a.prom', at }: Given = {}): Scrape {
  const takenAtMs = at === undefined ? null : Date.parse(at);
  return { origin, takenAtMs, sha256: '0'.repeat(64), bytes: text.length, readings: read(text, origin) };
}

export const fixtureText = (name: string): string =>
  readFileSync(new URL(`../../fixtures/${name}`, import.meta.url), 'utf8');

export const fixture = (name: string, at?: string): Scrape =>
  scrapeOf(fixtureText(name), at === undefined ? { origin: name } : { origin: name, at });

export const T0 = '2025-10-21T07:00:00Z';
export const T30 = '2025-10-21T07:00:30Z';
export const T60 = '2025-10-21T07:01:00Z';
