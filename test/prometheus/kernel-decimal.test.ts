import fc from 'fast-check';
import { expect, test } from 'vitest';
import { goFloat } from '../../src/prometheus/go-float.ts';
import { Kernel } from '../../src/prometheus/kernel.ts';

const kernel = new Kernel();

/** null where the kernel leaves the number to `goFloat`. */
function read(text: string): number | null {
  const [from] = kernel.put(`${text}\n`);
  const isRead = kernel.calls.readDecimal(from) !== 0 && kernel.calls.decimalEnd.value === from + text.length;
  return isRead ? kernel.calls.decimal.value : null;
}

/** What a row gets in the end. */
const readWhole = (text: string) => read(text) ?? goFloat(text);

/** Reproducible, so that a difference can be looked for again: xorshift32. */
function* random(seed: number): Generator<number, never> {
  let x = seed;
  for (;;) {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    yield x >>> 0;
  }
}

function decimals(count: number): string[] {
  const dice = random(20260101);
  const throwDice = (sides: number) => dice.next().value % sides;
  const digits = (most: number) => Array.from({ length: 1 + throwDice(most) }, () => throwDice(10)).join('');
  const spellings = [
    () => digits(20),
    () => `${digits(12)}.${digits(6)}`,
    () => `${digits(3)}.${digits(17)}`,
    () => `-${digits(4)}.${digits(14)}`,
    () => `${digits(1)}.${digits(16)}e${throwDice(2) ? '+' : '-'}${digits(2)}`,
    () => `${digits(2)}E${throwDice(640) - 330}`,
    () => String(new Float64Array(new Uint32Array([dice.next().value, dice.next().value]).buffer)[0]),
  ];
  const texts = Array.from({ length: count }, (_, i) => (spellings[i % spellings.length] as () => string)());
  return texts.filter((text) => /\d/.test(text));
}

test('agrees with Number to the last bit on 200 000 decimals', () => {
  const wrong = decimals(200_000).filter((text) => {
    const expected = Number(text);
    return !Object.is(readWhole(text), Number.isFinite(expected) ? expected : null);
  });
  expect(wrong).toEqual([]);
});

test('reads every measurement itself: what Go prints between a microwatt and a terajoule', () => {
  const measurement = fc.double({ min: 1e-6, max: 1e12, noNaN: true });
  fc.assert(
    fc.property(measurement, (value) => {
      for (const text of [String(value), value.toExponential(), value.toFixed(6), value.toPrecision(17)])
        expect(read(text)).toBe(Number(text));
    }),
    { numRuns: 5000 },
  );
});

test('agrees with Number on every double as JavaScript prints it', () => {
  const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
  fc.assert(
    fc.property(finite, (value) =>
      Object.is(readWhole(`${value < 0 || Object.is(value, -0) ? '-' : ''}${Math.abs(value)}`), value),
    ),
    { numRuns: 5000 },
  );
});

test.each([
  '',
  '+',
  '-',
  '.',
  '-.',
  'e5',
  '.e5',
  '1e',
  '1e+',
  '1e-',
  '1.2.3',
  '1 2',
  '1_000',
  '0x1p0',
  'NaN',
  'Inf',
  '1e999',
  '1e300',
  '0e400',
  '1e5.',
  '--1',
  '+-1',
  '1f',
])('leaves %j to goFloat', (text) => {
  expect(read(text)).toBeNull();
});

test.each([
  '5.',
  '.5',
  '+5',
  '-.5e1',
  '0005',
  '1e0005',
  '-0',
  '0.000',
  '9007199254740993',
  '1e22',
  '1e23',
  '1e-22',
  '1e-23',
])('reads %j like Number and like Go', (text) => {
  expect(readWhole(text)).toBe(Number(text));
  expect(goFloat(text)).toBe(Number(text));
});
