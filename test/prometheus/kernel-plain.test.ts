import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readComment } from '../../src/prometheus/comment-line.ts';
import { Dialect } from '../../src/prometheus/dialect.ts';
import { Kernel, STOP } from '../../src/prometheus/kernel.ts';
import { readSampleLine, readTail } from '../../src/prometheus/sample-line.ts';

const kernel = new Kernel();
kernel.define([{ name: 'm', labels: ['a', 'b'] }]);

/** Brings the kernel to stop at a line of which it knows nothing. */
function stopAt(line: string | Uint8Array): void {
  const from = kernel.calls.CHUNK.value;
  const bytes = typeof line === 'string' ? Buffer.from(line) : line;
  kernel.bytes.set(bytes, from);
  kernel.bytes[from + bytes.length] = 10;
  kernel.calls.begin(from, from + bytes.length + 1);
  expect(kernel.calls.scan()).toBe(STOP.unfamiliar);
}

function nameOf(line: string | Uint8Array): string {
  stopAt(line);
  return Buffer.from(line).toString('latin1', 0, kernel.calls.plainName());
}

function isIdle(line: string | Uint8Array): boolean {
  stopAt(line);
  return kernel.calls.isIdle() !== 0;
}

test.each([
  ['metric_x 1', 'metric_x'],
  ['metric_x 1\r', 'metric_x'],
  ['a:b_c 1.5e-07', 'a:b_c'],
  ['metric{a="x"} 1', 'metric'],
  ['metric{a="x",b="é 서울"} -0.25', 'metric'],
  ['metric{a="",_b1="}{,=#"} 12', 'metric'],
])('%j is spelled as usual', (line, name) => {
  expect(nameOf(line)).toBe(name);
});

test.each([
  ' metric 1',
  '\uFEFFmetric 1',
  'metric  1',
  'metric\t1',
  'metric 1 ',
  'metric 1 1395066363000',
  'metric 1 # {} 1',
  'metric NaN',
  'metric +Inf',
  'metric 0x1p4',
  'metric one',
  'metric {a="x"} 1',
  'metric{} 1',
  'metric{a="x",} 1',
  'metric{a="x", b="y"} 1',
  'metric{ a="x"} 1',
  'metric{a ="x"} 1',
  'metric{a= "x"} 1',
  'metric{a="x" } 1',
  'metric{a="x"}1',
  'metric{a="x"}  1',
  'metric{a="x"}',
  'metric{a="x"',
  'metric{a="\\n"} 1',
  'metric{a="x",a="y"} 1',
  'metric{a="x",bb="y",a="z"} 1',
  'metric{1a="x"} 1',
  'metric{a:b="x"} 1',
  'metric{"a"="x"} 1',
  'metric{é="x"} 1',
  'métrique 1',
  '9metric 1',
  '{"metric"} 1',
  '# HELP metric text',
  'metric{a="x"} 1\r\r',
])('%j is left to the grammar', (line) => {
  expect(nameOf(line)).toBe('');
});

test('a line that is not UTF-8 is left to the grammar', () => {
  expect(nameOf(Buffer.from('metric{a="\xff"} 1', 'latin1'))).toBe('');
  expect(isIdle(Buffer.from('# HELP metric \xff', 'latin1'))).toBe(false);
});

test('a line with more labels than are compared is left to the grammar', () => {
  const labels = (count: number) => Array.from({ length: count }, (_, i) => `l${i}="x"`).join();
  expect(nameOf(`metric{${labels(64)}} 1`)).toBe('metric');
  expect(nameOf(`metric{${labels(65)}} 1`)).toBe('');
});

const bits = fc.constantFrom(
  'm',
  'mm',
  'a',
  'b',
  '{',
  '}',
  '="',
  '"',
  ',',
  '=',
  ' ',
  '} ',
  '1',
  '.5',
  '\\',
  '#',
  'é',
  '\r',
);
const ends = fc.constantFrom('} 1', '"} 1', '"} 2.5e3', ' 1', '');
const near = fc
  .tuple(
    fc.constantFrom('metric{a="', 'metric', 'metric_x{', 'm:'),
    fc.string({ unit: bits, maxLength: 12 }),
    ends,
  )
  .map((parts) => parts.join('').padEnd(8, 'm'));

test('what the kernel takes for a usual line the grammar reads, with that name and a number', () => {
  let plain = 0;
  fc.assert(
    fc.property(near, (line) => {
      const name = nameOf(line);
      if (name === '') return;
      plain += 1;
      const sample = readSampleLine(line.replace(/\r$/, ''));
      expect(sample).toMatchObject({ name });
      if (typeof sample === 'object')
        expect(readTail(sample.tail)).toMatchObject({ timestamp: null, hasExemplar: false });
    }),
    { numRuns: 5000 },
  );
  expect(plain).toBeGreaterThan(100);
});

test.each([
  '# HELP metric Some text.',
  '# HELP ',
  '# TYPE a:metric gauge',
  '# TYPE metric summary\r',
  '# TYPE metric untyped',
  '# TYPE metric_total counter',
])('%j changes nothing', (line) => {
  expect(isIdle(line.padEnd(8))).toBe(true);
});

test.each([
  '# EOF   ',
  '# UNIT metric seconds',
  '# a remark',
  '#HELP metric text',
  '#  TYPE metric gauge',
  '# TYPE metric',
  '# TYPE metric counter',
  '# TYPE _total counter',
  '# TYPE metric histogram',
  '# TYPE metric info',
  '# TYPE metric Gauge',
  '# TYPE metric  gauge',
  '# TYPE metric gauge ',
  '# TYPE metric gauge gauge',
  '# TYPE "metric" gauge',
  '# TYPE métrique gauge',
  '# TYPE metric gouge',
  'metric_x 1',
])('%j is left to the grammar of comments', (line) => {
  expect(isIdle(line)).toBe(false);
});

test('a comment that the kernel passes over would have changed nothing', () => {
  const words = fc.constantFrom(
    '#',
    ' ',
    'HELP',
    'TYPE',
    'metric',
    '_total',
    'gauge',
    'counter',
    'info',
    '"',
    '\t',
    'é',
  );
  const comments = fc.string({ unit: words, maxLength: 8 }).map((rest) => `# TYPE metric${rest}`);
  fc.assert(
    fc.property(comments, (line) => {
      if (!isIdle(line)) return;
      const dialect = new Dialect();
      const comment = readComment(line);
      dialect.comment(comment);
      expect(comment.kind).not.toBe('bad');
      expect([dialect.isCurious, dialect.format]).toEqual([false, 'text']);
    }),
    { numRuns: 3000 },
  );
});
