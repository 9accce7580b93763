import { Readable, Writable } from 'node:stream';
import { COMMANDS } from '../../src/cli/registry.ts';
import { type ProcessParts, runCommandLine } from '../../src/cli/run.ts';
import { type Ran, words } from './cli.ts';

function sink(): Writable & { text: () => string } {
  const chunks: Buffer[] = [];
  const writable = new Writable({
    write: (chunk, _, done) => {
      chunks.push(Buffer.from(chunk));
      done();
    },
  });
  return Object.assign(writable, { text: () => Buffer.concat(chunks).toString('utf8') });
}

/** The command line in this process, with streams in memory: quick enough for tables of many lines. */
export async function commandLine(
  line: string,
  env: Readonly<Record<string, string>> = {},
  stdin = '',
): Promise<Ran> {
  const [stdout, stderr] = [sink(), sink()];
  const parts = {
    stdout,
    stderr,
    stdin: Readable.from([Buffer.from(stdin)]),
    env,
    on: () => undefined,
    exit: (code: number) => {
      throw new Error(`the command line exited with ${code}`);
    },
  };
  const noServer = () => Promise.reject(new Error('these lines serve nothing'));
  const code = await runCommandLine(words(line), {
    parts: parts as unknown as ProcessParts,
    startServer: noServer,
    commands: COMMANDS,
  });
  return { code, stdout: stdout.text(), stderr: stderr.text() };
}
