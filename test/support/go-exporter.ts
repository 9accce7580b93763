import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Readable } from 'node:stream';
import type { TLSSocket } from 'node:tls';
import { gzipSync } from 'node:zlib';
import { onTestFinished } from 'vitest';
import { type Certificates, pairOf } from './certificates.ts';
import { scratch } from './scratch.ts';
import { answering, freePort, httpsServer } from './servers.ts';

export const BASIC = 'kepler:s3cr:et';
// bcrypt of "s3cr:et" with cost 4, for this test only.
const HASH = '$2b$04$ic0W5XG9hPFjtbbraR6RuONe6L.CEhEIUfNanKySLPaVznXIF.Kx6';
const BINARY = '/usr/bin/prometheus-node-exporter';

/**
 * An exporter that wants a client certificate and a password and serves this page over TLS, zipped: the real exporter-toolkit
 * of Go where Debian's node exporter is installed, else the same terms on node:https.
 */
export async function exporterFor(page: string, made: Certificates): Promise<{ url: string; isGo: boolean }> {
  return existsSync(BINARY) ? goExporter(page, made) : nodeExporter(page, made);
}

async function nodeExporter(page: string, made: Certificates) {
  const options = {
    ...pairOf(made.server),
    ca: readFileSync(made.ca),
    requestCert: true,
    rejectUnauthorized: true,
  };
  const wanted = `Basic ${Buffer.from(BASIC).toString('base64')}`;
  const { url } = await httpsServer(options, (request, response) => {
    const allowed = request.headers.authorization === wanted && (request.socket as TLSSocket).authorized;
    const answer = allowed
      ? answering(gzipSync(page), { 'content-encoding': 'gzip' })
      : answering('Unauthorized\n', {}, 401);
    answer(request, response);
  });
  return { url, isGo: false };
}

async function goExporter(page: string, made: Certificates) {
  const config = [
    'tls_server_config:',
    `  cert_file: ${made.server.cert}`,
    `  key_file: ${made.server.key}`,
    '  client_auth_type: RequireAndVerifyClientCert',
    `  client_ca_file: ${made.ca}`,
    'basic_auth_users:',
    `  kepler: "${HASH}"`,
    '',
  ].join('\n');
  const directory = scratch({ 'web.yml': config });
  writeFileSync(`${directory}/kepler.prom`, page);
  const port = await freePort();
  const child = spawn(
    BINARY,
    [
      '--collector.disable-defaults',
      '--collector.textfile',
      `--collector.textfile.directory=${directory}`,
      '--web.disable-exporter-metrics',
      `--web.listen-address=127.0.0.1:${port}`,
      `--web.config.file=${directory}/web.yml`,
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  onTestFinished(() => void child.kill());
  await listening(child);
  return { url: `https://127.0.0.1:${port}`, isGo: true };
}

/** Its log says when it listens. The log is read to the end, for a Go program dies of a closed stderr. */
function listening(child: ChildProcessByStdio<null, null, Readable>): Promise<void> {
  let log = '';
  return new Promise((resolve, reject) => {
    child.stderr.on('data', (chunk) => {
      log += chunk;
      if (/TLS is enabled/i.test(log)) resolve();
    });
    child.on('error', reject);
    child.on('exit', (code) => reject(new Error(`the exporter ended with ${code}: ${log}`)));
  });
}
