import fc from 'fast-check';
import { expect, test } from 'vitest';
import { localHours } from '../../src/grid/local-hours.ts';

const HOUR_MS = 3_600_000;
const day = (timeZone: string, from: string, to: string) =>
  localHours(timeZone, Date.parse(from), Date.parse(to));

test.each([
  ['Asia/Seoul', '2026-04-20T00:00+09:00', '2026-04-21T00:00+09:00', 24],
  ['Asia/Kolkata', '2026-04-20T00:00+05:30', '2026-04-21T00:00+05:30', 24],
  ['Australia/Sydney', '2026-01-05T00:00+11:00', '2026-01-06T00:00+11:00', 24],
  ['Europe/Berlin', '2026-03-29T00:00+01:00', '2026-03-30T00:00+02:00', 23],
  ['Europe/Berlin', '2026-10-25T00:00+02:00', '2026-10-26T00:00+01:00', 25],
  ['America/Sao_Paulo', '2026-06-01T00:00-03:00', '2026-06-02T00:00-03:00', 24],
])('%s, day of %s: whole hours of the local clock', (timeZone, from, to, count) => {
  const hours = day(timeZone, from, to);
  expect(hours).toHaveLength(count);
  expect(hours.every(({ fromMs, toMs }) => toMs - fromMs === HOUR_MS)).toBe(true);
  expect(hours[0]?.hour).toBe(0);
  expect(hours.at(-1)?.hour).toBe(23);
});

test('the hour that spring skips is missing, the hour that autumn repeats comes twice', () => {
  const spring = day('Europe/Berlin', '2026-03-29T00:00+01:00', '2026-03-30T00:00+02:00');
  expect(spring.slice(0, 4).map(({ hour }) => hour)).toEqual([0, 1, 3, 4]);
  const autumn = day('Europe/Berlin', '2026-10-25T00:00+02:00', '2026-10-26T00:00+01:00');
  expect(autumn.slice(0, 5).map(({ hour }) => hour)).toEqual([0, 1, 2, 2, 3]);
});

test('date and weekday are those of the local clock', () => {
  const [first] = day('Asia/Seoul', '2026-02-28T15:30Z', '2026-02-28T15:40Z');
  expect(first).toMatchObject({ hour: 0, month: 2, weekday: 0, toMs: Date.parse('2026-02-28T15:40Z') });
});

test('hours join without gap or overlap and agree with Intl, in any zone at any time', () => {
  const zones = fc.constantFrom(
    'Asia/Seoul',
    'Asia/Kolkata',
    'America/New_York',
    'Australia/Adelaide',
    'Australia/Lord_Howe',
    'Europe/London',
  );
  const starts = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2030, 0, 1) });
  fc.assert(
    fc.property(zones, starts, fc.integer({ min: 1, max: 60 * HOUR_MS }), (timeZone, fromMs, lengthMs) => {
      const hours = localHours(timeZone, fromMs, fromMs + lengthMs);
      const clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: 'numeric', hourCycle: 'h23' });
      let at = fromMs;
      for (const hour of hours) {
        expect(hour.fromMs).toBe(at);
        expect(hour.hour).toBe(Number(clock.format(hour.fromMs)));
        expect(hour.hour).toBe(Number(clock.format(hour.toMs - 1)));
        at = hour.toMs;
      }
      expect(at).toBe(fromMs + lengthMs);
    }),
  );
});
