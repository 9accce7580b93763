import { expect, test } from 'vitest';
import { localDay } from '../../src/grid/local-day.ts';

test.each([
  ['2026-06-30T23:30:00Z', 'Europe/Berlin', '2026-07-01'],
  ['2026-06-30T21:59:59Z', 'Europe/Berlin', '2026-06-30'],
  ['2026-12-31T15:00:00Z', 'Asia/Seoul', '2027-01-01'],
  ['2026-01-01T04:59:59Z', 'America/New_York', '2025-12-31'],
  ['2026-01-01T00:00:00Z', 'UTC', '2026-01-01'],
])('at %s it is in %s already or still %s', (instant, timeZone, day) => {
  expect(localDay(Date.parse(instant), timeZone)).toBe(day);
});
