/** Who asks: the holder of a token of the token file. Compared by digest, in constant time. */

import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { AuditError } from '../../errors.ts';

export interface Token {
  /** Named in the log in place of the token. */
  readonly caller: string;
  readonly secret: string;
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Shorter ones can be guessed, and taking them out of the log would take pieces out of other words. */
const MIN_TOKEN_CHARACTERS = 16;
const RANDOM = 'Put a random token in it, for example the output of: openssl rand -hex 32';

function tokenOf({ words, place }: { words: readonly string[]; place: string }, nameless: string): Token {
  const [first = '', second, ...rest] = words;
  // What looks like a remark after a token would make the token a name, which is logged, and the remark the token.
  if (rest.length > 0 || second?.startsWith('#')) {
    throw new AuditError('CONFIG', `${place} has more than a name and a token`, {
      hint: 'Write one token a line, or a name, a space and a token; remarks stand on lines of their own',
    });
  }
  const token =
    second === undefined ? { caller: nameless, secret: first } : { caller: first, secret: second };
  if (token.secret.length >= MIN_TOKEN_CHARACTERS) return token;
  throw new AuditError('CONFIG', `${place} holds a token of less than ${MIN_TOKEN_CHARACTERS} characters`, {
    hint: RANDOM,
  });
}

/** Each line a token, or a caller's name and a token; `#` begins a comment. Throws CONFIG without any. */
export function parseTokens(text: string, file: string): readonly Token[] {
  const tokens = text
    .split(/\r?\n/)
    .map((line, i) => ({ words: line.trim().split(/\s+/), place: `Line ${i + 1} of the token file ${file}` }))
    .filter(({ words: [first = ''] }) => first !== '' && !first.startsWith('#'))
    .map((line, i) => tokenOf(line, `token-${i + 1}`));
  if (tokens.length > 0) return tokens;
  throw new AuditError('CONFIG', `The token file ${file} holds no token`, {
    hint: RANDOM,
  });
}

/** The caller's name, or null for a missing or wrong token. */
export type Authenticate = (req: IncomingMessage) => string | null;

export function bearerAuth(tokens: readonly Token[]): Authenticate {
  const known = tokens.map(({ caller, secret }) => ({ caller, digest: digest(secret) }));
  return ({ headers }) => {
    const given = digest(/^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1] ?? '');
    let caller: string | null = null;
    // Every token is compared, so that the time does not tell which one was near.
    for (const one of known) if (timingSafeEqual(given, one.digest)) caller = one.caller;
    return caller;
  };
}

/** Names the one scope there is and nothing more. */
export function challenge(req: IncomingMessage, res: ServerResponse): void {
  const error = req.headers.authorization === undefined ? '' : ', error="invalid_token"';
  res.writeHead(401, {
    'www-authenticate': `Bearer realm="carbon-audit", scope="audit:read"${error}`,
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
  });
  res.end('A bearer token is needed\n');
}
