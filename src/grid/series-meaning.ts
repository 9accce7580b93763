/** What a file of intensities says of its own signal and basis. */

import { AuditError } from '../errors.ts';
import type { Basis, Signal } from '../evidence.ts';
import { type Columns, NAMES, plain, unreadable } from './series-columns.ts';
import { statedTexts, type Table } from './series-table.ts';

/** What a word of a file says; WattTime's signals are rates of what plants emit while they run, so they say a basis too. */
interface Word<Meant> {
  readonly means: Meant;
  readonly basis?: Basis;
}

const SIGNALS: ReadonlyMap<string, Word<Signal>> = new Map([
  ['average', { means: 'average' }],
  ['marginal', { means: 'marginal' }],
  ['co2moer', { means: 'marginal', basis: 'direct' }],
  ['co2aoer', { means: 'average', basis: 'direct' }],
]);
const BASES: ReadonlyMap<string, Word<Basis>> = new Map([
  ['lifecycle', { means: 'lifecycle' }],
  ['direct', { means: 'direct' }],
  ['operational', { means: 'operational' }],
]);

export interface StatedMeaning {
  readonly signal: Signal;
  readonly basis: Basis;
  /** What the file left unsaid and how it was taken; null where it said both. */
  readonly note: string | null;
}

/** Average and lifecycle where the file says nothing. Throws MIXED_SIGNALS where it says two things. */
export function statedMeaning(table: Table, columns: Columns, origin: string): StatedMeaning {
  const signal = meaningOf({
    ...{ table, origin, name: 'signal', allowed: SIGNALS, also: columns.valueSignal },
    column: columns.signal,
  });
  const basis = meaningOf({
    ...{ table, origin, name: 'basis', allowed: BASES, also: columns.valueBasis },
    column: columns.basis,
  });
  const [rate, count] = [signal?.means ?? null, basis?.means ?? signal?.basis ?? null];
  return {
    signal: rate ?? 'average',
    basis: count ?? 'lifecycle',
    note: noteOn(rate, basis?.means ?? null, count),
  };
}

function noteOn(signal: Signal | null, basis: Basis | null, taken: Basis | null): string | null {
  if (signal !== null && basis !== null) return null;
  if (signal !== null) return `the file states no basis; taken as ${taken ?? 'lifecycle'}`;
  if (basis !== null) return 'the file states no signal; taken as average';
  return 'the file states neither signal nor basis; taken as average, lifecycle';
}

interface Meaning<Meant> {
  readonly table: Table;
  readonly column: number | null;
  readonly name: 'signal' | 'basis';
  readonly allowed: ReadonlyMap<string, Word<Meant>>;
  /** Said by the heading of the values. */
  readonly also: string | null;
  readonly origin: string;
}

/** Everything the file says of it: in its rows, once for all of them, in a heading. */
function wordsOf({ table, column, name, also }: Meaning<unknown>): ReadonlySet<string> {
  const inRows = column === null ? [] : table.rows.map(({ fields }) => (fields[column] ?? '').trim());
  const all = [...inRows, ...statedTexts(table, NAMES[name]), also ?? ''];
  return new Set(all.filter((word) => word !== '').map((word) => word.toLowerCase()));
}

/** The one thing all of them say; null where none says anything. */
function meaningOf<Meant extends string>(of: Meaning<Meant>): Word<Meant> | null {
  const { name, allowed, origin } = of;
  const words = wordsOf(of);
  const known = [...words].map((word) => {
    const meant = allowed.get(plain(word));
    if (meant !== undefined) return meant;
    const list = [...new Set([...allowed.values()].map(({ means }) => means))].join(', ');
    throw unreadable(origin, `"${word}" is no ${name}`, `use one of ${list}`);
  });
  if (new Set(known.map(({ means }) => means)).size <= 1) return known[0] ?? null;
  throw new AuditError('MIXED_SIGNALS', `${origin}: rows differ in ${name}: ${[...words].join(', ')}`, {
    hint: `keep rows of one ${name} only`,
  });
}
