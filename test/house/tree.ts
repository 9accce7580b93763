/** The project's own files, read once, for the tests that guard its shape. */

import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, relative } from 'node:path';

export const ROOT = join(import.meta.dirname, '../..');

/** Nothing here is written by hand or committed. */
const GENERATED = new Set(['node_modules', 'dist', '.git', '.cache', 'coverage']);

export interface SourceFile {
  /** From the root of the project, with slashes. */
  readonly path: string;
  readonly text: string;
}

export interface Import {
  readonly from: string;
  /** A path from the root for our own files, else the specifier as written. */
  readonly to: string;
}

function pathsUnder(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return GENERATED.has(entry.name) ? [] : pathsUnder(path);
    return [relative(ROOT, path).replaceAll('\\', '/')];
  });
}

const read = (path: string): SourceFile => ({ path, text: readFileSync(join(ROOT, path), 'utf8') });

export const allPaths = (folder = '.'): readonly string[] => pathsUnder(join(ROOT, folder));

export const filesUnder = (folder: string, suffix: RegExp): readonly SourceFile[] =>
  allPaths(folder)
    .filter((path) => suffix.test(path))
    .map(read);

export const SOURCE: readonly SourceFile[] = filesUnder('src', /\.ts$/);

const SPECIFIER = /\b(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g;

/** Static, dynamic and type-only imports alike: a type ties two files together as well. */
export function importsOf({ path, text }: SourceFile): readonly Import[] {
  return [...withoutComments(text).matchAll(SPECIFIER)].map(([, specifier = '']) => ({
    from: path,
    to: specifier.startsWith('.') ? posix.join(posix.dirname(path), specifier) : specifier,
  }));
}

/** What is left of the imports when it runs. */
export const withoutTypeImports = ({ path, text }: SourceFile): SourceFile => ({
  path,
  text: text.replace(/^(?:import|export) type \{[^}]*\} from '[^']+';$/gm, ''),
});

/** Good enough for our own formatting: a `//` inside a string follows a colon or a quote, never a blank. */
export const withoutComments = (text: string): string =>
  text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');

export const isOurs = ({ to }: Import): boolean => to.startsWith('src/');
