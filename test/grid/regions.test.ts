import { expect, test } from 'vitest';
import type { Region } from '../../src/grid/region.ts';
import { regionOf } from '../../src/grid/region-lookup.ts';
import { Regions } from '../../src/grid/regions.ts';

const region = (provider: Region['provider'], code: string): Region => ({
  provider,
  code,
  name: code,
  country: 'KR',
  timeZone: 'Asia/Seoul',
  status: 'public',
  gridZone: 'KR',
  intensity: null,
  pue: null,
});

function watched() {
  const made: string[] = [];
  const maker = (provider: Region['provider'], codes: readonly string[]) => () => {
    made.push(provider);
    return codes.map((code) => region(provider, code));
  };
  const regions = new Regions(
    new Map([
      ['aws', maker('aws', ['ap-northeast-2', 'eu-north-1'])],
      ['gcp', maker('gcp', ['asia-northeast3'])],
    ]),
  );
  return { regions, made };
}

test('those of a provider are made when they are asked for, once', () => {
  const { regions, made } = watched();
  expect(regions.of('gcp')).toBe(regions.of('gcp'));
  expect(regions.of('naver')).toEqual([]);
  expect(made).toEqual(['gcp']);
  expect(Array.from(regions, ({ code }) => code)).toEqual([
    'ap-northeast-2',
    'eu-north-1',
    'asia-northeast3',
  ]);
  expect(made).toEqual(['gcp', 'aws']);
});

test('a search ends with the provider that has the region; one in vain asks all of them', () => {
  const { regions, made } = watched();
  expect(regionOf(regions, 'eu-north-1').provider).toBe('aws');
  expect(made).toEqual(['aws']);
  expect(() => regionOf(regions, 'asia-northeast9')).toThrow('unknown region "asia-northeast9"');
  expect(made).toEqual(['aws', 'gcp']);
});
