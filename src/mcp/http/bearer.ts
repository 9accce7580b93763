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

/** Each line a token, or a caller's name and a token; `#` begins a comment. Throws CONFIG without any. */
export function parseTokens(text: string, file: string): readonly Token[] {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const tokens = lines
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line, i) => {
      const [first = '', second, ...rest] = line.split(/\s+/);
      if (rest.length > 0) {
        throw new AuditError(
          'CONFIG',
          `Line ${i + 1} of the token file ${file} has more than a name and a token`,
          {
            hint: 'Write one token a line, or a name, a space and a token',
          },
        );
      }
      return second === undefined
        ? { caller: `token-${i + 1}`, secret: first }
        : { caller: first, secret: second };
    });
  if (tokens.length > 0) return tokens;
  throw new AuditError('CONFIG', `The token file ${file} holds no token`, {
    hint: 'Put a random token in it, for example the output of: openssl rand -hex 32',
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
