/**
 * Chunks as Node Buffers; every use of the global stands in this file. The global is used, not imported: this floor has no `node:` imports, and a Buffer
 * finds a byte four times faster and decodes a short slice three times faster than Uint8Array and TextDecoder.
 */

export const LF = 10;
export const CR = 13;

/** The same memory, not a copy. */
export function bufferOf(chunk: Uint8Array): Buffer {
  return Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
}

export function newBuffer(size: number): Buffer {
  return Buffer.allocUnsafeSlow(size);
}

/** All of a memory, not a copy. */
export function bufferOver(memory: ArrayBuffer): Buffer {
  return Buffer.from(memory);
}

export function bytesOfBase64(text: string): Buffer {
  return Buffer.from(text, 'base64');
}

/** Both in new memory. */
export function joined(first: Uint8Array, second: Uint8Array): Buffer {
  return Buffer.concat([first, second]);
}

export function bytesOfText(text: string): Buffer {
  return Buffer.from(text, 'utf8');
}

/** Of bytes below 128. */
export function asciiOf(bytes: Buffer, from: number, to: number): string {
  return bytes.toString('latin1', from, to);
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** null when the bytes are not UTF-8. */
export function textOf(bytes: Uint8Array, from: number, to: number): string | null {
  try {
    return strict.decode(bytes.subarray(from, to));
  } catch {
    return null;
  }
}
