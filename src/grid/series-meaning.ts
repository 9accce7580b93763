/** What a file of intensities says of its own signal and basis. */

import { AuditError } from '../errors.ts';
import type { Basis, Signal } from '../evidence.ts';
import { type Columns, unreadable } from './series-columns.ts';
import type { Table } from './series-table.ts';

const SIGNALS: readonly Signal[] = ['average', 'marginal'];
const BASES: readonly Basis[] = ['lifecycle', 'direct', 'operational'];

export interface StatedMeaning {
  readonly signal: Signal;
  readonly basis: Basis;
  /** What the file left unsaid and how it was taken; null where it said both. */
  readonly note: string | null;
}

/** Average and lifecycle where the file says nothing. Throws MIXED_SIGNALS where rows differ. */
export function statedMeaning(table: Table, columns: Columns, origin: string): StatedMeaning {
  const signal = meaningOf({ table, column: columns.signal, name: 'signal', allowed: SIGNALS, origin });
  const inRows = meaningOf({ table, column: columns.basis, name: 'basis', allowed: BASES, origin });
  const basis = inRows ?? columns.valueBasis;
  return { signal: signal ?? 'average', basis: basis ?? 'lifecycle', note: noteOn(signal, basis) };
}

function noteOn(signal: Signal | null, basis: Basis | null): string | null {
  if (signal !== null && basis !== null) return null;
  if (signal !== null) return 'the file states no basis; taken as lifecycle';
  if (basis !== null) return 'the file states no signal; taken as average';
  return 'the file states neither signal nor basis; taken as average, lifecycle';
}

interface Meaning<Word> {
  readonly table: Table;
  readonly column: number | null;
  readonly name: string;
  readonly allowed: readonly Word[];
  readonly origin: string;
}

/** The one word all rows agree on, or the word of the whole file; null where neither says anything. */
function meaningOf<Word extends string>({
  table,
  column,
  name,
  allowed,
  origin,
}: Meaning<Word>): Word | null {
  const inRows =
    column === null ? [] : table.rows.map(({ fields }) => (fields[column] ?? '').trim().toLowerCase());
  const words = new Set(inRows.filter((word) => word !== ''));
  const common = table.common[name];
  if (typeof common === 'string') words.add(common.toLowerCase());
  if (words.size > 1) {
    const hint = `keep rows of one ${name} only`;
    throw new AuditError('MIXED_SIGNALS', `${origin}: rows differ in ${name}: ${[...words].join(', ')}`, {
      hint,
    });
  }
  const [word] = words;
  if (word === undefined) return null;
  const known = allowed.find((one) => one === word);
  if (known === undefined)
    throw unreadable(origin, `"${word}" is no ${name}`, `use one of ${allowed.join(', ')}`);
  return known;
}
