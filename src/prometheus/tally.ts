/** What is counted while the text goes by, and how many examples are kept. */

import type { BadLine } from './reader.ts';

const BAD_LINES_KEPT = 10;
const FAMILIES_KEPT = 64;

export class Tally {
  lines = 0;
  comments = 0;
  rows = 0;
  badLines = 0;
  firstDuplicate: string | null = null;
  readonly firstBadLines: BadLine[] = [];
  readonly #families = new Set<string>();

  bad(reason: string): void {
    this.badLines += 1;
    if (this.firstBadLines.length < BAD_LINES_KEPT) this.firstBadLines.push({ line: this.lines, reason });
  }

  family(prefix: string): void {
    if (this.#families.size < FAMILIES_KEPT) this.#families.add(prefix);
  }

  /** Nothing but blank lines. */
  get isEmpty(): boolean {
    return this.comments + this.badLines + this.#families.size === 0;
  }

  /** Lines, and not one that is a sample or a comment. */
  get isNonsense(): boolean {
    return this.badLines > 0 && this.comments + this.#families.size === 0;
  }

  knows(prefix: string): boolean {
    return this.#families.has(prefix);
  }

  get families(): readonly string[] {
    return [...this.#families];
  }
}
