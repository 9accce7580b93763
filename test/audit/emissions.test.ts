import fc from 'fast-check';
import { expect, test } from 'vitest';
import { emissionsOf } from '../../src/audit/emissions.ts';
import { GRADES, isWeaker } from '../../src/evidence.ts';
import { quantityOf } from './subjects.ts';

const heavy = (pue: number, powerWatts: number | null = 30.455432) =>
  emissionsOf({ powerWatts, powerGrade: 'measured', intensity: quantityOf(423), pue: quantityOf(pue) });

test('30.455432 W at 423 g/kWh and PUE 1.32 emit 17.005 g an hour, 12.882 of them for IT', () => {
  const emissions = heavy(1.32);
  expect(emissions?.facilityGco2eqPerHour).toBeCloseTo(17.005, 3);
  // 30.455432 W × 423 g/kWh = 12.8826 g/h, which cut to three decimals is 12.882.
  expect(emissions?.itGco2eqPerHour).toBeCloseTo(12.8826, 4);
  expect(emissions?.projectedKgco2eqPerMonth).toBeCloseTo((17.005095 * 730) / 1000, 4);
  expect(emissions?.projectedKgco2eqPerYear).toBeCloseTo((17.005095 * 8760) / 1000, 3);
});

test('unknown power or intensity gives no emissions, never zero; zero power gives zero', () => {
  expect(heavy(1.32, null)).toBeNull();
  const pue = quantityOf(1);
  expect(emissionsOf({ powerWatts: 1, powerGrade: 'measured', intensity: null, pue })).toBeNull();
  expect(heavy(1.32, 0)?.facilityGco2eqPerHour).toBe(0);
});

const grade = fc.constantFrom(...GRADES);

test('law: the grade is that of the weakest input', () => {
  fc.assert(
    fc.property(grade, grade, grade, (power, intensity, pue) => {
      const emissions = emissionsOf({
        powerWatts: 1,
        powerGrade: power,
        intensity: quantityOf(1, intensity),
        pue: quantityOf(1, pue),
      });
      const inputs = [power, intensity, pue];
      expect(inputs).toContain(emissions?.grade);
      for (const input of inputs) expect(isWeaker(input, emissions?.grade ?? 'measured')).toBe(false);
    }),
  );
});

test('law: emissions grow with PUE and scale with power', () => {
  const ratio = fc.double({ min: 1, max: 3, noNaN: true });
  fc.assert(
    fc.property(ratio, ratio, fc.double({ min: 0.01, max: 1e5, noNaN: true }), (pue, factor, watts) => {
      const base = heavy(pue, watts)?.facilityGco2eqPerHour ?? Number.NaN;
      expect(heavy(pue * factor, watts)?.facilityGco2eqPerHour).toBeGreaterThanOrEqual(base);
      expect((heavy(pue, watts * factor)?.facilityGco2eqPerHour ?? 0) / base).toBeCloseTo(factor, 9);
      expect(heavy(pue, watts)?.itGco2eqPerHour).toBeLessThanOrEqual(base);
    }),
  );
});
