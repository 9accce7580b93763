import { expect, test } from 'vitest';
import { type ReadRow, read, wanting } from './reading.ts';

const WANTED = wanting(['m', 'm_total', 'metric.name', 'jobs_seconds_total'], ['a', 'b', 'label.x']);
const m = (labels: Record<string, string>, value: number, timestampMs: number | null = null): ReadRow => ({
  sample: 'm',
  labels,
  value,
  timestampMs,
});

const LINES: readonly (readonly [string, string, readonly ReadRow[]])[] = [
  ['no labels', 'm 1\n', [m({}, 1)]],
  ['one label', 'm{a="x"} 1\n', [m({ a: 'x' }, 1)]],
  ['empty braces', 'm{} 1\n', [m({}, 1)]],
  ['a trailing comma', 'm{a="x",} 1\n', [m({ a: 'x' }, 1)]],
  ['labels in any order', 'm{b="y",a="x"} 1\n', [m({ a: 'x', b: 'y' }, 1)]],
  ['labels nobody asked for', 'm{z="1",a="x",q="2"} 1\n', [m({ a: 'x' }, 1)]],
  ['an empty value is no label', 'm{a="",b="y"} 1\n', [m({ b: 'y' }, 1)]],
  ['blanks everywhere', ' \tm \t{ a\t= "x" , b ="y"\t, } \t 1 \t 7 \t\n', [m({ a: 'x', b: 'y' }, 1, 7)]],
  ['no blank behind the brace', 'm{a="x"}1\n', [m({ a: 'x' }, 1)]],
  ['a tab before the value', 'm\t1\n', [m({}, 1)]],
  ['signs inside a value', 'm{a="}{,=# \t"} 1\n', [m({ a: '}{,=# \t' }, 1)]],
  ['what looks like the end of a line', 'm{a="x\\"} 1"} 2\n', [m({ a: 'x"} 1' }, 2)]],
  ['the three escapes', 'm{a="\\\\ \\" \\n"} 1\n', [m({ a: '\\ " \n' }, 1)]],
  ['other escapes are kept', 'm{a="\\t\\x"} 1\n', [m({ a: '\\t\\x' }, 1)]],
  ['an escaped backslash before the quote', 'm{a="\\\\"} 1\n', [m({ a: '\\' }, 1)]],
  ['letters of any script', 'm{a="büro 서울 🔥"} 1\n', [m({ a: 'büro 서울 🔥' }, 1)]],
  [
    'infinities',
    'm{a="1"} +Inf\nm{a="2"} -Inf\nm{a="3"} Inf\n',
    [m({ a: '1' }, Infinity), m({ a: '2' }, -Infinity), m({ a: '3' }, Infinity)],
  ],
  ['not a number', 'm NaN\n', [m({}, Number.NaN)]],
  ['minus zero', 'm -0\n', [m({}, -0)]],
  ['exponents', 'm 1.5e+06\n', [m({}, 1.5e6)]],
  [
    'hex floats and underscores',
    'm{a="1"} 0x1p-2\nm{a="2"} 1_000.5\n',
    [m({ a: '1' }, 0.25), m({ a: '2' }, 1000.5)],
  ],
  ['a time in milliseconds', 'm 1 1395066363000\n', [m({}, 1, 1395066363000)]],
  ['a time before 1970', 'm{a="x"} 1 -3982045\n', [m({ a: 'x' }, 1, -3982045)]],
  [
    'several layouts of one sample',
    'm 1\nm{a="x"} 2\nm{b="y"} 3\nm{a="z"} 4\n',
    [m({}, 1), m({ a: 'x' }, 2), m({ b: 'y' }, 3), m({ a: 'z' }, 4)],
  ],
  ['a wanted sample after another layout', 'm{a="x"} 1\nm{a=""} 2\n', [m({ a: 'x' }, 1), m({}, 2)]],
  ['names that only begin alike', 'm{a="x"} 1\nm2{a="x"} 2\nmm 3\nm_total_x 4\n', [m({ a: 'x' }, 1)]],
  ['comments and empty lines', '\n# a remark\n#\n#HELP\nm 1\n   \n', [m({}, 1)]],
  ['HELP with escapes', '# HELP m one \\n two \\\\ {a="b"} 3\nm 1\n', [m({}, 1)]],
  [
    'headers in any order or missing',
    'm 1\n# TYPE m gauge\n# HELP m text\nm{a="x"} 2\n',
    [m({}, 1), m({ a: 'x' }, 2)],
  ],
  [
    'headers again, as in a concatenation',
    '# TYPE m gauge\nm{a="x"} 1\n# TYPE m gauge\nm{a="y"} 2\n',
    [m({ a: 'x' }, 1), m({ a: 'y' }, 2)],
  ],
  [
    'lines ended by CR and LF',
    '# TYPE m gauge\r\nm{a="x"} 1\r\nm{a="y"} 2 5\r\n\r\nm 3\r\n',
    [m({ a: 'x' }, 1), m({ a: 'y' }, 2, 5), m({}, 3)],
  ],
  ['a byte order mark', '\uFEFFm 1\n', [m({}, 1)]],
  ['a byte order mark in a concatenation', 'm 1\n\uFEFFm{a="x"} 2\n', [m({}, 1), m({ a: 'x' }, 2)]],
  ['a name in quotes', '{"m"} 1\n{"m","a"="x"} 2\n', [m({}, 1), m({ a: 'x' }, 2)]],
  [
    'UTF-8 names',
    '{"metric.name","label.x"="v",a="w"} 1\n',
    [{ sample: 'metric.name', labels: { 'label.x': 'v', a: 'w' }, value: 1, timestampMs: null }],
  ],
  ['a summary beside it', 'm_sum 3\nm{quantile="0.5"} 1\nm_count 7\n', [m({}, 1)]],
];

