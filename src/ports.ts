/** Everything an operation needs from outside, as a record of functions. Tests pass plain objects. */

import type { Catalogue } from './audit/catalogue.ts';
import type { IntensitySeries } from './grid/series.ts';
import type { Scrape } from './kepler/scrape.ts';
import type { Settings } from './settings.ts';

export interface Ports {
  /** Reference data; validated by whoever loads it. */
  readonly catalogue: () => Promise<Catalogue>;
  /** Reads all configured Kepler sources. One endpoint is one node; two of one node, with times, are a window. */
  readonly scrapes: () => Promise<ScrapeSet>;
  /** Reads a CSV or JSON intensity series from a file the user named. */
  readonly intensitySeries: (path: string) => Promise<IntensitySeries>;
  /** Reads a saved JSON report ("-" is standard input). */
  readonly savedReport: (path: string) => Promise<unknown>;
  readonly settings: Settings;
  readonly now: () => Date;
}

export interface ScrapeSet {
  readonly scrapes: readonly Scrape[];
  /** Endpoints of a discovered set (dns:) that did not answer, with the sentence that says why. */
  readonly missing: readonly { readonly origin: string; readonly reason: string }[];
}
