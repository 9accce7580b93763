/**
 * Bytes and texts; every use of Node's global Buffer stands in this file, which is used and not imported because this floor has no `node:` imports. Its short
 * cuts to native code are called on plain arrays of bytes: the methods of a Buffer in front of them are JavaScript that Node
 * compiles when it is first used, and a short run uses each a few times.
 */

export const LF = 10;
export const CR = 13;

/** Node's types do not have these; every Node this runs on has. */
interface Native {
  latin1Slice(from: number, to: number): string;
  utf8Slice(from: number, to: number): string;
  utf8Write(text: string, at: number): number;
  base64Write(text: string): number;
}

const native = Buffer.prototype as unknown as Native;

/** The same memory, not a copy, without the methods of a Buffer. */
export function bare(chunk: Uint8Array): Uint8Array {
  return new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.length);
}

/** Both in new memory. */
export function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

/** Of a long text a Buffer finds a byte four times faster than its array does. */
export function indexOfByte(bytes: Uint8Array, byte: number): number {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).indexOf(byte);
}

export function bytesOfBase64(text: string): Uint8Array {
  const padding = text.endsWith('==') ? 2 : Number(text.endsWith('='));
  const bytes = new Uint8Array((text.length * 3) / 4 - padding);
  native.base64Write.call(bytes, text);
  return bytes;
}

/** Writes UTF-8, as much as there is room for; returns how many bytes. */
export function writeText(bytes: Uint8Array, text: string, at: number): number {
  return native.utf8Write.call(bytes, text, at);
}

/** Of bytes below 128. */
export function asciiOf(bytes: Uint8Array, from: number, to: number): string {
  return native.latin1Slice.call(bytes, from, to);
}

/** What is not UTF-8 is replaced. */
export function looseTextOf(bytes: Uint8Array, from = 0, to = bytes.length): string {
  return native.utf8Slice.call(bytes, from, to);
}

/** Made when it is first needed: of most texts every line is read without it. */
let strict: InstanceType<typeof TextDecoder> | undefined;

/** null when the bytes are not UTF-8. */
export function textOf(bytes: Uint8Array, from: number, to: number): string | null {
  strict ??= new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  try {
    return strict.decode(bytes.subarray(from, to));
  } catch {
    return null;
  }
}
