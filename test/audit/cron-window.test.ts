import { expect, test } from 'vitest';
import { clockChangesAt } from '../../src/audit/clock-change.ts';
import { cronWindow } from '../../src/audit/cron-window.ts';
import { utcOffsetMs } from '../../src/local-time.ts';
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
  expect(window).toMatchObject({ schedule, localStart, timeZone, clockChanges: [] });
});

test.each([
  [60_000, 300, 360],
  [1500, 300, 302],
  [2 * H, 1800, 14_400],
  [4 * H, 3600, 28_800],
  [13 * H, 3600, 86_400],
  [24 * H - 1, 3600, 86_700],
  [24 * H, 3600, 86_700],
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
  ['2026-01-10T02:00:00-05:00', 'America/New_York', ['skipped']],
  ['2026-01-10T02:59:00-05:00', 'America/New_York', ['skipped']],
  ['2026-01-10T03:00:00-05:00', 'America/New_York', []],
  ['2026-01-10T01:30:00-05:00', 'America/New_York', ['repeated']],
  ['2026-01-10T00:59:00-05:00', 'America/New_York', []],
  ['2026-08-10T02:30:00+02:00', 'Europe/Berlin', ['repeated', 'skipped']],
  ['2026-12-10T02:30:00+01:00', 'Europe/Berlin', ['skipped', 'repeated']],
  ['2026-07-10T01:45:00+10:30', 'Australia/Lord_Howe', ['repeated']],
  ['2026-07-10T02:45:00+10:30', 'Australia/Lord_Howe', []],
  ['2026-07-10T02:15:00+10:30', 'Australia/Lord_Howe', ['skipped']],
  ['2026-12-10T01:45:00+11:00', 'Australia/Lord_Howe', ['repeated']],
  ['2026-01-10T02:30:00+09:00', 'Asia/Seoul', []],
  ['2026-01-10T02:30:00Z', 'UTC', []],
])('%s every day in %s: %j', (at, timeZone, change) => {
  expect(clockChangesAt(Date.parse(at), timeZone)).toEqual(change);
});

test.each([
  ['Europe/Berlin', 2, 30],
  ['Europe/London', 1, 0],
  ['Australia/Sydney', 2, 59],
])(
  '%s at %i:%i is lost in spring and comes twice in autumn, on whatever day it is asked',
  (timeZone, hour, minute) => {
    for (let day = 0; day < 365; day += 5) {
      const noonMs = Date.UTC(2026, 0, 1 + day, 12);
      const midnightMs = noonMs - 12 * H - utcOffsetMs(noonMs, timeZone);
      const atMs = midnightMs + hour * H + minute * 60_000;
      expect([day, [...clockChangesAt(atMs, timeZone)].sort()]).toEqual([day, ['repeated', 'skipped']]);
    }
  },
);
