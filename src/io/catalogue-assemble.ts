/** Joins the files of a catalogue into what the audit works with: regions get the average of their zone, figures their evidence. */

import type { AlternativeIntensity, Catalogue } from '../audit/catalogue.ts';
import type { Evidence } from '../evidence.ts';
import type { DayProfile, Region, RegionIntensity, RegionPue } from '../grid/region.ts';
import { Regions } from '../grid/regions.ts';
import type { CatalogueFiles, RegionsByProvider } from './catalogue-schema.ts';
import { LazyMap } from './lazy-map.ts';

type RegionEntry = CatalogueFiles['regions']['regions'][number];

export function assembleCatalogue(files: CatalogueFiles): Catalogue {
  return {
    version: files.sources.version,
    standards: files.standards.standards,
    regions: regionsFrom(files),
    profiles: profilesFrom(files),
    fleetPue: fleetPueFrom(files),
    alternatives: alternativesFrom(files),
  };
}

/** A source is a key of sources.json or already a citation. */
const cite = (files: CatalogueFiles, source: string): string => files.sources.sources[source]?.cite ?? source;

/** Nearly all runs look at the regions of one provider; the bundle parses the others when they are looked at, too. */
function regionsFrom(files: CatalogueFiles): Regions {
  const years = new Map<number, Regions>();
  const inYear = (year: number): Regions => {
    const known = years.get(year) ?? regionsOf(files, year);
    years.set(year, known);
    return known;
  };
  const { year: usual } = files['grid-averages'];
  return regionsOf(files, usual, (year) =>
    year >= usual && usual >= newestYear(files) ? null : inYear(year),
  );
}

function regionsOf(files: CatalogueFiles, year: number, ofYear?: (year: number) => Regions | null): Regions {
  const byProvider = files.regions.byProvider ?? grouped(files.regions.regions);
  const makers = Object.keys(byProvider).map((name) => {
    const provider = name as Region['provider'];
    const make = () => (byProvider[provider] ?? []).map((entry) => regionFrom(entry, files, year));
    return [provider, make] as const;
  });
  return new Regions(new Map(makers), ofYear);
}

function grouped(entries: readonly RegionEntry[]): RegionsByProvider {
  const groups: { [Name in Region['provider']]?: RegionEntry[] } = {};
  for (const entry of entries) {
    const group = groups[entry.provider] ?? [];
    groups[entry.provider] = group;
    group.push(entry);
  }
  return groups;
}

function regionFrom(entry: RegionEntry, files: CatalogueFiles, year: number): Region {
  const { provider, code, name, country, timeZone, status, gridZone } = entry;
  const [intensity, pue] = [intensityFrom(entry, files, year), pueFrom(entry, files)];
  // No spreads: every start of the command line makes all regions of a provider, and V8 copies slowly what it has not seen often.
  const region: { -readonly [Field in keyof Region]: Region[Field] } = {
    provider,
    code,
    name,
    country,
    timeZone,
    status,
    gridZone,
    intensity,
    pue,
  };
  if (entry.city !== null) region.city = entry.city;
  if (entry.notes !== undefined) region.notes = entry.notes;
  return region;
}

function intensityFrom(entry: RegionEntry, files: CatalogueFiles, year: number): RegionIntensity | null {
  if (entry.gridZone !== null) return averageOf(entry.gridZone, files, year);
  const national = entry.nationalZone === undefined ? null : averageOf(entry.nationalZone, files, year);
  if (national === null) return null;
  const note = 'national average: the grid zone of the region is not known';
  return { ...national, evidence: { ...national.evidence, grade: 'estimated', note } };
}

function averageOf(zone: string, files: CatalogueFiles, wanted: number): RegionIntensity | null {
  const { zones, source, basis, signal, year: usual } = files['grid-averages'];
  const byYear = zones[zone] ?? {};
  const year = yearFor(wanted, byYear, usual);
  const gco2eqPerKwh = byYear[year];
  if (gco2eqPerKwh === undefined) return null;
  const evidence: Evidence = {
    grade: 'published',
    source: `${cite(files, source)} of zone ${zone}`,
    year,
    basis,
    signal,
  };
  if (year <= wanted) return { gco2eqPerKwh, evidence };
  // Nobody published it for a year before its own.
  const note = `no average of ${wanted} or a year before it is known`;
  return { gco2eqPerKwh, evidence: { ...evidence, grade: 'estimated', note } };
}

/** That year, else the usual one, else the latest before it, else the first after it. Infinity where a zone has none. */
function yearFor(wanted: number, byYear: Readonly<Record<string, number>>, usual: number): number {
  if (byYear[wanted] !== undefined) return wanted;
  if (usual <= wanted && byYear[usual] !== undefined) return usual;
  const years = Object.keys(byYear).map(Number);
  const before = years.filter((year) => year <= wanted);
  return before.length > 0 ? Math.max(...before) : Math.min(...years);
}

/** The bundle parses the years of a zone when they are read, and has none after the usual year: it lists no zone here. */
function newestYear(files: CatalogueFiles): number {
  const years = Object.values(files['grid-averages'].zones).flatMap(Object.keys).map(Number);
  return Math.max(files['grid-averages'].year, ...years);
}

/** A design figure describes a plan of the site, not the site: it counts as an estimate. */
function pueFrom({ pue, code }: RegionEntry, files: CatalogueFiles): RegionPue | null {
  if (pue === null) return null;
  const { ratio, year, source } = pue;
  const evidence = { source: `${cite(files, source)}, PUE of ${code}`, year };
  if (pue.kind === 'measured') return { ratio, evidence: { grade: 'published', ...evidence } };
  return {
    ratio,
    evidence: { grade: 'estimated', ...evidence, note: 'design or planned figure of the provider' },
  };
}

/** A run looks at one zone or at none, and the bundle parses the hours of a zone when they are read. */
function profilesFrom(files: CatalogueFiles): ReadonlyMap<string, DayProfile> {
  const { zones, year, source, signal, basis } = files['hourly-profiles'];
  return new LazyMap(Object.keys(zones), (gridZone) => {
    const shape = zones[gridZone] as (typeof zones)[string];
    return { gridZone, year, source: cite(files, source), signal, basis, ...shape };
  });
}

function fleetPueFrom(files: CatalogueFiles): Catalogue['fleetPue'] {
  const fleets = new Map<string, RegionPue>();
  for (const { provider, name, fleetPue } of files.providers.providers) {
    if (fleetPue === null) continue;
    const { ratio, year, source, note = 'fleet average: none is published for the region' } = fleetPue;
    const evidence: Evidence = {
      grade: 'estimated',
      source: `${cite(files, source)}, fleet PUE of ${name}`,
      year,
      note,
    };
    fleets.set(provider, { ratio, evidence });
  }
  return fleets;
}

function alternativesFrom(files: CatalogueFiles): ReadonlyMap<string, readonly AlternativeIntensity[]> {
  const { zones } = files['grid-alternatives'];
  return new Map(
    Object.entries(zones).map(([zone, figures]) => [
      zone,
      figures.map(({ label, gco2eqPerKwh, year, basis, signal, source }) => ({
        label,
        gco2eqPerKwh,
        evidence: { grade: 'published', source: cite(files, source), year, basis, signal },
      })),
    ]),
  );
}
