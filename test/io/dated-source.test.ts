import fc from 'fast-check';
import { expect, test } from 'vitest';
import { datedName, rfc3339Ms } from '../../src/io/dated-source.ts';

const SEVEN = Date.UTC(2025, 9, 21, 7);

test.each([
  ['a.prom', 'a.prom', null],
  ['a.prom@2025-10-21T07:00:00Z', 'a.prom', SEVEN],
  ['a.prom@2025-10-21t07:00:00z', 'a.prom', SEVEN],
  ['a.prom@2025-10-21T16:00:00+09:00', 'a.prom', SEVEN],
  ['a.prom@2025-10-20T21:30:00-09:30', 'a.prom', SEVEN],
  ['a.prom@2025-10-21T07:00:00.250Z', 'a.prom', SEVEN + 250],
  ['-@2025-10-21T07:00:00Z', '-', SEVEN],
  ['node@home.prom', 'node@home.prom', null],
  ['node@home.prom@2025-10-21T07:00:00Z', 'node@home.prom', SEVEN],
  ['a@2025-10-21.prom', 'a@2025-10-21.prom', null],
  ['logs@2025-10-21/a.prom', 'logs@2025-10-21/a.prom', null],
  ['@2025-10-21T07:00:00Z', '@2025-10-21T07:00:00Z', null],
  ['kepler@2', 'kepler@2', null],
])('%s is the file %s at %s', (source, name, takenAtMs) => {
  expect(datedName(source)).toEqual({ name, takenAtMs });
});

test.each([
  'a.prom@2025-10-21T07:00:00',
  'a.prom@2025-10-21',
  'a.prom@07:00',
  'a.prom@1761030000',
  'a.prom@2025-02-30T07:00:00Z',
  'a.prom@2025-10-21T24:00:00Z',
  'a.prom@2025-10-21 07:00:00Z',
])('%s has no usable time and says how to write one', (source) => {
  expect(() => datedName(source)).toThrow(
    expect.objectContaining({
      code: 'USAGE',
      message: expect.stringContaining('is not a time with a date and a zone'),
      hint: expect.stringContaining('@2025-10-21T07:00:00Z'),
    }),
  );
});

test('every time that Date prints is read back', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }), (date) => {
      expect(rfc3339Ms(date.toISOString())).toBe(date.getTime());
    }),
  );
});
