import { expect, test } from 'vitest';
import { CHANGING_ZONES, offsetBoundsMs, STEADY_ZONES, steadyOffsetMs } from '../../src/grid/steady-zone.ts';
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

test.each(CHANGING_ZONES)(
  'the clocks of %s have kept within their bounds since 2000, and reach both',
  (zone) => {
    const seen = new Set<number>();
    for (let at = Date.UTC(2000, 0, 1); at < Date.UTC(2035, 0, 1); at += MONTH_MS) {
      const [leastMs, greatestMs] = offsetBoundsMs(zone, at) ?? [Number.NaN, Number.NaN];
      const offsetMs = utcOffsetMs(at, zone);
      expect([offsetMs >= leastMs, offsetMs <= greatestMs]).toEqual([true, true]);
      seen.add(offsetMs);
    }
    expect([...seen].sort((a, b) => a - b)).toEqual(offsetBoundsMs(zone, Date.UTC(2026, 0, 1)));
  },
);

test('bounds of a steady zone are one offset; of a time before the table, or any other zone, none are known', () => {
  expect(offsetBoundsMs('Asia/Seoul', Date.UTC(2026, 0, 1))).toEqual([9 * 3_600_000, 9 * 3_600_000]);
  expect(offsetBoundsMs('Europe/Stockholm', Date.UTC(1999, 0, 1))).toBeNull();
  expect(offsetBoundsMs('Europe/Berlin', Date.UTC(2026, 0, 1))).toBeNull();
});
