/** Report files: yesterday's is gone before the run begins, today's appears whole or not at all. */

import { randomUUID } from 'node:crypto';
import { access, constants, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { AuditError } from '../errors.ts';
import type { Printed } from '../render/printed.ts';
import { byteChunks } from './byte-chunks.ts';
import type { FileOutput } from './outputs.ts';

export interface ReportFile extends FileOutput {
  /** Puts the whole text in place in one step; on failure leaves nothing behind and throws OUTPUT_UNWRITABLE. */
  readonly write: (text: Printed) => Promise<void>;
}

/**
 * Removes what stands at each target, since a failed run must not leave an old verdict. Checks all before it removes any.
 * `sources` are files the run is going to read: naming one as a target is USAGE, as are a missing or read-only directory.
 */
export async function claimReportFiles(
  files: readonly FileOutput[],
  sources: readonly string[] = [],
): Promise<readonly ReportFile[]> {
  const readPaths = await Promise.all(sources.map(settledPath));
  const targets = await Promise.all(files.map((file) => targetOf(file, readPaths)));
  refuseOneTargetTwice(targets);
  await Promise.all(targets.filter(({ isReplaced }) => isReplaced).map(remove));
  return targets.map((target) => ({
    format: target.format,
    path: target.asked,
    write: (text) => put(target, text),
  }));
}

interface Target {
  readonly format: FileOutput['format'];
  /** As the user wrote it. */
  readonly asked: string;
  /** Behind symbolic links, so that a link stays a link. */
  readonly path: string;
  /** false for a device or a pipe (/dev/stdout, /dev/null), which is written to and never removed. */
  readonly isReplaced: boolean;
}

async function targetOf({ format, path: asked }: FileOutput, readPaths: readonly string[]): Promise<Target> {
  const path = await settledPath(asked);
  if (readPaths.includes(path)) {
    throw new AuditError('USAGE', `${asked} would be overwritten before it is read`, {
      hint: 'write the report to another file',
    });
  }
  const found = await stat(path).catch(() => null);
  if (found?.isDirectory()) {
    throw new AuditError('USAGE', `${asked} is a directory`, {
      hint: `name a file in it: -o ${format}=${join(asked, `report.${format}`)}`,
    });
  }
  const isReplaced = found === null || found.isFile();
  if (isReplaced) await checkDirectory(asked, dirname(path));
  return { format, asked, path, isReplaced };
}

const settledPath = (path: string) => realpath(path).catch(() => resolve(path));

async function checkDirectory(asked: string, directory: string): Promise<void> {
  const found = await stat(directory).catch(() => null);
  if (!found?.isDirectory()) {
    throw new AuditError('USAGE', `cannot write ${asked}: there is no directory ${directory}`, {
      hint: 'create it first',
    });
  }
  await access(directory, constants.W_OK).catch((cause: unknown) => {
    throw new AuditError('USAGE', `cannot write ${asked}: the directory ${directory} is not writable`, {
      hint: 'change its permissions or write elsewhere',
      cause,
    });
  });
}

function refuseOneTargetTwice(targets: readonly Target[]): void {
  const twice = targets.find(
    ({ path, isReplaced }, at) => isReplaced && targets.findIndex((other) => other.path === path) !== at,
  );
  if (twice === undefined) return;
  throw new AuditError('USAGE', `-o names the file ${twice.asked} twice`, {
    hint: 'give each format its own file',
  });
}

async function put(target: Target, text: Printed): Promise<void> {
  const written = target.isReplaced
    ? replaceWhole(target.path, text)
    : writeFile(target.path, byteChunks(text));
  await written.catch((cause: unknown) => {
    // Anything else was thrown by what makes the text, and is a bug of ours.
    if (!isSystemError(cause)) throw cause;
    refuse('write', target, cause);
  });
}

/** Node sets `syscall` on what the operating system refused. */
const isSystemError = (cause: unknown): cause is NodeJS.ErrnoException =>
  cause instanceof Error && 'syscall' in cause;

const remove = (target: Target) =>
  rm(target.path, { force: true }).catch((cause) => refuse('remove the old', target, cause));

function refuse(deed: string, { asked }: Target, cause: NodeJS.ErrnoException): never {
  throw new AuditError('OUTPUT_UNWRITABLE', `cannot ${deed} ${asked} (${cause.code ?? cause.message})`, {
    hint: 'look at the permissions of the file and its directory, and whether the disk is full',
    cause,
  });
}

/** A rename within one directory is atomic: a reader sees the old absence or the whole report. */
async function replaceWhole(path: string, text: Printed): Promise<void> {
  const unfinished = join(dirname(path), `.carbon-audit-${randomUUID()}.tmp`);
  try {
    await writeFile(unfinished, byteChunks(text), { flag: 'wx' });
    await rename(unfinished, path);
  } catch (failure) {
    await rm(unfinished, { force: true });
    throw failure;
  }
}
