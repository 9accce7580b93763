import fc from 'fast-check';
import { expect, test } from 'vitest';
import { figure, figuresBeside } from '../../src/operations/figures.ts';

test.each([
  [30.455432, '30.46'],
  [0.0120756, '0.01208'],
  [999.96, '1000'],
  [1234.6, '1235'],
  [12345.6, '12346'],
  [0, '0'],
  [null, '–'],
])('%j is shown as %s', (value, text) => {
  expect(figure(value)).toBe(text);
});

test.each([
  [423, 424, '423', '424'],
  [424, 424, '424', '424'],
  [430.4321, 424, '430.4', '424'],
  [424.04, 424, '424.04', '424'],
  [423.96, 424, '423.96', '424'],
  [424.0000000000001, 424, '424.0000000000001', '424'],
  [12345.61, 12345.6, '12345.61', '12345.6'],
  [1.4004, 1.4003, '1.4004', '1.4003'],
])('%d beside a limit of %d', (observed, limit, ...texts) => {
  expect(figuresBeside(observed, limit)).toEqual(texts);
});

test('law: what is shown is on the same side of the limit as what was observed', () => {
  const figures = fc.double({ min: 0, max: 1e9, noNaN: true });
  const beside = figures.chain((limit) =>
    fc.tuple(
      fc.oneof(
        figures,
        fc.integer({ min: -9, max: 9 }).map((steps) => limit * (1 + steps * 2 ** -50)),
      ),
      fc.constant(limit),
    ),
  );
  fc.assert(
    fc.property(beside, ([observed, limit]) => {
      const [one, other] = figuresBeside(observed, limit).map(Number) as [number, number];
      expect(Math.sign(one - other)).toBe(Math.sign(observed - limit));
    }),
  );
});
