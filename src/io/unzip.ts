/** Where encoded bytes go: straight on, or through gunzip with back pressure. */

import { createGunzip, type Gunzip } from 'node:zlib';

export interface ByteSink {
  /** The chunk may be reused once the promise, if one is given back, is settled. */
  push(chunk: Uint8Array): Promise<void> | void;
  end(): Promise<void> | void;
}

const DECODED_CHUNK_BYTES = 256 * 1024;

/** Hands bytes on as they are. */
export function plainSink(onBytes: (bytes: Uint8Array) => void): ByteSink {
  return { push: onBytes, end: () => undefined };
}

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
