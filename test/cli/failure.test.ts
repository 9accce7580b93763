import { expect, test } from 'vitest';
import { failureOf } from '../../src/cli/failure.ts';
import { onSignals } from '../../src/cli/signals.ts';
import { AuditError, type ErrorCode, EXIT_OF } from '../../src/errors.ts';

test.each(Object.entries(EXIT_OF))('%s exits %i with code, sentence and hint, no stack', (code, exitCode) => {
  const error = new AuditError(code as ErrorCode, 'it is so', { hint: 'do that' });
  expect(failureOf(error, 'text')).toEqual({ exitCode, text: `error[${code}]: it is so\n  hint: do that\n` });
  expect(JSON.parse(failureOf(error, 'json').text)).toEqual({
    error: { code, message: 'it is so', hint: 'do that' },
  });
  expect([2, 3]).toContain(exitCode);
});

test('anything else is a bug of ours: 70, with its stack', () => {
  const text = failureOf(new TypeError('x is not a function'), 'text');
  expect(text.exitCode).toBe(70);
  expect(text.text).toMatch(/^error\[BUG\]: this is a bug .*\nTypeError: x is not a function\n +at /);
  expect(JSON.parse(failureOf('thrown text', 'json').text).error).toMatchObject({
    code: 'BUG',
    message: 'thrown text',
  });
});

test('escape sequences in what a source sent do not reach the terminal', () => {
  const { text } = failureOf(
    new AuditError('SOURCE_REFUSED', 'it said \u001b]0;owned\u0007 and \r went'),
    'text',
  );
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
  expect(text.trimEnd()).not.toMatch(/[\u0000-\u001f]/);
});

test('the first signal stops, the second ends at once with its own code', () => {
  const listeners = new Map<string, () => void>();
  const exits: number[] = [];
  const parts = {
    on: (name: string, listener: () => void) => listeners.set(name, listener),
    exit: (code: number) => exits.push(code),
  };
  const signals = onSignals(parts as unknown as Parameters<typeof onSignals>[0]);
  expect([signals.exitCode(), signals.interruption.signal.aborted]).toEqual([null, false]);
  listeners.get('SIGINT')?.();
  expect([signals.exitCode(), signals.interruption.signal.aborted, exits]).toEqual([130, true, []]);
  expect(signals.interruption.throwIfAborted).toThrow('interrupted by SIGINT');
  listeners.get('SIGTERM')?.();
  expect(exits).toEqual([143]);
});

test('a signal that is first looked at after Ctrl-C is aborted', () => {
  const listeners = new Map<string, () => void>();
  const parts = {
    on: (name: string, listener: () => void) => listeners.set(name, listener),
    exit: () => undefined,
  };
  const { interruption } = onSignals(parts as unknown as Parameters<typeof onSignals>[0]);
  expect(interruption.throwIfAborted()).toBeUndefined();
  listeners.get('SIGTERM')?.();
  expect(interruption.signal.aborted).toBe(true);
});
