/** Reports of node-a as a user saved them, and what `compare` says of two. */

import type { Scrape } from '../../src/kepler/scrape.ts';
import assess, { type AssessResult } from '../../src/operations/assess.ts';
import compareReports, { type CompareReportsResult } from '../../src/operations/compare-reports.ts';
import { invoked, nodeAWindow, portsWith } from '../support/ports.ts';

export type Report = Record<string, unknown>;

export const assessed = async (input: object, scrapes?: readonly Scrape[]): Promise<Report> => {
  const ports = portsWith(scrapes === undefined ? {} : { scrapes });
  const { result } = await invoked<AssessResult>(assess, { namespaces: null, pue: 1.32, ...input }, ports);
  return JSON.parse(JSON.stringify(result)) as Report;
};

export const BASE = await assessed({});

export function compared(reports: Readonly<Record<string, unknown>>, input: object = {}) {
  const savedReport = (path: string) => Promise.resolve(reports[path]);
  const scrapes = nodeAWindow().slice(0, 1);
  return invoked<CompareReportsResult>(
    compareReports,
    { base: 'base.json', head: 'head.json', namespaces: null, pue: 1.32, ...input },
    portsWith({ savedReport, scrapes }),
  );
}
