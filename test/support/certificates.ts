import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** Paths of PEM files that openssl made for this test file; gone when it is over. */
export interface Certificates {
  readonly ca: string;
  /** A pair for localhost and 127.0.0.1, one that has expired, one for another host, one of its own making. */
  readonly server: Pair;
  readonly expired: Pair;
  readonly wrongHost: Pair;
  readonly selfSigned: Pair;
  readonly client: Pair;
  /** The client's key, encrypted with the passphrase "sekrit". */
  readonly encryptedKey: string;
}

export interface Pair {
  readonly cert: string;
  readonly key: string;
}

export const PASSPHRASE = 'sekrit';

/** Call at the top of a test file. */
export function makeCertificates(): Certificates {
  const directory = mkdtempSync(join(tmpdir(), 'carbon-audit-certificates-'));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));
  const openssl = (...args: string[]) =>
    execFileSync('openssl', args, { cwd: directory, stdio: ['ignore', 'ignore', 'pipe'] });
  const at = (name: string): Pair => ({
    cert: join(directory, `${name}.crt`),
    key: join(directory, `${name}.key`),
  });
  const request = (name: string, ...more: string[]) =>
    openssl(
      'req',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-keyout',
      `${name}.key`,
      ...more,
    );
  const authority = (name: string, subject: string, ...extensions: string[]) =>
    request(
      name,
      '-x509',
      '-out',
      `${name}.crt`,
      '-days',
      '30',
      '-subj',
      subject,
      ...extensions.flatMap((line) => ['-addext', line]),
    );
  const signed = (name: string, extensions: string, days = '30'): Pair => {
    request(name, '-out', `${name}.csr`, '-subj', `/CN=${name}`);
    writeFileSync(join(directory, `${name}.ext`), extensions);
    const by = ['-CA', 'ca.crt', '-CAkey', 'ca.key', '-CAcreateserial', '-extfile', `${name}.ext`];
    openssl('x509', '-req', '-in', `${name}.csr`, ...by, '-days', days, '-out', `${name}.crt`);
    return at(name);
  };
  const hosts = 'subjectAltName=DNS:localhost,DNS:kepler.test,IP:127.0.0.1';
  authority('ca', '/CN=test authority', 'basicConstraints=critical,CA:TRUE', 'keyUsage=critical,keyCertSign');
  authority('self', '/CN=localhost', hosts);
  const client = signed('client', 'extendedKeyUsage=clientAuth');
  openssl('ec', '-in', 'client.key', '-aes256', '-passout', `pass:${PASSPHRASE}`, '-out', 'client.enc.key');
  return {
    ca: join(directory, 'ca.crt'),
    server: signed('server', hosts),
    expired: signed('expired', hosts, '-1'),
    wrongHost: signed('wronghost', 'subjectAltName=DNS:other.test'),
    selfSigned: at('self'),
    client,
    encryptedKey: join(directory, 'client.enc.key'),
  };
}

/** The contents, as node:https wants them. */
export function pairOf({ cert, key }: Pair): { cert: string; key: string } {
  return { cert: readFileSync(cert, 'utf8'), key: readFileSync(key, 'utf8') };
}
