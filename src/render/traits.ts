/** What a renderer may know about where its text goes. */
export interface TerminalTraits {
  /** Width in terminal columns; null: a pipe or a file, where nothing is shortened. */
  readonly columns: number | null;
  readonly colour: boolean;
  /** Whether the reader's locale can show characters outside ASCII. */
  readonly unicode: boolean;
}

/** A file: full text, no colour. */
export const FILE_TRAITS: TerminalTraits = { columns: null, colour: false, unicode: true };
