/** What goes out when a call fails: a sentence the caller can act on, or a reference into the log, never our insides. */

import { randomBytes } from 'node:crypto';
import { AuditError, type ErrorCode } from '../errors.ts';
import { clean } from './clean.ts';

export interface Failure {
  /** A code of AuditError, or TIMEOUT, BUSY, CANCELLED, ANSWER_TOO_LARGE, INTERNAL. */
  readonly code: string;
  readonly message: string;
  readonly hint: string | undefined;
  /** Only with INTERNAL: the same reference stands in the log beside the stack trace. */
  readonly reference: string | undefined;
}

/** A refusal of the server itself, not of an operation. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: 'TIMEOUT' | 'BUSY' | 'CANCELLED' | 'ANSWER_TOO_LARGE';
  readonly hint: string;

  constructor(code: Refusal['code'], message: string, hint: string) {
    super(message);
    this.code = code;
    this.hint = hint;
  }
}

/** Absolute paths and credentials in URLs stay on the server; the last part of a path names the file well enough. */
export function withoutSecrets(text: string): string {
  return text
    .replace(/\b([a-z][a-z0-9+.-]*:\/\/)[^\s/@]+@/gi, '$1…@')
    .replace(/\b(Bearer|Basic)\s+[\w.~+/=-]+/gi, '$1 …')
    .replace(/([?&][^\s=&]*(?:token|key|secret|password|auth)[^\s=&]*=)[^\s&]+/gi, '$1…')
    .replace(/(?<![\w:/.])(?:\/|[A-Za-z]:\\)(?:[^\s/\\'"`,;:]+[/\\])+([^\s/\\'"`,;:]+)/g, '$1');
}

const SOURCE_HINT = 'Whoever runs the server can check the source; the next call reads it again';

/** Where the error itself gives no advice. A caller of the server cannot mend a source, but can say who can. */
const HINT_OF: Partial<Readonly<Record<ErrorCode, string>>> = {
  SOURCE_UNREACHABLE: SOURCE_HINT,
  SOURCE_REFUSED: SOURCE_HINT,
  SCRAPE_EMPTY: SOURCE_HINT,
  SCRAPE_NOT_METRICS: SOURCE_HINT,
  SCRAPE_SYNTAX: SOURCE_HINT,
  NO_KEPLER_METRICS: SOURCE_HINT,
};

/** Flags of the command line that tools have as arguments, under the same name. */
const FLAG_OF_ARGUMENT = /(?<![\w-])--(standard|region|pue)\b/g;
const NAMES_FLAG = /(?<![\w-])--[a-z]/;

const NO_HOURS_HINT =
  'Choose a region whose grid zone has a profile: carbon-intensity://{region} shows it as dayProfile';

/** Advice is written for the command line. A model has no flags: it is told what it can do, or whom the advice is for. */
function adviceOf(error: AuditError | Refusal): string | undefined {
  if (error instanceof Refusal) return error.hint;
  const advice = (error.hint ?? HINT_OF[error.code])?.replace(FLAG_OF_ARGUMENT, 'the argument $1');
  if (advice === undefined || !NAMES_FLAG.test(advice)) return advice;
  return error.code === 'NO_INTENSITY' ? NO_HOURS_HINT : `For whoever runs the server: ${advice}`;
}

const forOutside = (text: string): string => clean(withoutSecrets(text));

export function failureOf(error: unknown): Failure {
  if (error instanceof AuditError || error instanceof Refusal) {
    const advice = adviceOf(error);
    const hint = advice === undefined ? undefined : forOutside(advice);
    return { code: error.code, message: forOutside(error.message), hint, reference: undefined };
  }
  return {
    code: 'INTERNAL',
    message: 'The server failed on its own side',
    hint: 'The same arguments will fail again; give the reference to whoever runs the server',
    reference: randomBytes(6).toString('hex'),
  };
}

/** Another request would be answered. All else is on the side of the server, whatever is asked. */
export const isOfCaller = ({ code }: Failure): boolean => code === 'USAGE';

const ended = (sentence: string): string => (/[.!?…]$/.test(sentence) ? sentence : `${sentence}.`);

/** `message. hint. [CODE]` */
export function sentenceOf(failure: Failure): string {
  const parts = [ended(failure.message)];
  if (failure.hint !== undefined) parts.push(ended(failure.hint));
  parts.push(
    failure.reference === undefined
      ? `[${failure.code}]`
      : `[${failure.code}, reference ${failure.reference}]`,
  );
  return parts.join(' ');
}
