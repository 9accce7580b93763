/**
 * Energy zones and which of them may be added. Zones overlap: package contains core and uncore, psys contains package
 * (Kepler docs/user/metrics.md, "zones overlap and should not be summed", 2025), so only one basis is taken.
 */

export type ZoneKind = 'package' | 'dram' | 'core' | 'uncore' | 'psys' | 'unknown';

/** Multi-die parts report `package-1-die-0`, previews `package-0`; the distinct ones are added. */
const PART = /^(-\d+)?(-die-\d+)?$/;
/** RAPL calls core pp0 and uncore pp1 on some kernels (powercap sysfs). */
const OTHERS: ReadonlyMap<string, ZoneKind> = new Map([
  ['core', 'core'],
  ['pp0', 'core'],
  ['uncore', 'uncore'],
  ['pp1', 'uncore'],
  ['psys', 'psys'],
]);

export function zoneKind(zone: string): ZoneKind {
  if (isPartOf('package', zone)) return 'package';
  if (isPartOf('dram', zone)) return 'dram';
  return OTHERS.get(zone) ?? 'unknown';
}

const isPartOf = (whole: string, zone: string): boolean =>
  zone === whole || (zone.startsWith(whole) && PART.test(zone.slice(whole.length)));

/** What the sum is made of. */
export interface ZoneChoice {
  readonly basis: 'package' | 'psys' | 'core' | 'none';
  /** Zone names added as processor power. */
  readonly processor: readonly string[];
  /** Zone names added as memory power; empty where memory was not measured or psys already holds it. */
  readonly memory: readonly string[];
  readonly overlapping: readonly string[];
  readonly unknown: readonly string[];
}

const BASES = ['package', 'psys', 'core'] as const;

/** Package + dram; without package psys alone, then core + dram as a lower bound. Unknown zones are never added. */
export function chooseZones(zones: Iterable<string>): ZoneChoice {
  const sorted = [...zones].sort();
  const ofKind = (kind: ZoneKind): string[] => sorted.filter((zone) => zoneKind(zone) === kind);
  const basis = BASES.find((kind) => ofKind(kind).length > 0) ?? 'none';
  const processor = basis === 'none' ? [] : ofKind(basis);
  const memory = basis === 'psys' ? [] : ofKind('dram');
  const added = new Set([...processor, ...memory]);
  const unknown = ofKind('unknown');
  const overlapping = sorted.filter((zone) => !added.has(zone) && !unknown.includes(zone));
  return { basis, processor, memory, overlapping, unknown };
}

/** Only the cores, or only memory: what the rest drew was not measured. */
export const isLowerBound = ({ basis }: ZoneChoice): boolean => basis === 'core' || basis === 'none';
