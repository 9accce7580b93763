/** Texts that are no exposition at all, each refused in one sentence that says what it looks like and what to do. */

import { AuditError } from '../errors.ts';
import { looseTextOf } from './bytes.ts';

/** `<` */
const LESS = 60;

/** How much of the beginning decides whether the rest is read. */
export const OPENING_BYTES = 512;

interface Look {
  readonly like: string;
  readonly hint: string;
}

const HTML: Look = {
  like: 'a web page (HTML), perhaps a login page or the error page of a proxy',
  hint: 'Give the address of the metrics page itself, usually ending in /metrics, and credentials if it asks for them',
};
const GZIP: Look = { like: 'gzip data', hint: 'Decompress it first, for example with gunzip' };
const ZSTD: Look = { like: 'zstd data', hint: 'Decompress it first, for example with unzstd' };
const ZIP: Look = { like: 'a zip archive', hint: 'Unpack it first' };
const UTF16: Look = {
  like: 'UTF-16 text, as PowerShell writes it by default',
  hint: 'Save it again as UTF-8',
};
const BINARY: Look = {
  like: 'binary data',
  hint: 'Ask for the text format: send the header Accept: text/plain;version=0.0.4',
};
const JSON_TEXT: Look = {
  like: 'JSON, perhaps the answer of an API',
  hint: 'Give the address of the metrics page itself, usually ending in /metrics',
};

const MAGIC: readonly (readonly [readonly number[], Look])[] = [
  [[0x1f, 0x8b], GZIP],
  [[0x28, 0xb5, 0x2f, 0xfd], ZSTD],
  [[0x50, 0x4b, 0x03, 0x04], ZIP],
  [[0xff, 0xfe], UTF16],
  [[0xfe, 0xff], UTF16],
];

/** Throws SCRAPE_NOT_METRICS when the first bytes are those of something else. */
export function refuseOpening(origin: string, opening: Uint8Array): void {
  const look = lookOf(opening);
  if (look) throw notMetrics(origin, look);
}

/** For a text that ended without a single sample or comment. */
export function nonsense(origin: string, opening: Uint8Array, reason: string): AuditError {
  const text = looseTextOf(opening).trim();
  if (/^[{[]/.test(text)) return notMetrics(origin, JSON_TEXT);
  return new AuditError('SCRAPE_NOT_METRICS', `${origin} holds no metrics: ${reason}`, {
    hint: 'Give a file or address in the Prometheus text format, usually ending in /metrics',
  });
}

export function empty(origin: string): AuditError {
  return new AuditError('SCRAPE_EMPTY', `${origin} is empty`, {
    hint: 'Check that the exporter is running and that the download was complete',
  });
}

function lookOf(opening: Uint8Array): Look | undefined {
  const magic = MAGIC.find(([bytes]) => bytes.every((byte, i) => opening[i] === byte));
  if (magic) return magic[1];
  if (opening.includes(0)) return BINARY;
  return opening.includes(LESS) && /^\uFEFF?\s*</.test(looseTextOf(opening)) ? HTML : undefined;
}

function notMetrics(origin: string, look: Look): AuditError {
  return new AuditError('SCRAPE_NOT_METRICS', `${origin} holds no metrics but looks like ${look.like}`, {
    hint: look.hint,
  });
}
