/** Gunzip with back pressure. Imported only for gzip: loading zlib costs some milliseconds of start-up. */

import { createGunzip, type Gunzip } from 'node:zlib';
import type { ByteSink } from './byte-sink.ts';

const DECODED_CHUNK_BYTES = 256 * 1024;

/** Gunzips and hands the decoded bytes on; whatever `onBytes` throws stops it and rejects the push. */
export function gunzipSink(onBytes: (bytes: Uint8Array) => void): ByteSink {
  const gunzip = createGunzip({ chunkSize: DECODED_CHUNK_BYTES });
  const failure = failureOf(gunzip);
  gunzip.on('data', (bytes: Uint8Array) => {
    try {
      onBytes(bytes);
    } catch (error) {
      gunzip.destroy(error as Error);
    }
  });
  return {
    push: (chunk) => Promise.race([failure, written(gunzip, chunk)]),
    end: () => Promise.race([failure, ended(gunzip)]),
  };
}

function failureOf(gunzip: Gunzip): Promise<never> {
  const failure = new Promise<never>((_, reject) => gunzip.on('error', reject));
  failure.catch(() => undefined); // It is raced against each step; between steps nobody listens, and nothing is lost.
  return failure;
}

/** Settles when the whole chunk has been decoded, so that its memory may be used again. */
function written(gunzip: Gunzip, chunk: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    gunzip.write(chunk, (error) => (error ? reject(error) : resolve()));
  });
}

function ended(gunzip: Gunzip): Promise<void> {
  return new Promise((resolve) => {
    gunzip.once('end', resolve);
    gunzip.end();
  });
}
