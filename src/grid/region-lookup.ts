/** Finding a region by its provider's code. */

import { AuditError } from '../errors.ts';
import { nearest } from '../near.ts';
import type { Region } from './region.ts';

/** The region with this code in any case, or `provider:code`. Throws USAGE with near codes, also by place ("seoul"). */
export function regionOf(regions: Iterable<Region>, code: string): Region {
  const wanted = code.trim().toLowerCase();
  for (const region of regions) {
    if (wanted === region.code.toLowerCase() || wanted === qualified(region)) return region;
  }
  throw new AuditError('USAGE', `unknown region "${code}"`, { hint: hintFor([...regions], wanted) });
}

const qualified = (region: Region): string => `${region.provider}:${region.code.toLowerCase()}`;

function hintFor(regions: readonly Region[], wanted: string): string {
  const near = nearRegions(regions, wanted);
  if (near.length > 0) return `did you mean ${near.map(described).join(', ')}?`;
  return 'regions are named as the cloud names them, for example ap-northeast-2, asia-northeast3 or koreacentral';
}

/** Up to three: by place first, since a place is an exact thought in other words, then by code. */
function nearRegions(regions: readonly Region[], wanted: string): Region[] {
  const bare = wanted.replace(/^[a-z]+:/, '');
  const atPlace = regions.filter((region) => bare.length >= 3 && placeOf(region).includes(bare));
  const codes = nearest(
    bare,
    regions.map((region) => region.code),
  );
  const byCode = codes.flatMap((code) => regions.find((region) => region.code === code) ?? []);
  return [...new Set([...atPlace, ...byCode, ...byMistypedPlace(regions, bare)])].slice(0, 3);
}

function byMistypedPlace(regions: readonly Region[], bare: string): Region[] {
  const cities = nearest(
    bare,
    regions.flatMap(({ city }) => city ?? []),
    1,
  );
  return regions.filter(({ city }) => city !== undefined && cities.includes(city));
}

const placeOf = ({ city, name }: Region): string => `${city ?? ''} ${name}`.toLowerCase();

const described = (region: Region): string => `${region.code} (${region.city ?? region.name})`;