test.each(LINES)('reads %s', (_, text, rows) => {
  const reading = read(text, WANTED);
  expect(reading.rows).toEqual(rows);
  expect(reading.report).toMatchObject({
    rows: rows.length,
    badLines: 0,
    duplicates: 0,
    truncated: false,
    format: 'text',
  });
});

const OPENMETRICS: readonly (readonly [string, string, number | null])[] = [
  ['# EOF alone', 'm_total 1\n# EOF\n', null],
  ['# UNIT', '# UNIT m_seconds seconds\nm_total 1 1.5\n# EOF\n', 1500],
  ['# UNIT, and whole seconds', '# UNIT m_seconds seconds\nm_total 1 12\n# EOF\n', 12_000],
  ['a counter without _total in its TYPE', '# TYPE m counter\nm_total 1 12\n# EOF\n', 12_000],
  ['the same with HELP behind', '# TYPE m counter\n# HELP m text\nm_total 1 12\n# EOF\n', 12_000],
  [
    'a counter whose _created comes first',
    '# TYPE m counter\nm_created 1.5e9\nm_total 1 12\n# EOF\n',
    12_000,
  ],
  ['a type only OpenMetrics has', '# TYPE build info\nbuild_info 1\nm_total 1 12\n# EOF\n', 12_000],
  ['a timestamp with a fraction', 'm_total 1 1700000000.25\n# EOF\n', 1_700_000_000_250],
  ['an exemplar', 'm_total 1 # {trace_id="a#b"} 1 1.5\n# EOF\n', null],
  ['an exemplar behind a timestamp', 'm_total 1 12.0 # {} 1\n# EOF\n', 12_000],
];

test.each(OPENMETRICS)('knows OpenMetrics by %s', (_, text, timestampMs) => {
  const { rows, report } = read(text, WANTED);
  expect(rows).toEqual([{ sample: 'm_total', labels: {}, value: 1, timestampMs }]);
  expect(report).toMatchObject({ format: 'openmetrics', truncated: false, badLines: 0 });
});

test('a counter of the text format that has no _total is no sign of OpenMetrics', () => {
  const { rows, report } = read('# TYPE m counter\nm 1 12\n', WANTED);
  expect(rows).toEqual([m({}, 1, 12)]);
  expect(report.format).toBe('text');
});

const CUT: readonly (readonly [string, string, boolean])[] = [
  ['text that ends with its line', 'm 1\n', false],
  ['text without a last line end', 'm 1\nm{a="x"} 2', true],
  ['OpenMetrics with # EOF', '# UNIT m s\nm 1\n# EOF\n', false],
  ['OpenMetrics whose # EOF has no line end', '# UNIT m s\nm 1\n# EOF', false],
  ['OpenMetrics without # EOF', '# UNIT m s\nm 1\n', true],
  ['OpenMetrics with a second half without # EOF', 'm 1\n# EOF\nm{a="x"} 2\n', true],
];

test.each(CUT)('says whether it was cut off: %s', (_, text, truncated) => {
  const { rows, report } = read(text, WANTED);
  expect(report.truncated).toBe(truncated);
  expect(rows).toHaveLength(text.match(/^m/gm)?.length ?? 0);
});

test('the first of identical series counts, whatever the order and spelling of its labels', () => {
  const text =
    'm{a="x",b="y"} 1\nm{b="y",a="x"} 2\nm{ a="x", b="y", c="" } 3\nm{a="x"} 4\nm{a="x",b="y"} 5 99\nm{a="\\q"} 6\nm{a="\\\\q"} 7\n';
  const { rows, report } = read(text, WANTED);
  expect(rows.map((row) => row.value)).toEqual([1, 4, 6]);
  expect(report).toMatchObject({ rows: 3, duplicates: 4, firstDuplicate: 'm{a="x",b="y"}' });
});

test('a label that was not asked for still tells two series apart', () => {
  const { rows, report } = read('m{a="x",zone="0"} 1\nm{a="x",zone="1"} 2\n', WANTED);
  expect(rows.map((row) => row.value)).toEqual([1, 2]);
  expect(report.duplicates).toBe(0);
});

test('a label that appears late does not make earlier series new', () => {
  const { rows, report } = read('m{a="x"} 1\nm{a="x",late="z"} 2\nm{a="x"} 3\nm{late="z",a="x"} 4\n', WANTED);
  expect(rows.map((row) => row.value)).toEqual([1, 2]);
  expect(report.duplicates).toBe(2);
});

test('names the families that were there, wanted or not', () => {
  const { report } = read(
    'go_gc_duration_seconds{quantile="0"} 1\nup 1\nkepler_x 2\ngo_info 1\n{"a.b_c"} 1\n',
    [],
  );
  expect(report.families).toEqual(['go', 'up', 'kepler', 'a.b']);
  expect(report).toMatchObject({ rows: 0, lines: 5, badLines: 0 });
});

test('counts lines and bytes of everything', () => {
  const text = '# TYPE m gauge\n\nm{a="ü"} 1\nother 2';
  expect(read(text, WANTED).report).toMatchObject({ lines: 4, bytes: Buffer.byteLength(text), rows: 1 });
});
