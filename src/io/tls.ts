/** Certificates and keys of live sources, read once and checked before anything is sent. */

import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { AuditError } from '../errors.ts';
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
  const ca = pem(files.ca);
  const cert = pem(files.cert);
  const key = pem(files.key ?? files.cert); // One file often holds both.
  const passphrase = env[PASSPHRASE_VARIABLE] || undefined;
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

function pem(path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  const text = contentOf(path);
  if (text.includes('-----BEGIN ')) return text;
  throw new AuditError('SOURCE_REFUSED', `${path} holds no PEM certificate or key`, {
    hint: 'a PEM file has a line -----BEGIN …-----; convert others with openssl',
  });
}

function contentOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw fileFailure(path, error);
  }
}

const SENTENCES: readonly [RegExp, (path: string) => string, string?][] = [
  [
    /BAD_DECRYPT|BAD_PASSWORD/,
    (path) => `the passphrase does not open ${path}`,
    `it is read from ${PASSPHRASE_VARIABLE}`,
  ],
  [
    /INTERRUPTED_OR_CANCELLED|PASSPHRASE|PASSWORD_READ/,
    (path) => `${path} needs a passphrase`,
    `put it into ${PASSPHRASE_VARIABLE}`,
  ],
  [
    /KEY_VALUES_MISMATCH|KEY_TYPE_MISMATCH/,
    (path) => `the key in ${path} does not belong to the certificate`,
    'give --cert and --key of one pair',
  ],
  [
    /NO_START_LINE/,
    (path) => `${path} lacks the certificate or the key`,
    'give the certificate with --cert and its key with --key',
  ],
];

function check(path: string | undefined, open: () => unknown): void {
  if (path === undefined) return;
  try {
    open();
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    const [, sentence, hint] =
      SENTENCES.find(([pattern]) => pattern.test(code) || pattern.test(message)) ?? [];
    const details = { cause: error, ...(hint === undefined ? {} : { hint }) };
    throw new AuditError(
      'SOURCE_REFUSED',
      sentence?.(path) ?? `${path} cannot be used (${code || message})`,
      details,
    );
  }
}
