import { expect, test } from 'vitest';
import { clockChangeAt } from '../../src/audit/clock-change.ts';
import { cronWindow } from '../../src/audit/cron-window.ts';
import { MS_PER_HOUR as H } from '../../src/units.ts';

test.each([
  ['2026-04-20T10:00:00+09:00', 'Asia/Seoul', '0 10 * * *', '10:00'],
  ['2026-04-20T01:00:00Z', 'Asia/Seoul', '0 10 * * *', '10:00'],
  ['2026-04-20T01:05:59Z', 'Asia/Seoul', '5 10 * * *', '10:05'],
  ['2026-04-20T00:00:00+09:00', 'Asia/Seoul', '0 0 * * *', '00:00'],
  ['2026-04-20T05:00:00Z', 'Asia/Kolkata', '30 10 * * *', '10:30'],
  ['2026-01-20T12:00:00Z', 'Europe/Berlin', '0 13 * * *', '13:00'],
  ['2026-07-20T12:00:00Z', 'Europe/Berlin', '0 14 * * *', '14:00'],
])('%s in %s is %s', (startsAt, timeZone, schedule, localStart) => {
  const window = cronWindow({ startsAtMs: Date.parse(startsAt), durationMs: 4 * H, timeZone });
  expect(window).toMatchObject({ schedule, localStart, timeZone, clockChange: null });
});

test.each([
  [60_000, 300, 120],
  [1500, 300, 4],
  [2 * H, 1800, 14_400],
  [4 * H, 3600, 28_800],
  [13 * H, 3600, 86_400],
  [24 * H, 3600, 86_400],
])(
  'a run of %d ms may start %d s late and take %d s',
  (durationMs, startingDeadlineSeconds, activeDeadlineSeconds) => {
    const window = cronWindow({ startsAtMs: 0, durationMs, timeZone: 'UTC' });
    expect(window).toMatchObject({ startingDeadlineSeconds, activeDeadlineSeconds });
  },
);

test.each([0, -H, Number.NaN, 24 * H + 1])('a duration of %d ms is refused', (durationMs) => {
  expect(() => cronWindow({ startsAtMs: 0, durationMs, timeZone: 'UTC' })).toThrow(
    'does not fit into a daily schedule',
  );
});

test.each([
  ['2026-01-10T02:00:00-05:00', 'America/New_York', 'skipped'],
  ['2026-01-10T02:59:00-05:00', 'America/New_York', 'skipped'],
  ['2026-01-10T03:00:00-05:00', 'America/New_York', null],
  ['2026-01-10T01:30:00-05:00', 'America/New_York', 'repeated'],
  ['2026-01-10T00:59:00-05:00', 'America/New_York', null],
  ['2026-08-10T02:30:00+02:00', 'Europe/Berlin', 'repeated'],
  ['2026-12-10T02:30:00+01:00', 'Europe/Berlin', 'skipped'],
  ['2026-07-10T01:45:00+10:30', 'Australia/Lord_Howe', 'repeated'],
  ['2026-07-10T02:45:00+10:30', 'Australia/Lord_Howe', null],
  ['2026-07-10T02:15:00+10:30', 'Australia/Lord_Howe', 'skipped'],
  ['2026-12-10T01:45:00+11:00', 'Australia/Lord_Howe', 'repeated'],
  ['2026-01-10T02:30:00+09:00', 'Asia/Seoul', null],
  ['2026-01-10T02:30:00Z', 'UTC', null],
])('%s every day in %s: %s', (at, timeZone, change) => {
  expect(clockChangeAt(Date.parse(at), timeZone)).toBe(change);
});
