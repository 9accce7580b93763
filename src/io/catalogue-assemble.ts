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
  const byProvider = files.regions.byProvider ?? grouped(files.regions.regions);
  const makers = Object.keys(byProvider).map((name) => {
    const provider = name as Region['provider'];
    return [provider, () => (byProvider[provider] ?? []).map((entry) => regionFrom(entry, files))] as const;
  });
  return new Regions(new Map(makers));
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

function regionFrom(entry: RegionEntry, files: CatalogueFiles): Region {
  const { provider, code, name, country, timeZone, status, gridZone } = entry;
  const [intensity, pue] = [intensityFrom(entry, files), pueFrom(entry, files)];
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

function intensityFrom(entry: RegionEntry, files: CatalogueFiles): RegionIntensity | null {
  if (entry.gridZone !== null) return averageOf(entry.gridZone, files);
  const national = entry.nationalZone === undefined ? null : averageOf(entry.nationalZone, files);
  if (national === null) return null;
  const note = 'national average: the grid zone of the region is not known';
  return { ...national, evidence: { ...national.evidence, grade: 'estimated', note } };
}

function averageOf(zone: string, files: CatalogueFiles): RegionIntensity | null {
  const { zones, source, basis, signal, year: preferred } = files['grid-averages'];
  const byYear = zones[zone] ?? {};
  const year = byYear[preferred] === undefined ? Math.max(...Object.keys(byYear).map(Number)) : preferred;
  const gco2eqPerKwh = byYear[year];
  if (gco2eqPerKwh === undefined) return null;
  const evidence: Evidence = {
    grade: 'published',
    source: `${cite(files, source)} of zone ${zone}`,
    year,
    basis,
    signal,
  };
  return { gco2eqPerKwh, evidence };
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
