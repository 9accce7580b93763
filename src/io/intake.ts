/** Bytes from anywhere on their way into the Kepler reader: unzipped, counted, hashed, in constant memory. */

import { createHash } from 'node:crypto';
import { AuditError } from '../errors.ts';
import type { Readings, Scrape } from '../kepler/scrape.ts';
import type { ByteSink } from './byte-sink.ts';

/** What turns the text into readings; see `keplerReader`. */
export interface TextReader {
  /** Memory to read the next chunk of plain text into, good until that is pushed. */
  room?(): Uint8Array | undefined;
  push(chunk: Uint8Array): void;
  end(): Readings;
}

export interface IntakeOptions {
  /** Named in messages and in the scrape. */
  readonly origin: string;
  readonly reader: TextReader;
  /** Refuses more decoded bytes than this; none for files. */
  readonly maxBytes?: number;
  /** Sees the first decoded bytes and may refuse them by throwing. */
  readonly onStart?: (first: Uint8Array) => void;
  /** True when the sender declared gzip: then plain text is an error. */
  readonly gzip?: boolean;
}

/** A scrape before anybody said when it was taken. */
export type UndatedScrape = Omit<Scrape, 'takenAtMs'>;

export interface Intake {
  /** Memory to read the next chunk into, so that the reader need not copy it; none for text that is known to be zipped. */
  room(): Uint8Array | undefined;
  /** The chunk may be reused once the promise, if one is given back, is settled. */
  push(chunk: Uint8Array): Promise<void> | void;
  /** Ends the text; errors of the reader pass through. */
  end(): Promise<UndatedScrape>;
}

const GZIP_MAGIC = [0x1f, 0x8b] as const; // RFC 1952 section 2.3.1 (1996).

/** An intake for one source. */
export function openIntake(options: IntakeOptions): Intake {
  const text = measuredText(options);
  const isZipped = (first: Uint8Array): boolean =>
    options.gzip === true || GZIP_MAGIC.every((byte, index) => first[index] === byte);
  let mayBePlain = true;
  const gate = sniffingSink((first) => {
    mayBePlain = !isZipped(first);
    return mayBePlain ? { push: text.push, end() {} } : firstCopied(lateSink(text.push));
  });
  return {
    room: () => (mayBePlain ? options.reader.room?.() : undefined),
    push: gate.push,
    async end() {
      await gate.end();
      return text.scrape();
    },
  };
}

/** The first chunk may lie in memory of the reader, which writes there while that chunk is still being unzipped. */
function firstCopied(sink: ByteSink): ByteSink {
  let own = (chunk: Uint8Array): Uint8Array => {
    own = (next) => next;
    return Uint8Array.from(chunk);
  };
  return { push: (chunk) => sink.push(own(chunk)), end: sink.end };
}

/** Gunzips, once zlib has been loaded. */
function lateSink(onBytes: (bytes: Uint8Array) => void): ByteSink {
  const loaded = import('./unzip.ts').then(({ gunzipSink }) => gunzipSink(onBytes));
  return {
    push: async (chunk) => (await loaded).push(chunk),
    end: async () => (await loaded).end(),
  };
}

/** Chooses the sink when enough bytes are there to tell gzip from text. */
function sniffingSink(choose: (first: Uint8Array) => ByteSink): ByteSink {
  let sink: ByteSink | null = null;
  let held = new Uint8Array(0);
  return {
    push(chunk) {
      if (sink !== null) return sink.push(chunk);
      const first = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
      held = first.length < GZIP_MAGIC.length ? Uint8Array.from(first) : new Uint8Array(0);
      if (first.length < GZIP_MAGIC.length) return;
      sink = choose(first);
      return sink.push(first);
    },
    async end() {
      if (held.length > 0) {
        sink = choose(held);
        await sink.push(held);
      }
      await sink?.end();
    },
  };
}

function measuredText({ origin, reader, maxBytes = Number.POSITIVE_INFINITY, onStart }: IntakeOptions) {
  const hash = createHash('sha256');
  let bytes = 0;
  const push = (chunk: Uint8Array): void => {
    if (bytes === 0 && chunk.length > 0) onStart?.(chunk);
    bytes += chunk.length;
    if (bytes > maxBytes) throw tooLarge(origin, maxBytes);
    hash.update(chunk);
    reader.push(chunk);
  };
  const scrape = (): UndatedScrape => {
    const readings = reader.end();
    return { origin, sha256: hash.digest('hex'), bytes, readings };
  };
  return { push, scrape };
}

const BYTES_PER_MIB = 1024 * 1024;

function tooLarge(origin: string, maxBytes: number): AuditError {
  const limit =
    maxBytes >= BYTES_PER_MIB ? `${Math.floor(maxBytes / BYTES_PER_MIB)} MiB` : `${maxBytes} bytes`;
  return new AuditError('SOURCE_REFUSED', `stopped reading ${origin}: more than ${limit} of text`, {
    hint: 'a page of Kepler metrics is far smaller; check what answers there',
  });
}
