/** What a person should see, as data. Renderers turn it into text; they compute nothing. */

/** Tone decides colour and symbol; a word always stands beside it. */
export type Tone = 'good' | 'bad' | 'unsure' | 'muted' | 'plain';

export interface Cell {
  readonly text: string;
  readonly tone?: Tone;
}

export interface Column {
  readonly title: string;
  readonly align?: 'left' | 'right';
  /** Dropped first (highest number first) when the terminal is narrow; absent: always shown. */
  readonly optional?: number;
  /** Shortened in the middle with … when the terminal is narrow. */
  readonly shrink?: boolean;
}

export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'text'; readonly lines: readonly Cell[] }
  | {
      readonly kind: 'table';
      readonly columns: readonly Column[];
      readonly rows: readonly (readonly Cell[])[];
    }
  /** One shaded cell an hour, `marked` cells belong to the chosen window; level 0 (clean) … 1 (dirty), null: no value. */
  | { readonly kind: 'hours'; readonly label: string; readonly cells: readonly HourCell[] };

export interface HourCell {
  readonly hour: number;
  readonly level: number | null;
  readonly marked: boolean;
}

/** Flat rows for csv: fixed column names with units in them, raw numbers. */
export interface Records {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** Each part is made for the formats that show it: what is not looked at costs nothing. */
export interface View {
  readonly blocks: readonly Block[];
  /** Two lines: the verdict and why; then reconciliation, coverage and sources. Printed last. */
  readonly summary: readonly Cell[];
  readonly records: Records;
  /** For `-o name`: one a line. */
  readonly names: readonly string[];
}
