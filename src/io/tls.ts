/** Certificates and keys of live sources, read once and checked before anything is sent. */

import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { AuditError } from '../errors.ts';
import { excerpt } from './excerpt.ts';
import { fileFailure } from './file-failure.ts';

/** Paths as the user gave them; PEM files. */
export interface TlsFiles {
  /** Replaces the authorities this machine trusts, NODE_EXTRA_CA_CERTS included; several may stand in one file. */
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  /** The name the certificate must be for, where it differs from the host of the URL. */
  readonly servername?: string;
  readonly insecure?: boolean;
}

/** Whom we trust and who we are; the second is only for the origin the user named. */
export interface TlsMaterial {
  readonly trust: { readonly ca?: string; readonly rejectUnauthorized: boolean };
  readonly identity: {
    readonly cert?: string;
    readonly key?: string;
    readonly passphrase?: string;
    readonly servername?: string;
  };
}

/** Where the passphrase of the key comes from: no secret stands in a flag. */
const PASSPHRASE_VARIABLE = 'CARBON_AUDIT_KEY_PASSPHRASE';

/** Reads and checks the files. Throws SOURCE_UNREACHABLE or SOURCE_REFUSED with what is wrong with which file. */
export function readTls(files: TlsFiles, env: Readonly<Record<string, string | undefined>>): TlsMaterial {
  refuseHalfIdentity(files);
  const passphrase = env[PASSPHRASE_VARIABLE] || undefined;
  const ca = pem(files.ca, 'CERTIFICATE');
  const cert = pem(files.cert, 'CERTIFICATE');
  const key = pem(files.key ?? files.cert, 'PRIVATE KEY'); // One file often holds both.
  if (key !== undefined && isEncrypted(key) && passphrase === undefined) {
    throw refusal(`${files.key ?? files.cert} needs a passphrase`, `put it into ${PASSPHRASE_VARIABLE}`);
  }
  const trust = { ...(ca === undefined ? {} : { ca }), rejectUnauthorized: files.insecure !== true };
  const identity = {
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
    ...(passphrase === undefined ? {} : { passphrase }),
    ...(files.servername === undefined ? {} : { servername: files.servername }),
  };
  check(files.ca, () => createSecureContext(trust));
  check(files.key ?? files.cert, () => createSecureContext(identity));
  return { trust, identity };
}

function refuseHalfIdentity(files: TlsFiles): void {
  if (files.key === undefined || files.cert !== undefined) return;
  throw new AuditError('USAGE', `--key ${files.key} is given without --cert`, {
    hint: 'add the certificate of that key',
  });
}

function refusal(message: string, hint: string, cause?: unknown): AuditError {
  return new AuditError('SOURCE_REFUSED', message, { hint, cause });
}

/** The text of a PEM file that has such a block. */
function pem(path: string | undefined, block: 'CERTIFICATE' | 'PRIVATE KEY'): string | undefined {
  if (path === undefined) return undefined;
  const text = contentOf(path);
  if (new RegExp(`-----BEGIN [A-Z ]*${block}-----`).test(text)) return text;
  throw refusal(`${path} holds no ${block.toLowerCase()} in PEM form`, HINT_OF[block]);
}

const HINT_OF = {
  CERTIFICATE: 'a PEM file has a line -----BEGIN CERTIFICATE-----; convert others with openssl',
  'PRIVATE KEY': 'give the certificate with --cert and its key with --key, both in PEM form',
} as const;

/** PKCS #8 says so in its first line, the older forms in a header (RFC 7468 and RFC 1421). */
function isEncrypted(key: string): boolean {
  return /BEGIN ENCRYPTED PRIVATE KEY|^Proc-Type: 4,ENCRYPTED/m.test(key);
}

function contentOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw fileFailure(path, error);
  }
}

const SENTENCES: readonly [RegExp, (path: string) => string, string][] = [
  [
    /BAD_DECRYPT|BAD_PASSWORD/,
    (path) => `the passphrase does not open ${path}`,
    `it is read from ${PASSPHRASE_VARIABLE}`,
  ],
  [
    /KEY_VALUES_MISMATCH|KEY_TYPE_MISMATCH/,
    (path) => `the key in ${path} does not belong to the certificate`,
    'give --cert and --key of one pair',
  ],
];

function check(path: string | undefined, open: () => unknown): void {
  if (path === undefined) return;
  try {
    open();
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    const [, sentence, hint] = SENTENCES.find(([pattern]) => pattern.test(code)) ?? [];
    const words = sentence?.(path) ?? `${path} cannot be used: ${excerpt(message)}`;
    throw refusal(words, hint ?? 'check it with openssl', error);
  }
}
