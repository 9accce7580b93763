import { expect, test } from 'vitest';
import { regionOf } from '../../src/grid/region-lookup.ts';
import { loadCatalogue } from '../../src/io/catalogue.ts';

const { regions } = await loadCatalogue();

test.each([
  ['ap-northeast-2', 'aws', 'ap-northeast-2'],
  ['AP-Northeast-2', 'aws', 'ap-northeast-2'],
  ['gcp:asia-northeast3', 'gcp', 'asia-northeast3'],
  [' koreacentral ', 'azure', 'koreacentral'],
  ['kr', 'naver', 'KR'],
  ['kr-central-2', 'kakao', 'kr-central-2'],
])('%j is %s %s', (code, provider, found) => {
  expect(regionOf(regions, code)).toMatchObject({ provider, code: found });
});

test.each([
  ['seoul', 'did you mean ap-northeast-2 (Seoul), asia-northeast3 (Seoul), koreacentral (Seoul)?'],
  ['ap-northeast2', expect.stringMatching(/^did you mean ap-northeast-2 \(Seoul\), /)],
  ['stokholm', expect.stringMatching(/^did you mean eu-north-1 \(Stockholm\)/)],
  ['gcp:asia-northeast4', expect.stringContaining('asia-northeast3')],
  ['xx', expect.stringContaining('for example ap-northeast-2')],
  ['', expect.stringContaining('for example ap-northeast-2')],
])('an unknown %j is answered with near ones', (code, hint) => {
  expect(() => regionOf(regions, code)).toThrow(
    expect.objectContaining({ code: 'USAGE', exitCode: 2, message: `unknown region "${code}"`, hint }),
  );
});

test('every region is found by its own code and by provider:code', () => {
  for (const region of regions) {
    expect(regionOf(regions, region.code)).toBe(region);
    expect(regionOf(regions, `${region.provider}:${region.code}`)).toBe(region);
  }
});
