// docs/reference/warnings.md: every code the sources can give, found in the sources, with what it means.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { code, page, table } from './markdown.mjs';
import { ERRORS, FLAGS, WARNINGS } from './warning-texts.mjs';

const INTRO = `The codes are found in \`src/\`, their levels as well; the explanations are kept in \`scripts/reference/warning-texts.mjs\`.
A warning belongs to the result: it stands in \`warnings\` of the JSON report with its \`figures\`, and under *Limits of this measurement* in the
table. Codes are stable; sentences may change.`;

/** A code stands in a call of warning() or info(), in an object beside its level, or is handed to one of the two. */
const CALLS = /\b(warning|info)\(\s*'([A-Z][A-Z_]+)'/g;
const OBJECTS = /code: '([A-Z][A-Z_]+)',\s*level: '(warning|info)'/g;
const HANDED = /\bflagged\('[a-z-]+', '([A-Z][A-Z_]+)'|code: '([A-Z][A-Z_]+)',\s*why:/g;

function codesIn(text) {
  return [
    ...[...text.matchAll(CALLS)].map(([, level, found]) => [found, level]),
    ...[...text.matchAll(OBJECTS)].map(([, found, level]) => [found, level]),
    ...[...text.matchAll(HANDED)].map(([, first, second]) => [first ?? second, 'warning']),
  ];
}

async function warningCodes() {
  const paths = (await readdir('src', { recursive: true })).filter((path) => path.endsWith('.ts'));
  const texts = await Promise.all(paths.map((path) => readFile(join('src', path), 'utf8')));
  return new Map(texts.flatMap(codesIn).sort(([a], [b]) => a.localeCompare(b)));
}

async function podFlags() {
  const text = await readFile('src/kepler/measurement.ts', 'utf8');
  const union = /type PodFlag =([\s\S]*?);/.exec(text)?.[1] ?? '';
  return [...union.matchAll(/'([a-z-]+)'/g)].map(([, flag]) => flag);
}

function differences(what, found, told) {
  const known = Object.keys(told);
  return [
    ...found.filter((name) => !known.includes(name)).map((name) => `${what} ${name} has no explanation`),
    ...known
      .filter((name) => !found.includes(name))
      .map((name) => `${what} ${name} is explained, but not in src`),
  ];
}

export async function warningsPage({ EXIT_OF }) {
  const codes = await warningCodes();
  const problems = [
    ...differences('warning', [...codes.keys()], WARNINGS),
    ...differences('error', Object.keys(EXIT_OF), ERRORS),
    ...differences('flag', await podFlags(), FLAGS),
  ];
  if (problems.length > 0) throw new Error(`scripts/reference/warning-texts.mjs: ${problems.join('; ')}`);
  return page(
    'Warnings and errors',
    INTRO,
    '## Warnings',
    table(
      ['Code', 'Level', 'It says', 'What to do'],
      [...codes].map(([name, level]) => [code(name), level, ...WARNINGS[name]]),
    ),
    '## Flags of a pod',
    table(
      ['Flag', 'Meaning'],
      Object.entries(FLAGS).map(([flag, meaning]) => [code(flag), meaning]),
    ),
    '## Errors',
    'An error ends the run before anything is judged. `--error-format json` writes it as one line of JSON; a tool of the MCP server answers with the same code.',
    table(
      ['Code', 'Exit', 'Meaning'],
      Object.entries(EXIT_OF).map(([name, exit]) => [code(name), exit, ERRORS[name]]),
    ),
    'The server adds TIMEOUT, BUSY, CANCELLED, ANSWER_TOO_LARGE and NOT_FOUND, and INTERNAL with a reference that stands in its log.',
  );
}
