/** Who we say we are to a live source. The secrets stay in here and in the one header; no message shows them. */

import { readFileSync } from 'node:fs';
import { AuditError } from '../errors.ts';
import { fileFailure } from './file-failure.ts';

/** Paths of files that hold `user:password` or a token; a newline at the end does not count. */
export interface AuthFiles {
  readonly basicFile?: string;
  readonly bearerFile?: string;
}

export interface Credentials {
  /** The value of the Authorization header. */
  readonly header: string;
  /** What must not be shown when a server sends it back. */
  readonly secrets: readonly string[];
}

const BEARER_VARIABLE = 'CARBON_AUDIT_BEARER_TOKEN';
const BASIC_VARIABLE = 'CARBON_AUDIT_BASIC';

/** Files first, then the environment; null where nothing is given. Throws USAGE when two are given at one level. */
export function readCredentials(
  files: AuthFiles,
  env: Readonly<Record<string, string | undefined>>,
): Credentials | null {
  return (
    chosen(secretIn(files.bearerFile), secretIn(files.basicFile), '--bearer-file and --basic-file') ??
    chosen(
      named(env, BEARER_VARIABLE),
      named(env, BASIC_VARIABLE),
      `${BEARER_VARIABLE} and ${BASIC_VARIABLE}`,
    )
  );
}

interface Secret {
  readonly value: string;
  /** File or variable, for messages. */
  readonly place: string;
}

function secretIn(path: string | undefined): Secret | null {
  if (path === undefined) return null;
  try {
    return { value: readFileSync(path, 'utf8').trim(), place: path };
  } catch (error) {
    throw fileFailure(path, error);
  }
}

function named(env: Readonly<Record<string, string | undefined>>, place: string): Secret | null {
  const value = env[place]?.trim();
  return value ? { value, place } : null;
}

function chosen(bearer: Secret | null, basic: Secret | null, both: string): Credentials | null {
  if (bearer !== null && basic !== null) {
    throw new AuditError('USAGE', `${both} are both given`, { hint: 'a request can carry only one of them' });
  }
  if (bearer !== null) return ofBearer(bearer);
  return basic === null ? null : ofBasic(basic);
}

function ofBearer({ value, place }: Secret): Credentials {
  // RFC 6750 section 2.1 (2012): the characters a bearer token may have.
  if (/^[A-Za-z0-9._~+/-]+=*$/.test(value)) return { header: `Bearer ${value}`, secrets: [value] };
  const what = value === '' ? 'is empty' : 'has characters no token can have';
  throw new AuditError('USAGE', `the token in ${place} ${what}`, {
    hint: 'it must be the bare token, without "Bearer"',
  });
}

function ofBasic({ value, place }: Secret): Credentials {
  if (!/^[^:\p{Cc}]+:\P{Cc}+$/u.test(value)) {
    throw new AuditError('USAGE', `${place} does not hold user:password`, {
      hint: 'one line, a colon between the two',
    });
  }
  const encoded = Buffer.from(value, 'utf8').toString('base64');
  return { header: `Basic ${encoded}`, secrets: [encoded, value, value.slice(value.indexOf(':') + 1)] };
}
