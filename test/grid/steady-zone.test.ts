import { expect, test } from 'vitest';
import { STEADY_ZONES, steadyOffsetMs } from '../../src/grid/steady-zone.ts';
import { utcOffsetMs } from '../../src/local-time.ts';

const MONTH_MS = 30 * 24 * 3_600_000;

test.each(STEADY_ZONES)(
  '%s has had the offset of the table since 2000, says the database of this Node',
  (zone) => {
    for (let at = Date.UTC(2000, 0, 1); at < Date.UTC(2035, 0, 1); at += MONTH_MS)
      expect(steadyOffsetMs(zone, at), new Date(at).toISOString()).toBe(utcOffsetMs(at, zone));
  },
);

test.each([
  ['Europe/Berlin', '2026-01-01T00:00Z'],
  ['constructor', '2026-01-01T00:00Z'],
  ['Asia/Seoul', '1988-07-01T00:00Z'],
])('%s at %s is left to Intl', (zone, at) => {
  expect(steadyOffsetMs(zone, Date.parse(at))).toBeNull();
});
