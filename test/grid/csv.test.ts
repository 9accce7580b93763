import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvRows } from '../../src/grid/csv.ts';

test.each([
  ['', []],
  ['a,b', [[1, ['a', 'b']]]],
  [
    'a,b\r\n1,2\r\n',
    [
      [1, ['a', 'b']],
      [2, ['1', '2']],
    ],
  ],
  [
    '# note\n\na,b\n,\n',
    [
      [3, ['a', 'b']],
      [4, ['', '']],
    ],
  ],
  [
    '"a ""b""","c\nd"\n1, 2 ',
    [
      [1, ['a "b"', 'c\nd']],
      [3, ['1', '2']],
    ],
  ],
  [
    'a\tb\n1\t2',
    [
      [1, ['a', 'b']],
      [2, ['1', '2']],
    ],
  ],
  [
    'a;b\n1,5;2',
    [
      [1, ['a', 'b']],
      [2, ['1,5', '2']],
    ],
  ],
])('%j', (text, rows) => {
  expect(csvRows(text as string).map(({ line, fields }) => [line, fields])).toEqual(rows);
});

test('a quote without an end names its line', () => {
  expect(() => csvRows('a,b\n1,"2\n3,4')).toThrow('a quote that starts on line 2 does not end properly');
});

test('what is quoted comes back', () => {
  const field = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', ' ', ';') });
  fc.assert(
    fc.property(fc.array(fc.tuple(field, field), { minLength: 1 }), (rows) => {
      const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
      const text = ['h,i', ...rows.map((row) => row.map(quoted).join(','))].join('\r\n');
      const read = csvRows(text)
        .slice(1)
        .map(({ fields }) => fields);
      expect(read).toEqual(rows);
    }),
  );
});
