/** What a renderer gives back: the whole text, or pieces that are made while the ones before are being written. */

/** Pieces are no strings of their own meaning: only their sum is. */
export type Printed = string | Generator<string, void, undefined>;

/** A little less than what a Linux pipe holds (64 KiB), so that one write takes it. */
const PIECE_CHARACTERS = 60_000;

/** The same text in pieces of a size that is worth a write. */
export function* joined(texts: Iterable<string>): Generator<string, void, undefined> {
  let held: string[] = [];
  let characters = 0;
  for (const text of texts) {
    held.push(text);
    characters += text.length;
    if (characters < PIECE_CHARACTERS) continue;
    yield held.join('');
    held = [];
    characters = 0;
  }
  if (characters > 0) yield held.join('');
}

export const piecesOf = (printed: Printed): Iterable<string> =>
  typeof printed === 'string' ? [printed] : printed;
