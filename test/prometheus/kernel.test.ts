import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Kernel } from '../../src/prometheus/kernel.ts';

/** More than fit one word of bits. */
const SAMPLES = 150;

/** A kernel that wants samples with these columns. */
function kernelWith(columns: number): Kernel {
  const kernel = new Kernel();
  const labels = Array.from({ length: columns }, (_, column) => `l${column}`);
  kernel.define(Array.from({ length: SAMPLES }, (_, sample) => ({ name: `m${sample}`, labels })));
  return kernel;
}

function accept(kernel: Kernel, sample: number, values: readonly number[]): boolean {
  const from = kernel.calls.openSample(sample) >>> 2;
  kernel.words.set(values, from);
  return kernel.calls.accept(sample) === 1;
}

test('equal values have one place and unequal ones two, also when memory has grown', () => {
  const kernel = new Kernel();
  const before = kernel.bytes.length;
  const texts = Array.from({ length: 60_000 }, (_, i) => `pod-${i}-ü-${'x'.repeat(i % 50)}`);
  const values = texts.map((text) => kernel.valueOfText(text));
  expect(kernel.bytes.length).toBeGreaterThan(before);
  expect(new Set(values).size).toBe(texts.length);
  expect(texts.map((text) => kernel.valueOfText(text))).toEqual(values);
  expect(values.map((value) => kernel.textOf(value))).toEqual(texts);
});

test('values of every length are told apart by every byte', () => {
  const kernel = new Kernel();
  const texts = Array.from({ length: 40 }, (_, length) => 'abcdefgh'.repeat(5).slice(0, length)).flatMap(
    (text) => [text, ...Array.from(text, (_, at) => `${text.slice(0, at)}#${text.slice(at + 1)}`)],
  );
  expect(new Set(texts.map((text) => kernel.valueOfText(text))).size).toBe(new Set(texts).size);
});

test('the empty value is 0 and has no text', () => {
  const kernel = new Kernel();
  expect(kernel.valueOfText('')).toBe(0);
  expect(kernel.textOf(0)).toBe('');
});

test('only UTF-8 is kept, exactly as a strict decoder has it', () => {
  const kernel = new Kernel();
  const edges = [
    0x00, 0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc2, 0xdf, 0xe0, 0xe1, 0xed, 0xef, 0xf0,
    0xf1, 0xf4, 0xf5, 0xff,
  ];
  const strict = new TextDecoder('utf-8', { fatal: true });
  const isUtf8 = (bytes: Uint8Array): boolean => {
    try {
      strict.decode(bytes);
      return true;
    } catch {
      return false;
    }
  };
  const byte = fc.oneof(fc.constantFrom(...edges), fc.nat(255));
  fc.assert(
    fc.property(fc.array(byte, { minLength: 1, maxLength: 12 }), (numbers) => {
      const bytes = Uint8Array.from(numbers);
      const from = kernel.calls.borrow(bytes.length);
      kernel.bytes.set(bytes, from);
      expect(kernel.calls.keep(from, bytes.length) > 0).toBe(isUtf8(bytes));
    }),
    { numRuns: 5000 },
  );
});

test('series are told apart exactly, by sample, by column and by every value', () => {
  const kernel = kernelWith(2);
  const rows: [number, number[]][] = [];
  for (let a = 0; a < 20; a++)
    for (let b = 0; b < 20; b++) for (let sample = 0; sample < SAMPLES; sample++) rows.push([sample, [a, b]]);
  expect(rows.every(([sample, values]) => accept(kernel, sample, values))).toBe(true);
  expect(rows.some(([sample, values]) => accept(kernel, sample, values))).toBe(false);
  expect(kernel.calls.duplicates.value).toBe(rows.length);
});

test('an empty value at the end is the same as no such column, in the middle it is not', () => {
  const kernel = kernelWith(1);
  expect(accept(kernel, 0, [1])).toBe(true);
  for (const label of ['late', 'later']) kernel.calls.columnOf(0, kernel.valueOfText(label));
  expect(kernel.calls.columnsOf(0)).toBe(3);
  expect(accept(kernel, 0, [1, 0, 0])).toBe(false);
  expect(accept(kernel, 0, [0, 1, 0])).toBe(true);
});

test('a kernel that is used again knows nothing of the text before', () => {
  const first = kernelWith(2);
  const value = first.valueOfText('pod-1');
  expect(accept(first, 3, [value, value])).toBe(true);
  first.release();
  const second = kernelWith(2);
  expect(second.calls).toBe(first.calls);
  expect(second.textOf(second.valueOfText('pod-2'))).toBe('pod-2');
  expect(accept(second, 3, [value, value])).toBe(true);
  expect(second.calls.duplicates.value).toBe(0);
});

test('memory that has grown large is not kept for the next text', () => {
  const large = new Kernel();
  for (let i = 0; large.bytes.length <= 16 << 20; i++) large.valueOfText(`${i}${'x'.repeat(100_000)}`);
  large.release();
  expect(new Kernel().calls).not.toBe(large.calls);
});

test('each text has a kernel of its own', () => {
  const [one, other] = [new Kernel(), new Kernel()];
  const value = one.valueOfText('pod-1');
  expect(other.textOf(other.valueOfText('pod-2'))).toBe('pod-2');
  expect(one.textOf(value)).toBe('pod-1');
});

test('a thousand kernels at once find room', () => {
  const kernels = Array.from({ length: 1000 }, () => new Kernel());
  expect(kernels.map((kernel, i) => kernel.textOf(kernel.valueOfText(`pod-${i}`)))[999]).toBe('pod-999');
});
