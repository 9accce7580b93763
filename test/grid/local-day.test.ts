import fc from 'fast-check';
import { expect, test } from 'vitest';
import { localDay } from '../../src/grid/local-day.ts';

test.each([
  ['2026-06-30T23:30:00Z', 'Europe/Berlin', '2026-07-01'],
  ['2026-06-30T21:59:59Z', 'Europe/Berlin', '2026-06-30'],
  ['2026-12-31T15:00:00Z', 'Asia/Seoul', '2027-01-01'],
  ['2026-01-01T04:59:59Z', 'America/New_York', '2025-12-31'],
  ['2026-01-01T00:00:00Z', 'UTC', '2026-01-01'],
  ['2026-06-30T22:30:00Z', 'Europe/Stockholm', '2026-07-01'],
  ['2026-12-31T22:30:00Z', 'Europe/Stockholm', '2026-12-31'],
  ['2026-12-31T23:30:00Z', 'Europe/Stockholm', '2027-01-01'],
  ['2026-12-31T12:00:00Z', 'Europe/Stockholm', '2026-12-31'],
  // Days are compared as texts: a mistyped year must not come after all others.
  ['0999-04-20T00:00:00Z', 'UTC', '0999-04-20'],
  ['0206-04-20T12:00:00Z', 'America/New_York', '0206-04-20'],
])('at %s it is in %s already or still %s', (instant, timeZone, day) => {
  expect(localDay(Date.parse(instant), timeZone)).toBe(day);
});

test('law: in UTC it is the day that toISOString gives, for every year that a scrape can be dated with', () => {
  const day = fc.date({
    min: new Date('0100-01-01T00:00:00Z'),
    max: new Date('9999-12-31T23:59:59Z'),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(day, (at) => {
      expect(localDay(at.getTime(), 'UTC')).toBe(at.toISOString().slice(0, 10));
    }),
  );
});
