import fc from 'fast-check';
import { expect, test } from 'vitest';
import { goFloat } from '../../src/prometheus/go-float.ts';

test.each([
  ['1', 1],
  ['+1.5', 1.5],
  ['-1.5e3', -1500],
  ['1.E3', 1000],
  ['NaN', Number.NaN],
  ['nan', Number.NaN],
  ['Inf', Infinity],
  ['+Inf', Infinity],
  ['-Inf', -Infinity],
  ['+infinity', Infinity],
  ['-INFINITY', -Infinity],
  ['1_23.50_0_0e+1_2', 1.235e14],
  ['0x1p0', 1],
  ['0X1P-2', 0.25],
  ['-0x1.8p1', -3],
  ['0x.8p0', 0.5],
  ['0x_1_2.3_4_5p+1_2', 74565],
  ['0x1.fffffffffffffp1023', Number.MAX_VALUE],
  ['0x1p-1074', Number.MIN_VALUE],
  ['0x1p-1075', 0],
  ['0x1.8p-1075', Number.MIN_VALUE],
  ['0x0p99999999999', 0],
  ['0x1p-99999999999', 0],
  ['0x20000000000001p0', 2 ** 53],
  ['0x20000000000003p0', 2 ** 53 + 4],
  ['0x80000000000000000000000000000001p-128', 0.5],
  ['1e-400', 0],
])('takes %j as Go does', (text, value) => {
  expect(goFloat(text)).toBe(value);
});

test.each([
  '',
  ' ',
  ' 1',
  '1 ',
  '+',
  '.',
  '1e',
  'e1',
  '1e+',
  '1.2.3',
  '1,5',
  '1f',
  '0b1',
  '0o7',
  '0x1',
  '0x',
  '0xp1',
  '0x1p',
  '0x.p1',
  '0x1p1.5',
  '+NaN',
  '-nan',
  'Infinit',
  'infinity1',
  'null',
  'true',
  '_1',
  '1_',
  '1__2',
  '1_.5',
  '1._5',
  '1_e5',
  '1e_5',
  '1e5_',
  '0_x1p0',
  '0x1_p0',
  '0x1p_1',
  '1e309',
  '-1e400',
  '0x1p1024',
  '0x1.fffffffffffff8p1023',
  '١',
])('refuses %j as Go does', (text) => {
  expect(goFloat(text)).toBeNull();
});

test('reads back every finite double written in hexadecimal', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) =>
      Object.is(goFloat(hexOf(value)), value),
    ),
    { numRuns: 2000 },
  );
});

/** The bits of the double, spelled out: sign, hidden bit, 52 bits of mantissa, power. */
function hexOf(value: number): string {
  const bits = new BigUint64Array(new Float64Array([value]).buffer)[0] as bigint;
  const power = Number((bits >> 52n) & 0x7ffn);
  const mantissa = (bits & 0xfffffffffffffn).toString(16).padStart(13, '0');
  return `${bits >> 63n ? '-' : ''}0x${power === 0 ? 0 : 1}.${mantissa}p${Math.max(power, 1) - 1023}`;
}
