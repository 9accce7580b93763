/** Reads the sources and judges them: the shared first half of every operation about workloads. */

import { type Assessed, assess, lastMomentMs } from '../audit/assess.ts';
import { inYearOf, type MeasuredTime } from '../audit/average-year.ts';
import { budgetStandards } from '../audit/budgets.ts';
import type { Catalogue } from '../audit/catalogue.ts';
import type { SourceNote } from '../audit/report.ts';
import { type Selection, select } from '../audit/select.ts';
import { type Site, type Stated, siteOf } from '../audit/site.ts';
import type { SingleScrape } from '../audit/stated-series.ts';
import type { Diagnostic } from '../diagnostics.ts';
import { refuseOtherZone } from '../grid/refuse-zone.ts';
import type { Region } from '../grid/region.ts';
import { regionOf } from '../grid/region-lookup.ts';
import { measure } from '../kepler/measure.ts';
import type { Measurement } from '../kepler/measurement.ts';
import type { Scrape } from '../kepler/scrape.ts';
import { nodeTimeMs } from '../kepler/stamps.ts';
import type { Ports, ScrapeSet } from '../ports.ts';
import { standardOf, withLimits } from '../standards/lookup.ts';
import type { Standard } from '../standards/standard.ts';
import type { AuditInput } from './audit-input.ts';
import { refuseFuture } from './refuse-future.ts';

/** The region the former system audited. */
export const DEFAULT_REGION = 'ap-northeast-2';

async function statedIntensity(
  input: Pick<AuditInput, 'intensity'>,
  ports: Ports,
): Promise<Stated['intensity']> {
  const { intensity } = input;
  return typeof intensity === 'object' ? ports.intensitySeries(intensity.file) : intensity;
}

type Placed = Pick<AuditInput, 'region' | 'pue' | 'intensity'>;

/** The region, and what was stated for it. Throws NO_INTENSITY where that is a series of another grid. */
export async function placeFor(input: Placed, catalogue: Catalogue, ports: Ports) {
  const region = regionOf(catalogue.regions, input.region ?? DEFAULT_REGION);
  const intensity = await statedIntensity(input, ports);
  if (typeof intensity === 'object') refuseOtherZone(intensity, region);
  return { region, regionIsDefault: input.region === undefined, stated: { pue: input.pue, intensity } };
}

export async function siteFor(input: Placed, catalogue: Catalogue, ports: Ports): Promise<Site> {
  return siteOf({ catalogue, ...(await placeFor(input, catalogue, ports)) });
}

/** The named standards with the limits the environment replaces, then the budgets. Throws USAGE for unknown codes. */
export function standardsFor(
  input: AuditInput,
  catalogue: Catalogue,
  { settings }: Ports,
): readonly Standard[] {
  const standards = withLimits(catalogue.standards, {
    ...(settings.koreaCarbonIntensity === null ? {} : { KR_CARBON_2050: settings.koreaCarbonIntensity }),
    ...(settings.koreaPueTarget === null ? {} : { KR_PUE_GREEN_DC: settings.koreaPueTarget }),
  });
  const named = input.standards.map((code) => standardOf(standards, code));
  return [
    ...new Set(named),
    ...budgetStandards({
      powerWatts: input.maxPowerWatts,
      emissionsKgco2eqPerMonth: input.maxEmissionsKgco2eqPerMonth,
      intensityGco2eqPerKwh: input.maxIntensityGco2eqPerKwh,
    }),
  ];
}

const selectionOf = ({ namespaces, workload }: AuditInput): Selection => ({ namespaces, workload });

/** No place and no moment of reading: the same bytes give the same report, whichever way they came. */
function sourceNote({ sha256, bytes, takenAtMs, readings }: Scrape): SourceNote {
  const takenAt = takenAtMs === null ? null : new Date(takenAtMs).toISOString();
  return { sha256, bytes, takenAt, nodes: [...readings.nodes.keys()] };
}

