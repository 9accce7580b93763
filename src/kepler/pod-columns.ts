/** Numbers of all pods of a scrape, one typed array per zone and slot: no object a number, and none for the collector to trace. */

const FIRST_CAPACITY = 64;

export class PodColumns {
  readonly #columns: (Float64Array | undefined)[] = [];
  readonly #bad = new Map<string, string>();
  #rows = 0;

  /** The number of a new pod. */
  newRow(): number {
    this.#rows += 1;
    return this.#rows - 1;
  }

  /** NaN where nothing was set. */
  get(row: number, column: number): number {
    return this.#columns[column]?.[row] ?? Number.NaN;
  }

  /** Whether any pod has a number there. */
  has(column: number): boolean {
    return this.#columns[column] !== undefined;
  }

  /** Keeps the first value. False when there was one already. */
  set(row: number, column: number, value: number): boolean {
    const known = this.#columns[column];
    const values = known !== undefined && row < known.length ? known : this.#grown(row, column);
    if (!Number.isNaN(values[row])) return false;
    values[row] = value;
    return true;
  }

  /** The first value of a pod that is no energy, by figure; '' where all were sound. */
  badOf(row: number, figure: string): string {
    return this.#bad.size === 0 ? '' : (this.#bad.get(`${figure} ${row}`) ?? '');
  }

  setBad(row: number, figure: string, value: string): void {
    const key = `${figure} ${row}`;
    if (!this.#bad.has(key)) this.#bad.set(key, value);
  }

  #grown(row: number, column: number): Float64Array {
    const known = this.#columns[column];
    let capacity = known?.length ?? FIRST_CAPACITY;
    while (capacity <= row) capacity *= 2;
    const grown = new Float64Array(capacity).fill(Number.NaN);
    if (known !== undefined) grown.set(known);
    this.#columns[column] = grown;
    return grown;
  }
}
