/** From whatever a request throws to one sentence. */

import { AuditError } from '../errors.ts';
import { excerpt } from './excerpt.ts';
import {
  type Circumstances,
  codeOf,
  NETWORK_SENTENCES,
  PROXY_SENTENCES,
  type Sentence,
  TLS_SENTENCES,
} from './failure-sentences.ts';
import { unreadable } from './zip-failure.ts';

const SENTENCES = [...NETWORK_SENTENCES, ...TLS_SENTENCES];

/** The AuditError for a failed request; what is no failure of the network comes back as it is, for it is a bug. */
export function networkFailure(origin: string, error: unknown, at: Circumstances): unknown {
  const known = unreadable(origin, error);
  if (known instanceof AuditError || !(known instanceof Error)) return known;
  const subject = at.proxy === null ? origin : `${origin} through the proxy ${at.proxy.host}`;
  for (const cause of causesOf(known)) {
    const sentence = sentenceFor(cause);
    if (sentence === null) continue;
    const hint = sentence.hint?.(at, cause);
    const details = { cause: known, ...(hint === undefined ? {} : { hint }) };
    return new AuditError(sentence.code, `cannot read ${subject}: ${sentence.what(at, cause)}`, details);
  }
  return 'code' in known ? otherFailure(subject, known) : known;
}

function sentenceFor(error: Error): Sentence | null {
  const code = codeOf(error);
  const byCode = SENTENCES.find(({ pattern }) => pattern.test(code));
  return byCode ?? PROXY_SENTENCES.find(({ pattern }) => pattern.test(error.message)) ?? null;
}

/** The error, what it wraps, and the attempts it sums up (one per address). Bounded. */
function causesOf(error: Error): readonly Error[] {
  const found = [error];
  for (let index = 0; index < found.length && found.length < 10; index++) {
    const { cause, errors = [] } = found[index] as Error & { errors?: unknown[] };
    found.push(...[cause, ...errors].filter((inner) => inner instanceof Error));
  }
  return found;
}

function otherFailure(subject: string, error: Error): AuditError {
  const words = excerpt(error.message);
  return new AuditError('SOURCE_UNREACHABLE', `cannot read ${subject}: ${words} (${codeOf(error)})`, {
    cause: error,
  });
}
