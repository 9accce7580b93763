import { expect, test } from 'vitest';
import { refuseOtherZone } from '../../src/grid/refuse-zone.ts';

const evidence = { grade: 'declared', source: 'fr.json', year: 2025 } as const;
const SEOUL = { code: 'ap-northeast-2', gridZone: 'KR' };

test('a series of another grid is refused, and both zones are named', () => {
  expect(() => refuseOtherZone({ zone: 'FR', evidence }, SEOUL)).toThrow(
    expect.objectContaining({
      code: 'NO_INTENSITY',
      message: 'fr.json is of grid zone FR, and region ap-northeast-2 lies in zone KR',
      hint: 'give a series of zone KR, or name the region the series is of with --region',
    }),
  );
});

test.each([
  ['of its own zone', { zone: 'kr', evidence }, SEOUL],
  ['that names none', { evidence }, SEOUL],
  ['where the zone of the region is not known', { zone: 'FR', evidence }, { code: 'jpn', gridZone: null }],
])('a series %s is used', (_, series, region) => {
  expect(() => refuseOtherZone(series, region)).not.toThrow();
});
