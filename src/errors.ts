/** The one error class for what a user or a source did wrong. Anything else that is thrown is a bug of ours. */

/** Stable codes and what a script sees. Exit codes are part of the public contract (README). */
export const EXIT_OF = {
  USAGE: 2,
  CONFIG: 2,
  SOURCE_UNREACHABLE: 3,
  SOURCE_REFUSED: 3,
  SCRAPE_EMPTY: 3,
  SCRAPE_NOT_METRICS: 3,
  SCRAPE_SYNTAX: 3,
  NO_KEPLER_METRICS: 3,
  KEPLER_TOO_OLD: 3,
  FAKE_METER: 3,
  WINDOW_UNDATED: 3,
  WINDOW_TOO_SHORT: 3,
  WINDOW_NODES_DIFFER: 3,
  NO_INTENSITY: 3,
  MIXED_SIGNALS: 2,
  OUTPUT_UNWRITABLE: 2,
} as const;

export type ErrorCode = keyof typeof EXIT_OF;

export interface ErrorDetails {
  /** What to do about it, one sentence. */
  readonly hint?: string;
  readonly cause?: unknown;
}

export class AuditError extends Error {
  override readonly name = 'AuditError';
  readonly code: ErrorCode;
  readonly hint: string | undefined;

  /** `message` says what happened and where, in one sentence without a full stop at the end. */
  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.hint = details.hint;
  }

  /** By name: bundles that ship apart have a copy of this class each. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return (
      value instanceof Error &&
      value.name === 'AuditError' &&
      Object.hasOwn(EXIT_OF, (value as AuditError).code)
    );
  }

  get exitCode(): number {
    return EXIT_OF[this.code];
  }
}
