/** One wanted sample name: which label stands in which column, and the layouts its lines had so far. */

import { EMPTY, type LabelPool } from './label-pool.ts';
import type { WantedSamples } from './reader.ts';
import { MAX_COLUMNS } from './series-set.ts';
import { Shape } from './shape.ts';

const SHAPES_KEPT = 8;
const PLAIN_NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;

export class WantedSample {
  readonly index: number;
  readonly #name: string;
  /** The wanted labels come first, in the order asked for; others follow because they tell series apart. */
  readonly #columns = new Map<string, number>();
  /** Label ids of the line at hand, by column; EMPTY where the line has no such label. */
  values: Int32Array;
  shapes: Shape[] = [];

  constructor(wanted: WantedSamples, index: number) {
    this.index = index;
    this.#name = wanted.name;
    for (const label of wanted.labels) this.#columns.set(label, this.#columns.size);
    this.values = new Int32Array(this.#columns.size);
  }

  /** Sets the values and remembers the layout. False when there are more label names than a sample can have. */
  load(labels: ReadonlyMap<string, string>, pool: LabelPool): boolean {
    if (!this.#widen(labels)) return false;
    this.values.fill(EMPTY);
    for (const [label, value] of labels)
      this.values[this.#columns.get(label) as number] = pool.idOfText(value);
    this.#remember([...labels.keys()]);
    return true;
  }

  /** The series as text, for messages; labels in the order of the columns. */
  describe(pool: LabelPool): string {
    const labels = [...this.#columns]
      .map(([label, column]) => [label, pool.textOf(this.values[column] as number)])
      .filter(([, value]) => value !== '')
      .map(([label, value]) => `${label}=${JSON.stringify(value)}`);
    return `${this.#name}{${labels.join(',')}}`;
  }

  #widen(labels: ReadonlyMap<string, string>): boolean {
    const fresh = [...labels.keys()].filter((label) => !this.#columns.has(label));
    if (fresh.length === 0) return true;
    if (this.#columns.size + fresh.length > MAX_COLUMNS) return false;
    for (const label of fresh) this.#columns.set(label, this.#columns.size);
    this.values = new Int32Array(this.#columns.size);
    this.shapes = []; // they write into the old values
    return true;
  }

  #remember(labels: readonly string[]): void {
    if (this.shapes.length === SHAPES_KEPT || ![this.#name, ...labels].every((name) => PLAIN_NAME.test(name)))
      return;
    const key = labels.join();
    if (this.shapes.some((shape) => shape.key === key)) return;
    const columns = labels.map((label) => this.#columns.get(label) as number);
    this.shapes.push(
      new Shape({ key, separators: separatorsOf(this.#name, labels), columns, values: this.values }),
    );
  }
}

/** As client_golang writes them, without blanks. */
function separatorsOf(name: string, labels: readonly string[]): string[] {
  if (labels.length === 0) return [`${name} `];
  return [...labels.map((label, i) => (i === 0 ? `${name}{${label}="` : `",${label}="`)), '"} '];
}
