/** A wanted sample whose line was read by grammar: its labels, told to the kernel by column. */

import type { Kernel } from './kernel.ts';

/** As in kernel/samples.ts. */
const MAX_COLUMNS = 256;

export class WantedSample {
  readonly #kernel: Kernel;
  readonly #name: string;
  readonly #index: number;
  /** By column, as far as they were asked for here. */
  readonly #labels: string[] = [];

  constructor(kernel: Kernel, name: string, index: number) {
    this.#kernel = kernel;
    this.#name = name;
    this.#index = index;
  }

  /** Sets the values of the line at hand. False when there are more label names than a sample can have. */
  load(labels: ReadonlyMap<string, string>): boolean {
    const { calls } = this.#kernel;
    calls.openSample(this.#index);
    if (!this.#widen(labels)) return false;
    calls.learnLayout(this.#index);
    const columns = this.#columns();
    const found = [...labels].map(([label, value]) => [
      columns.indexOf(label),
      this.#kernel.valueOfText(value),
    ]);
    const values = this.#values();
    values.fill(0);
    for (const [column, value] of found) values[column as number] = value as number;
    return true;
  }

  /** The series as text, for messages; labels in the order of the columns. */
  describe(): string {
    const columns = this.#columns();
    const values = this.#values();
    const labels = columns
      .map((label, column) => [label, this.#kernel.textOf(values[column] as number)])
      .filter(([, value]) => value !== '')
      .map(([label, value]) => `${label}=${JSON.stringify(value)}`);
    return `${this.#name}{${labels.join(',')}}`;
  }

  /** Label values of the line at hand, by column; 0 where the line has no such label. */
  #values(): Int32Array {
    const from = this.#kernel.calls.openSample(this.#index) >>> 2;
    return this.#kernel.words.subarray(from, from + this.#kernel.calls.columnsOf(this.#index));
  }

  /** Columns never change, but lines that the kernel reads by itself make more of them. */
  #columns(): readonly string[] {
    const { calls } = this.#kernel;
    const count = calls.columnsOf(this.#index);
    for (let column = this.#labels.length; column < count; column++)
      this.#labels.push(this.#kernel.textOf(calls.labelOf(this.#index, column)));
    return this.#labels;
  }

  #widen(labels: ReadonlyMap<string, string>): boolean {
    const columns = this.#columns();
    const fresh = [...labels.keys()].filter((label) => !columns.includes(label));
    if (columns.length + fresh.length > MAX_COLUMNS) return false;
    for (const label of fresh) this.#kernel.calls.columnOf(this.#index, this.#kernel.valueOfText(label));
    return true;
  }
}
