/** The two streams people and pipelines see: what each can show, and writing that survives a reader who left. */

import type { Writable } from 'node:stream';
import { AuditError } from '../errors.ts';
import type { Printed } from '../render/printed.ts';
import type { TerminalTraits } from '../render/traits.ts';
import { byteChunks } from './byte-chunks.ts';
import { type ColourFlag, type Environment, isColoured, isUnicode } from './colour.ts';

/** process.stdout and process.stderr, or plain streams in tests. */
export interface OutputStream extends Writable {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** What takes a result: a stream, or a file. */
export interface ResultStream extends Pick<OutputStream, 'isTTY' | 'columns'> {
  readonly on: (event: 'error', listener: (failure: Error) => void) => unknown;
  readonly write: (chunk: Uint8Array, done: (failure?: Error | null) => void) => unknown;
}

export interface Streams {
  readonly stdout: ResultStream;
  readonly stderr: OutputStream;
}

export interface Terminal {
  readonly stdout: TerminalTraits;
  readonly stderr: TerminalTraits;
  /** The result, to standard output. Resolves when all of it is handed over or its reader is gone; never throws for that. */
  readonly write: (text: Printed) => Promise<void>;
  /** Everything else, to standard error. What cannot be said there is not said. */
  readonly note: (text: string) => Promise<void>;
}

export interface TerminalFlags {
  readonly color?: ColourFlag;
}

/** A TTY that does not know its width (under `script`, in some build agents) says 0. */
const DEFAULT_COLUMNS = 80;
/** The reader went away: normal for `head`. EOF is what Windows says. */
const READER_GONE = ['EPIPE', 'EOF', 'ECONNRESET', 'ERR_STREAM_DESTROYED', 'ERR_STREAM_WRITE_AFTER_END'];

export function terminalOf(streams: Streams, env: Environment, flags: TerminalFlags = {}): Terminal {
  const stdout = onceAsked(() => streams.stdout);
  const out = onceAsked(() => writerOf(stdout()));
  const err = onceAsked(() => writerOf(streams.stderr));
  return {
    get stdout() {
      return traitsOf(stdout(), env, flags);
    },
    get stderr() {
      return traitsOf(streams.stderr, env, flags);
    },
    write: async (text) => {
      const failure = await out()(text);
      if (failure !== null) throw unwritable(failure);
    },
    note: async (text) => {
      await err()(text);
    },
  };
}

/** Node makes a stream of its process when it is looked at, which takes milliseconds: most runs write to one only. */
function onceAsked<Value>(make: () => Value): () => Value {
  let made: Value | null = null;
  return () => {
    made ??= make();
    return made;
  };
}

/** Without a listener Node throws the error of a closed pipe at the process. */
export function guarded<Stream extends Writable>(stream: Stream): Stream {
  if (stream.listenerCount('error') === 0) stream.on('error', () => undefined);
  return stream;
}

function traitsOf(
  stream: Pick<OutputStream, 'isTTY' | 'columns'>,
  env: Environment,
  { color }: TerminalFlags,
): TerminalTraits {
  const isTty = stream.isTTY === true;
  const columns = stream.columns !== undefined && stream.columns > 0 ? stream.columns : DEFAULT_COLUMNS;
  return {
    columns: isTty ? columns : null,
    colour: isColoured(isTty, env, color),
    get unicode() {
      return isUnicode(env);
    },
  };
}

type Failure = NodeJS.ErrnoException;

/** One chunk at a time, each awaited: back-pressure, and nothing left in memory when the process ends. */
function writerOf(stream: ResultStream) {
  let broken: Failure | null = null;
  const breakWith = (failure: Failure) => {
    broken ??= failure;
  };
  // Without a listener Node throws the error of a closed pipe at the process.
  stream.on('error', breakWith);
  return async (text: Printed): Promise<Failure | null> => {
    for (const chunk of byteChunks(text)) {
      if (broken !== null) break;
      const failure = await writeChunk(stream, chunk);
      if (failure !== null) breakWith(failure);
    }
    return isReaderGone(broken) ? null : broken;
  };
}

const isReaderGone = (failure: Failure | null) => READER_GONE.includes(failure?.code ?? '');

const writeChunk = (stream: ResultStream, chunk: Uint8Array) =>
  new Promise<Failure | null>((resolve) => {
    stream.write(chunk, (failure) => resolve(failure ?? null));
  });

const unwritable = (cause: Failure) =>
  new AuditError(
    'OUTPUT_UNWRITABLE',
    `cannot write the result to standard output (${cause.code ?? cause.message})`,
    {
      hint: 'look whether the disk is full, or write to another place with -o FORMAT=FILE',
      cause,
    },
  );
