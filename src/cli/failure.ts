/** What is written and which exit code results when a command throws. Only bugs show a stack. */

import { AuditError } from '../errors.ts';
import { clean } from '../render/clean.ts';

export const EXIT_BUG = 70;
export const EXIT_USAGE = 2;

export interface Failure {
  readonly text: string;
  readonly exitCode: number;
}

/** commander's own errors, by shape, so that this file does not load it. */
function commanderMessage(error: unknown): string | null {
  const { code, message } = error as { code?: unknown; message?: unknown };
  const isCommander = typeof code === 'string' && code.startsWith('commander.');
  return isCommander && typeof message === 'string' ? message.replace(/^error: /, '') : null;
}

const bugText = (stack: string): string =>
  `error[BUG]: this is a bug in carbon-audit, please report it with what follows\n${stack.split('\n').map(clean).join('\n')}\n`;

export const isHelp = (error: unknown): boolean => (error as { exitCode?: unknown }).exitCode === 0;

function asText(code: string, message: string, hint: string | undefined): string {
  return `error[${code}]: ${clean(message)}\n${hint ? `  hint: ${clean(hint)}\n` : ''}`;
}

function asJson(code: string, message: string, hint: string | undefined): string {
  return `${JSON.stringify({ error: { code, message, hint: hint ?? null } })}\n`;
}

const WRONG_PATH = ['ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG'];

/** Where the error gives no advice of its own, as of a path that is like no other. Not there: a server tells nobody where it runs. */
function adviceOf({ hint, cause }: AuditError): string | undefined {
  if (hint !== undefined) return hint;
  const errno = (cause as NodeJS.ErrnoException | undefined)?.code ?? '';
  return WRONG_PATH.includes(errno)
    ? `check the path; a relative one is looked up from ${process.cwd()}`
    : undefined;
}

export function failureOf(error: unknown, format: 'text' | 'json'): Failure {
  const write = format === 'json' ? asJson : asText;
  if (error instanceof AuditError) {
    return { text: write(error.code, error.message, adviceOf(error)), exitCode: error.exitCode };
  }
  const usage = commanderMessage(error);
  if (usage !== null) return { text: write('USAGE', usage, 'see --help'), exitCode: EXIT_USAGE };
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const text = format === 'json' ? asJson('BUG', stack, undefined) : bugText(stack);
  return { text, exitCode: EXIT_BUG };
}
