import { expect, test } from 'vitest';
import { read, wanting } from './reading.ts';

const WANTED = wanting(['kepler_pod_watts'], ['a', 'b']);
const GOOD = 'kepler_pod_watts{a="first"} 1\n';

const BROKEN: readonly (readonly [string, string])[] = [
  ['kepler_pod_watts', 'the value is missing'],
  ['kepler_pod_watts{a="x"}', 'the value is missing'],
  ['kepler_pod_watts{a="x"} ', 'the value is missing'],
  ['kepler_pod_watts{a="x"} one', 'value “one” is not a number'],
  ['kepler_pod_watts{a="x"} 0b1', 'value “0b1” is not a number'],
  ['kepler_pod_watts{a="x"} 1,5', 'value “1,5” is not a number'],
  ['kepler_pod_watts{a="x"} --1', 'value “--1” is not a number'],
  ['kepler_pod_watts{a="x"} .', 'value “.” is not a number'],
  ['kepler_pod_watts{a="x"} 1e', 'value “1e” is not a number'],
  ['kepler_pod_watts{a="x"} 1e999', 'value “1e999” is not a number'],
  ['kepler_pod_watts{a="x"} 1 2 3', 'unexpected “3” after the timestamp'],
  ['kepler_pod_watts{a="x"} 1 now', 'timestamp “now” is not a number'],
  ['kepler_pod_watts{a="x"} 1 # nothing', '“# nothing” is not an exemplar'],
  ['kepler_pod_watts{a="x"} 1# {} 1', '“# {} 1” is not an exemplar'],
  ['kepler_pod_watts{a="x"} 1 # {b="y"}', 'the value is missing'],
  ['kepler_pod_watts{a="x"} 1 # {b="y"} 1 # {c="z"} 1', 'unexpected “# {c="z"} 1” after the exemplar'],
  ['kepler_pod_watts{a="x', 'a quoted text has no end'],
  ['kepler_pod_watts{a="x\\"} 1', 'a quoted text has no end'],
  ['kepler_pod_watts{a="x" b="y"} 1', 'expected , or } after label “a”'],
  ['kepler_pod_watts{a="x"', 'expected , or } after label “a”'],
  ['kepler_pod_watts{a="x",', 'expected a label name at “”'],
  ['kepler_pod_watts{,} 1', 'expected a label name at “,} 1”'],
  ['kepler_pod_watts{a="x",,b="y"} 1', 'expected a label name at “,b="y"} 1”'],
  ['kepler_pod_watts{1="x"} 1', 'expected a label name at “1="x"} 1”'],
  ['kepler_pod_watts{a=x} 1', 'the value of label “a” is not quoted'],
  ["kepler_pod_watts{a='x'} 1", 'the value of label “a” is not quoted'],
  ['kepler_pod_watts{a} 1', 'label “a” has no value'],
  ['kepler_pod_watts{"a"} 1', 'label “a” has no value'],
  ['kepler_pod_watts{a="x",a="y"} 1', 'label “a” appears twice'],
  ['kepler_pod_watts{a="x"} 1\r2', 'value “1\r2” is not a number'],
  ['{"kepler_pod_watts"', 'expected , or } after label “kepler_pod_watts”'],
  ['{a="x"} 1', '“{a="x"} 1” does not begin with a metric name'],
  ['404 page not found', '“404 page not found” does not begin with a metric name'],
  ['Service Unavailable', 'value “Unavailable” is not a number'],
  ['level=error msg="x" now', 'value “=error” is not a number'],
  ['%', '“%” does not begin with a metric name'],
  ['# TYPE kepler_pod_watts', '# TYPE needs a metric name and a type'],
  ['# TYPE kepler_pod_watts gauge gauge', '# TYPE needs a metric name and a type'],
  ['# TYPE kepler_pod_watts gouge', '# TYPE names no type of metric: “gouge”'],
];

test.each(BROKEN)('%j is a bad line', (line, reason) => {
  const { rows, report } = read(`${GOOD}\n${line}\nkepler_pod_watts{a="last"} 2\n`, WANTED);
  expect(report.firstBadLines).toEqual([{ line: 3, reason }]);
  expect(report.badLines).toBe(1);
  expect(rows.map((row) => [row.labels.a, row.value])).toEqual([
    ['first', 1],
    ['last', 2],
  ]);
});

test.each([
  ['in a label value', [0xff]],
  ['cut in the middle of a letter', [0xec, 0x84]],
])('bytes that are not UTF-8, %s, make a bad line', (_, odd) => {
  const text = (value: string) => new TextEncoder().encode(`${GOOD}kepler_pod_watts{a="${value}"} 3\n`);
  const bytes = text('?'.repeat(odd.length));
  bytes.set(odd, bytes.indexOf(0x3f));
  const { rows, report } = read(bytes, WANTED);
  expect(report.firstBadLines).toEqual([{ line: 2, reason: 'not UTF-8' }]);
  expect(rows).toHaveLength(1);
});

test('counts all bad lines and keeps the first ten', () => {
  const { report } = read(GOOD + 'kepler_pod_watts oops\n'.repeat(25), WANTED);
  expect(report.badLines).toBe(25);
  expect(report.firstBadLines.map((bad) => bad.line)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
});

test('does not look at the rest of lines nobody wants, once their beginning is known', () => {
  const { report } = read(`${GOOD}kepler_process_watts{broken 1\nnew_family{broken 1\n`, WANTED);
  expect(report.firstBadLines.map((bad) => bad.line)).toEqual([3]);
});

test('a line too short to be wanted is read in whole, whatever its family', () => {
  const { report } = read(`${GOOD}kepler_a 1\nkepler_a{\nkepler_a 1 now\nup 1\nup\n`, WANTED);
  expect(report.firstBadLines.map((bad) => bad.line)).toEqual([3, 4, 6]);
  expect(report.families).toEqual(['kepler', 'up']);
});

test('a label name that is right in quotes only is wrong without them, also when it was seen', () => {
  const { rows, report } = read('kepler_pod_watts{"a:b"="x"} 1\nkepler_pod_watts{a:b="y"} 2\n', WANTED);
  expect(report.firstBadLines).toEqual([{ line: 2, reason: 'label “a” has no value' }]);
  expect(rows.map((row) => row.value)).toEqual([1]);
});

test('a bad value does not claim the series', () => {
  const { rows, report } = read('kepler_pod_watts{a="x"} oops\nkepler_pod_watts{a="x"} 4\n', WANTED);
  expect(rows.map((row) => row.value)).toEqual([4]);
  expect(report).toMatchObject({ badLines: 1, duplicates: 0 });
});

test('more label names than any exporter has are refused, and the text goes on', () => {
  const many = Array.from({ length: 300 }, (_, i) => `l${i}="x"`).join();
  const { rows, report } = read(`kepler_pod_watts{${many}} 1\n${GOOD}`, WANTED);
  expect(report.firstBadLines).toEqual([
    { line: 1, reason: 'kepler_pod_watts has too many different label names' },
  ]);
  expect(rows).toHaveLength(1);
});
