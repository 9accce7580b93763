import { expositionReader } from '../../src/prometheus/exposition.ts';
import type { Row, ScrapeReport, WantedSamples } from '../../src/prometheus/reader.ts';

export interface ReadRow {
  readonly sample: string;
  /** Those that are not empty. */
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
  readonly timestampMs: number | null;
}

export interface Reading {
  readonly rows: readonly ReadRow[];
  readonly report: ScrapeReport;
}

/** Wants these samples with these labels. */
export function wanting(names: readonly string[], labels: readonly string[]): WantedSamples[] {
  return names.map((name) => ({ name, labels }));
}

/** Reads a text in chunks of the sizes given, in turn and again from the first; all at once without sizes. */
export function read(
  text: string | Uint8Array,
  wanted: readonly WantedSamples[],
  sizes: readonly number[] = [],
): Reading {
  const rows: ReadRow[] = [];
  const reader = expositionReader({
    origin: 'test.prom',
    wanted,
    onRow: (row) => rows.push(copyOf(row, wanted)),
  });
  for (const chunk of chunks(typeof text === 'string' ? new TextEncoder().encode(text) : text, sizes)) {
    const lent = new Uint8Array(chunk);
    reader.push(lent);
    lent.fill(0x7d); // the source reads the next chunk into the same memory
  }
  return { rows, report: reader.end() };
}

function copyOf(row: Row, wanted: readonly WantedSamples[]): ReadRow {
  const { name, labels } = wanted[row.sample] as WantedSamples;
  const pairs = labels.map((label, i) => [label, row.label(i)]).filter(([, value]) => value !== '');
  return { sample: name, labels: Object.fromEntries(pairs), value: row.value, timestampMs: row.timestampMs };
}

function* chunks(bytes: Uint8Array, sizes: readonly number[]): Generator<Uint8Array> {
  if (sizes.length === 0) yield bytes;
  else
    for (let at = 0, i = 0; at < bytes.length; at += sizes[i++ % sizes.length] as number) {
      yield bytes.subarray(at, at + (sizes[i % sizes.length] as number));
    }
}

/** The same, read into the memory that the reader offers. */
export function readInPlace(text: string, wanted: readonly WantedSamples[], size: number): Reading {
  const rows: ReadRow[] = [];
  const reader = expositionReader({
    origin: 'test.prom',
    wanted,
    onRow: (row) => rows.push(copyOf(row, wanted)),
  });
  for (const chunk of chunks(new TextEncoder().encode(text), [size])) {
    const room = reader.room();
    room.set(chunk);
    reader.push(room.subarray(0, chunk.length));
  }
  return { rows, report: reader.end() };
}
