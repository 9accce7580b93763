/**
 * Recognises lines whose name begins like the line before (`kepler_`), in two compares of four bytes. Only such lines
 * may be skipped unread; any other beginning is looked at in full.
 */

const LONGEST = 8;

export class FamilyMemo {
  #firstWord = 0;
  #firstMask = 0;
  #lastWord = -1;
  #lastMask = 0;
  #lastAt = 0;

  /** The line must have eight bytes. */
  fits(view: DataView, start: number): boolean {
    return (
      (view.getInt32(start, true) & this.#firstMask) === this.#firstWord &&
      (view.getInt32(start + this.#lastAt, true) & this.#lastMask) === this.#lastWord
    );
  }

  forget(): void {
    this.#lastWord = -1;
    this.#lastMask = 0;
  }

  /** Remembers the beginning, its `_` included; one too long for two words is not remembered. */
  learn(view: DataView, start: number, length: number): void {
    if (length > LONGEST) return;
    this.#firstMask = maskOf(Math.min(length, 4));
    this.#firstWord = view.getInt32(start, true) & this.#firstMask;
    this.#lastAt = Math.max(length - 4, 0);
    this.#lastMask = maskOf(Math.min(length, 4));
    this.#lastWord = view.getInt32(start + this.#lastAt, true) & this.#lastMask;
  }
}

/** The first bytes of a little-endian word. */
function maskOf(bytes: number): number {
  return bytes === 4 ? -1 : (1 << (8 * bytes)) - 1;
}
