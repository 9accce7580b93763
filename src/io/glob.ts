/** Quoted globs: `*`, `?` and `[a-z]` in any part of a path. `**` is the same as `*`. */

import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { AuditError } from '../errors.ts';
import { nearHint } from './file-failure.ts';

const MAGIC = /[*?[]/;

/** The files a source names: itself when it has no wildcard or exists as written, else all matches, sorted. */
export function filesNamedBy(source: string): readonly string[] {
  if (!MAGIC.test(source) || existsSync(source)) return [source];
  const matches = matching(source).filter(
    (path) => !statSync(path, { throwIfNoEntry: false })?.isDirectory(),
  );
  if (matches.length > 0) return matches.sort();
  const hint = nearHint(source);
  throw new AuditError('SOURCE_UNREACHABLE', `no file matches ${source}`, hint === null ? {} : { hint });
}

function matching(pattern: string): string[] {
  const parts = pattern.split('/').filter((part) => part !== '' && part !== '.');
  let paths = [pattern.startsWith('/') ? '/' : ''];
  for (const part of parts) paths = paths.flatMap((path) => childrenOf(path, part));
  return paths;
}

function childrenOf(directory: string, part: string): readonly string[] {
  if (!MAGIC.test(part)) {
    const path = join(directory, part);
    return existsSync(path) ? [path] : [];
  }
  const pattern = patternOf(part);
  return namesIn(directory)
    .filter((name) => pattern.test(name) && (part.startsWith('.') || !name.startsWith('.')))
    .map((name) => join(directory, name));
}

function namesIn(directory: string): readonly string[] {
  try {
    return readdirSync(directory === '' ? '.' : directory);
  } catch {
    return []; // Not a directory, or one we may not list: nothing in it can match.
  }
}

/** One part of a path as a regular expression; a `[` without its `]` is an ordinary character. */
export function patternOf(part: string): RegExp {
  const tokens = part.match(/\[[!^]?\]?[^\]]*\]|./gsu) ?? [];
  return new RegExp(`^${tokens.map(expressionOf).join('')}$`, 'su');
}

function expressionOf(token: string): string {
  if (token === '*') return '.*';
  if (token === '?') return '.';
  return (token.startsWith('[') ? classOf(token) : null) ?? token.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

/** `[abc]`, `[a-z]`, `[!abc]`; null for what is no class: `[`, `[]` and backward ranges. */
function classOf(token: string): string | null {
  const [, not, members = ''] = /^\[([!^]?)(.+)\]$/s.exec(token) ?? [];
  if (members === '') return null;
  const expression = `[${not ? '^' : ''}${members.replace(/[\\\][^&]/g, '\\$&')}]`;
  try {
    return new RegExp(expression, 'u') && expression;
  } catch {
    return null;
  }
}
