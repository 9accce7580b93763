/** What the operating system says of a file, as one sentence with something to do about it. */

import { AuditError, type ErrorCode } from '../errors.ts';
import { nearFiles } from './near-files.ts';

const SENTENCES: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  ENOTDIR: 'a part of the path is not a directory',
  EISDIR: 'it is a directory',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ELOOP: 'its symbolic links go round in a circle',
  ENAMETOOLONG: 'the name is too long',
  EMFILE: 'too many files are open',
  EIO: 'the disk reports a read error',
};

/** The sentence for a failed open, stat or read of `path`. Exit code by `code`, 3 unless told otherwise. */
export function fileFailure(
  path: string,
  error: unknown,
  code: ErrorCode = 'SOURCE_UNREACHABLE',
): AuditError {
  if (error instanceof AuditError) return error;
  const errno = (error as NodeJS.ErrnoException | null)?.code ?? '';
  const what = SENTENCES[errno] ?? (error instanceof Error ? error.message : String(error));
  const hint = hintFor(path, errno);
  return new AuditError(code, `cannot read ${path}: ${what}`, {
    cause: error,
    ...(hint === null ? {} : { hint }),
  });
}

function hintFor(path: string, errno: string): string | null {
  if (errno === 'EISDIR') return `give the files in it, as in '${path.replace(/\/+$/, '')}/*.prom'`;
  if (errno === 'EACCES' || errno === 'EPERM') return 'check who may read it';
  if (errno !== 'ENOENT') return null;
  return /^[\w.-]+:\d+(\/|$)/.test(path) ? `for an endpoint write http://${path}` : nearHint(path);
}

/** "did you mean …" for a path that is not there; null when nothing is near. */
export function nearHint(path: string): string | null {
  const near = nearFiles(path);
  return near.length === 0 ? null : `did you mean ${near.join(' or ')}?`;
}
