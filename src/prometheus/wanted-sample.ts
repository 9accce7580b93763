/** One wanted sample name: which label stands in which column, and the layouts its lines had so far. */

import type { Kernel } from './kernel.ts';
import type { WantedSamples } from './reader.ts';

/** As in kernel/shape.ts. */
const MAX_COLUMNS = 256;
const SHAPES_KEPT = 8;
const PLAIN_NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;

/** Tells the kernel what is wanted. */
export function defineSamples(kernel: Kernel, wanted: readonly WantedSamples[]): readonly WantedSample[] {
  kernel.calls.defineNames(wanted.length, Math.min(...wanted.map(({ name }) => name.length)));
  kernel.calls.defineSamples(wanted.length);
  return wanted.map((one, index) => new WantedSample(kernel, one, index));
}

export class WantedSample {
  readonly name: string;
  readonly index: number;
  readonly #kernel: Kernel;
  readonly #wanted: number;
  /** The wanted labels come first, in the order asked for; others follow because they tell series apart. */
  readonly #columns = new Map<string, number>();
  readonly #shapes = new Set<string>();

  constructor(kernel: Kernel, { name, labels }: WantedSamples, index: number) {
    this.name = name;
    this.index = index;
    this.#kernel = kernel;
    for (const label of labels) this.#columns.set(label, this.#columns.size);
    this.#wanted = this.#columns.size;
    kernel.calls.defineName(index, ...kernel.put(name));
    kernel.calls.defineColumns(index, this.#wanted, this.#wanted);
  }

  /** Sets the values and remembers the layout. False when there are more label names than a sample can have. */
  load(labels: ReadonlyMap<string, string>): boolean {
    if (!this.#widen(labels)) return false;
    const columns = [...labels.keys()].map((label) => this.#columns.get(label) as number);
    const found = [...labels.values()].map((value) => this.#kernel.valueOfText(value));
    const values = this.#values();
    values.fill(0);
    columns.forEach((column, i) => {
      values[column] = found[i] as number;
    });
    this.#remember([...labels.keys()], columns);
    return true;
  }

  /** The series as text, for messages; labels in the order of the columns. */
  describe(): string {
    const values = this.#values();
    const labels = [...this.#columns]
      .map(([label, column]) => [label, this.#kernel.textOf(values[column] as number)])
      .filter(([, value]) => value !== '')
      .map(([label, value]) => `${label}=${JSON.stringify(value)}`);
    return `${this.name}{${labels.join(',')}}`;
  }

  /** Label values of the line at hand, by column; 0 where the line has no such label. */
  #values(): Int32Array {
    const from = this.#kernel.calls.valuesOf(this.index) >>> 2;
    return this.#kernel.words.subarray(from, from + this.#columns.size);
  }

  #widen(labels: ReadonlyMap<string, string>): boolean {
    const fresh = [...labels.keys()].filter((label) => !this.#columns.has(label));
    if (fresh.length === 0) return true;
    if (this.#columns.size + fresh.length > MAX_COLUMNS) return false;
    for (const label of fresh) this.#columns.set(label, this.#columns.size);
    this.#kernel.calls.defineColumns(this.index, this.#columns.size, this.#wanted);
    return true;
  }

  #remember(labels: readonly string[], columns: readonly number[]): void {
    const key = labels.join();
    if (this.#shapes.size === SHAPES_KEPT || this.#shapes.has(key)) return;
    if (![this.name, ...labels].every((name) => PLAIN_NAME.test(name))) return;
    this.#shapes.add(key);
    const { calls } = this.#kernel;
    const shape = calls.newShape(this.index, labels.length);
    separatorsOf(this.name, labels).forEach((separator, label) => {
      calls.defineSeparator(shape, label, ...this.#kernel.put(separator), columns[label] ?? 0);
    });
  }
}

/** As client_golang writes them, without blanks. */
function separatorsOf(name: string, labels: readonly string[]): string[] {
  if (labels.length === 0) return [`${name} `];
  return [...labels.map((label, i) => (i === 0 ? `${name}{${label}="` : `",${label}="`)), '"} '];
}