export interface Audited extends Assessed {
  readonly site: Site;
  readonly standards: readonly Standard[];
  readonly catalogue: Catalogue;
  /** What a reader must know of the averages of other places. */
  readonly remarksOn: (places: readonly Region[]) => readonly Diagnostic[];
  /** The moment the audit speaks of, ms since 1970. */
  readonly atMs: number;
}

/** Dated scrapes are judged as of their time, so that the report can be made again; where one is undated, as of now. */
function momentOf(times: readonly (number | null)[], ports: Ports): number {
  const known = times.flatMap((atMs) => atMs ?? []);
  return known.length > 0 && known.length === times.length ? Math.max(...known) : ports.now().getTime();
}

interface Measured {
  readonly measurement: Measurement;
  readonly missing: ScrapeSet['missing'];
  readonly sources: readonly SourceNote[];
  readonly singles: readonly SingleScrape[];
  readonly atMs: number;
  readonly time: MeasuredTime;
}

/** When the nodes were read that have no window, and one of the pods that are asked about. */
function singlesOf(
  scrapes: readonly Scrape[],
  { nodes, pods }: Measurement,
  asked: Selection,
): readonly SingleScrape[] {
  const running = new Set(select(pods, asked).pods.map(({ node }) => node));
  const alone = nodes.filter(({ node, method }) => method === 'gauge' && running.has(node));
  return scrapes.flatMap((scrape) =>
    alone.flatMap(({ node }) => {
      const read = scrape.readings.nodes.get(node);
      return read === undefined ? [] : [nodeTimeMs(scrape, read)];
    }),
  );
}

/** Of every node in every scrape; null where nobody said. */
const timesOf = (scrapes: readonly Scrape[]): readonly (number | null)[] =>
  scrapes.flatMap((scrape) => [...scrape.readings.nodes.values()].map((node) => nodeTimeMs(scrape, node)));

/** What is kept of the sources. Their readings are not: of a large cluster they are larger than what was measured. */
async function measured(input: AuditInput, ports: Ports): Promise<Measured> {
  const { scrapes, missing } = await ports.scrapes();
  refuseFuture(scrapes, ports.now().getTime());
  const sources = scrapes.map(sourceNote);
  const all = timesOf(scrapes);
  const times = all.flatMap((time) => time ?? []);
  const atMs = momentOf(all, ports);
  const measurement = measure(scrapes);
  const time = {
    firstMs: Math.min(atMs, ...times),
    lastMs: lastMomentMs(atMs, measurement),
    isDated: times.length > 0,
  };
  // Only the figures of a series differ from one moment to another.
  const hasSeries = typeof input.intensity === 'object';
  const singles = hasSeries ? singlesOf(scrapes, measurement, selectionOf(input)) : [];
  return { measurement, missing, sources, singles, atMs, time };
}

/** The year of an average matters where no intensity was stated. */
const withRemarks = (site: Site, { intensity }: Stated, remarks: Site['remarks'] = []): Site =>
  intensity !== undefined || remarks.length === 0 ? site : { ...site, remarks };

export async function audit(input: AuditInput, ports: Ports): Promise<Audited> {
  const usual = await ports.catalogue();
  const place = await placeFor(input, usual, ports);
  const standards = standardsFor(input, usual, ports);
  const { measurement, missing, sources, singles, atMs, time } = await measured(input, ports);
  const { catalogue, region, remarks, remarksOn } = inYearOf(usual, place.region, time);
  const site = withRemarks(siteOf({ catalogue, ...place, region, singles }), place.stated, remarks);
  const { groupBy, idle, minCoverageRatio, failOn, onInconclusive, minEvidence } = input;
  const assessed = assess({
    measurement,
    site,
    standards,
    selection: selectionOf(input),
    groupBy,
    idle,
    gate: { failOn, onInconclusive, minEvidence },
    minCoverageRatio,
    missing,
    sources,
    catalogue,
    atMs,
  });
  return { ...assessed, site, standards, catalogue, remarksOn, atMs };
}
