/** What a renderer gives back: the whole text, or pieces that are made while the ones before are being written. */
export type Printed = string | Generator<string, void, undefined>;

export const piecesOf = (printed: Printed): Iterable<string> =>
  typeof printed === 'string' ? [printed] : printed;
