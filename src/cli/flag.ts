/** A flag as data: how it is written, what it says, how its text becomes a value. */

export interface Flag {
  /** As commander writes it: "-n, --namespace <name>". */
  readonly flags: string;
  readonly description: string;
  /** Throws AuditError USAGE. Absent: the text itself, or true for a switch. */
  readonly parse?: (text: string) => unknown;
  /** Most characters; 256 unless told otherwise. */
  readonly longest?: number;
  /** May be given more than once; the value is a list. Never variadic: that would swallow arguments. */
  readonly repeat?: boolean;
}

export interface FlagGroup {
  readonly title: string;
  readonly flags: readonly Flag[];
}

/** Parsed flags by camel-case name. */
export type FlagValues = Readonly<Record<string, unknown>>;

/** `group-by` is kept as `groupBy`. No regular expression: every start would compile it. */
export function camelCase(name: string): string {
  const words = name.split('-');
  let key = words[0] as string;
  for (let at = 1; at < words.length; at++) {
    const word = words[at] as string;
    key += word.slice(0, 1).toUpperCase() + word.slice(1);
  }
  return key;
}
