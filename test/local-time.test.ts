import fc from 'fast-check';
import { expect, test } from 'vitest';
import { localTime, utcOffsetMs } from '../src/local-time.ts';
import { MS_PER_HOUR as H } from '../src/units.ts';

test.each([
  ['2026-04-20T09:00:05.900Z', 'Asia/Seoul', '2026-4-20 18:0:5', 9],
  ['2026-04-20T15:00:00Z', 'Asia/Seoul', '2026-4-21 0:0:0', 9],
  ['2026-04-20T09:00:00Z', 'Asia/Kolkata', '2026-4-20 14:30:0', 5.5],
  ['2026-03-29T00:59:59Z', 'Europe/Berlin', '2026-3-29 1:59:59', 1],
  ['2026-03-29T01:00:00Z', 'Europe/Berlin', '2026-3-29 3:0:0', 2],
  ['2026-01-01T00:00:00Z', 'America/Sao_Paulo', '2025-12-31 21:0:0', -3],
])('%s in %s is %s', (at, timeZone, text, offsetHours) => {
  const { year, month, day, hour, minute, second } = localTime(Date.parse(at), timeZone);
  expect(`${year}-${month}-${day} ${hour}:${minute}:${second}`).toBe(text);
  expect(utcOffsetMs(Date.parse(at), timeZone)).toBe(offsetHours * H);
});

test.each(['', 'Mars/Olympus', '+09:00', ' Asia/Seoul'])('"%s" is no time zone', (timeZone) => {
  expect(() => localTime(0, timeZone)).toThrow(`There is no time zone "${timeZone}"`);
});

test('law: UTC shows what a Date says', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }), (date) => {
      const { year, month, day, hour, minute, second } = localTime(date.getTime(), 'UTC');
      expect([year, month - 1, day, hour, minute, second]).toEqual([
        date.getUTCFullYear(),
        date.getUTCMonth(),
        date.getUTCDate(),
        date.getUTCHours(),
        date.getUTCMinutes(),
        date.getUTCSeconds(),
      ]);
      expect(utcOffsetMs(date.getTime(), 'UTC')).toBe(0);
    }),
  );
});
