import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { AUDIT_FIELDS } from '../../src/operations/audit-input.ts';
import { checked, needed, nullable, optional, orNull, partOf, usually } from '../../src/operations/fields.ts';

const FIELDS = {
  path: needed(() => z.string().check(z.minLength(1))),
  top: orNull(() => z.int().check(z.gte(1))),
  sort: usually<'power' | 'name'>('power', () => z.enum(['power', 'name'])),
  names: nullable(['default'], () => z.array(z.string())),
  pue: optional(() => z.number()),
  price: optional(() => z.strictObject({ amount: z.number() })),
};

const asked = (raw: unknown) => checked('list', FIELDS, raw);

test.each([
  [{ path: 'a' }, { path: 'a', top: null, sort: 'power', names: ['default'] }],
  [
    { path: 'a', top: undefined, pue: undefined },
    { path: 'a', top: null, sort: 'power', names: ['default'] },
  ],
  [
    { path: 'a', top: 3, sort: 'name', names: null, pue: 1.2, price: { amount: 0 } },
    { path: 'a', top: 3, sort: 'name', names: null, pue: 1.2, price: { amount: 0 } },
  ],
])('%j is understood', (raw, input) => {
  expect(asked(raw)).toStrictEqual(input);
});

test.each([
  [undefined, 'the input is not an object'],
  [null, 'the input is not an object'],
  [['path'], 'the input is not an object'],
  [{}, 'path is needed'],
  [{ path: null }, 'path is not text'],
  [{ path: '' }, 'path is empty'],
  [{ path: 'a', top: 0 }, 'top is below 1'],
  [{ path: 'a', top: 1.5 }, 'top is not a whole number'],
  [{ path: 'a', sort: null }, 'sort is none of power, name'],
  [{ path: 'a', names: ['a', 7] }, 'names.1 is not text'],
  [{ path: 'a', pue: null }, 'pue is not a number'],
  [{ path: 'a', price: { amount: '1' } }, 'price.amount is not a number'],
  [{ path: 'a', price: { amount: 1, tip: 2 } }, 'price has no place for tip'],
  [{ path: 'a', color: 'red', size: 1 }, 'the input has no place for color, size'],
])('%j is refused: %s', (raw, message) => {
  expect(() => asked(raw)).toThrow(
    expect.objectContaining({ code: 'USAGE', message: `list: ${message}` }) as Error,
  );
});

test('a schema is made for a value that only it can judge', () => {
  const made: string[] = [];
  const watched = {
    sort: usually('power', () => {
      made.push('sort');
      return z.string();
    }),
    top: orNull(() => {
      made.push('top');
      return z.int();
    }),
  };
  checked('list', watched, { sort: 'power', top: null });
  expect(made).toEqual([]);
  checked('list', watched, { sort: 'name', top: 1 });
  expect(made).toEqual(['sort', 'top']);
});

test('the part of another operation leaves out what that does not know', () => {
  const part = partOf({ top: FIELDS.top }, { ...asked({ path: 'a', top: 2 }) });
  expect(part).toStrictEqual({ top: 2 });
});

test.each(Object.entries(AUDIT_FIELDS))('what %s usually is would be taken if it were given', (_, field) => {
  if (field.usual === null) expect(field.mayBeNull).toBe(true);
  else if (field.usual !== undefined) expect(field.schema().safeParse(field.usual).success).toBe(true);
  else expect(field.isNeeded).toBe(false);
});
