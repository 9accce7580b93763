/** What ties a file to the outside, to time or to chance. */

import { importsOf, isOurs, type SourceFile, withoutComments } from './tree.ts';

const IMPURE: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['await', /\bawait\b/],
  ['async', /\basync\b/],
  ['a promise', /\bnew Promise\b|\bPromise\./],
  ['the clock', /\bDate\.now\b|\bnew Date\(\s*\)|\bperformance\./],
  ['chance', /\bMath\.random\b|\bcrypto\./],
  ['the process', /\bprocess\.|\bglobalThis\b/],
  ['the console', /\bconsole\./],
  ['timers or network', /\bset(?:Timeout|Interval|Immediate)\(|\bfetch\(/],
  ["Node's Buffer", /\bBuffer\./],
];

/** The one deliberate exception; the file says why. Types named Buffer cost nothing and are not looked for. */
const BUFFERS = "src/prometheus/bytes.ts: Node's Buffer";

export function impurities(file: SourceFile): readonly string[] {
  const code = withoutComments(file.text);
  const words = IMPURE.filter(([, pattern]) => pattern.test(code)).map(([what]) => `${file.path}: ${what}`);
  const packages = importsOf(file).filter((found) => !isOurs(found));
  return [...words, ...packages.map(({ to }) => `${file.path}: imports ${to}`)].filter(
    (found) => found !== BUFFERS,
  );
}
