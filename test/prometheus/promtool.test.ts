import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { AuditError } from '../../src/errors.ts';
import { read, wanting } from './reading.ts';

/** From the package `prometheus` of Debian; not needed to run these tests. */
const PROMTOOL = 'promtool';

/** What `promtool check metrics` 2.42 says of a text, and what we say. Where they differ we take more, never less. */
const HEAD = '# HELP m_x A text.\n# TYPE m_x gauge\n';
const BOTH_READ: readonly (readonly [string, string])[] = [
  ['a label', `${HEAD}m_x{a="1"} 1\n`],
  ['no label', `${HEAD}m_x 1\n`],
  ['empty braces', `${HEAD}m_x{} 1\n`],
  ['a trailing comma', `${HEAD}m_x{a="1",} 1\n`],
  ['no blank behind the brace', `${HEAD}m_x{a="1"}1\n`],
  ['the three escapes', `${HEAD}m_x{a="\\\\ \\" \\n"} 1\n`],
  ['signs in a value', `${HEAD}m_x{a="}{,=#"} 1\n`],
  ['infinity', `${HEAD}m_x +Inf\n`],
  ['not a number', `${HEAD}m_x NaN\n`],
  ['a plus sign', `${HEAD}m_x +1\n`],
  ['an exponent', `${HEAD}m_x 1.5e+06\n`],
  ['a time before 1970', `${HEAD}m_x 1 -5\n`],
  ['no header', 'm_x 1\n'],
  ['TYPE before HELP', '# TYPE m_x gauge\n# HELP m_x A text.\nm_x 1\n'],
  ['a remark', `# remark\n${HEAD}m_x 1\n`],
  [
    'an interrupted family',
    `${HEAD}m_x{a="1"} 1\n# HELP n_x A text.\n# TYPE n_x gauge\nn_x 1\nm_x{a="2"} 1\n`,
  ],
  ['a series twice', `${HEAD}m_x{a="1"} 1\nm_x{a="1"} 2\n`],
];
const BOTH_REFUSE: readonly (readonly [string, string])[] = [
  ['a lone comma', `${HEAD}m_x{,} 1\n`],
  ['two commas', `${HEAD}m_x{a="1",,b="2"} 1\n`],
  ['a missing comma', `${HEAD}m_x{a="1" b="2"} 1\n`],
  ['no quotes', `${HEAD}m_x{a=1} 1\n`],
  ['single quotes', `${HEAD}m_x{a='1'} 1\n`],
  ['a label twice', `${HEAD}m_x{a="1",a="2"} 1\n`],
  ['a label name that begins with a digit', `${HEAD}m_x{1="1"} 1\n`],
  ['no value', `${HEAD}m_x{a="1"}\n`],
  ['a word for a value', `${HEAD}m_x one\n`],
  ['0b1', `${HEAD}m_x 0b1\n`],
  ['hex without a power', `${HEAD}m_x 0x1\n`],
  ['a value beyond the largest double', `${HEAD}m_x 1e999\n`],
  ['three numbers', `${HEAD}m_x 1 2 3\n`],
  ['a word for a time', `${HEAD}m_x 1 now\n`],
  ['an open quote', `${HEAD}m_x{a="1} 1\n`],
  ['an open brace', `${HEAD}m_x{a="1"\n`],
  ['a type that is none', '# TYPE m_x gouge\nm_x 1\n'],
  ['a web page', '<html>\n'],
  ['a plain message', '404 page not found\n'],
  ['no name', `${HEAD}{a="1"} 1\n`],
];
/** With the reason why we read it all the same. */
const ONLY_WE_READ: readonly (readonly [string, string])[] = [
  ['no last line end (reported as truncated)', `${HEAD}m_x 1`],
  ['blanks at the end of a line', `${HEAD}m_x 1 7 \n`],
  ['an unknown escape, kept as Prometheus itself keeps it', `${HEAD}m_x{a="\\t"} 1\n`],
  ['hex floats, which Go writes with %x', `${HEAD}m_x 0x1p3\n`],
  ['underscores, which Go reads', `${HEAD}m_x 1_000\n`],
  ['CR and LF, as saved on Windows', `${HEAD}m_x 1\n`.replaceAll('\n', '\r\n')],
  ['a byte order mark, as saved on Windows', `\uFEFF${HEAD}m_x 1\n`],
  ['a timestamp of OpenMetrics', `${HEAD}m_x 1 1.5\n# EOF\n`],
  ['an exemplar of OpenMetrics', `${HEAD}m_x 1 # {a="1"} 1\n# EOF\n`],
  ['a type of OpenMetrics', '# TYPE m_x unknown\nm_x 1\n# EOF\n'],
  ['headers twice, as in a concatenation', `${HEAD}m_x{a="1"} 1\n${HEAD}m_x{a="2"} 2\n`],
  ['UTF-8 names of Prometheus 3', '# TYPE "m.x" gauge\n{"m.x","l.x"="1"} 1\n'],
];
/** Promtool takes it because it does not look, we do. */
const ONLY_PROMTOOL_READS: readonly (readonly [string, string])[] = [
  ['a TYPE line without a type', '# TYPE m_x\nm_x 1\n'],
];

function isReadByUs(text: string): boolean {
  try {
    return read(text, wanting(['m_x', 'm.x'], ['a'])).report.badLines === 0;
  } catch (error) {
    if (error instanceof AuditError) return false;
    throw error;
  }
}

/** null where it is not installed. Exit 1 is a text it cannot read, 3 one whose names it finds unfortunate. */
function isReadByPromtool(text: string): boolean | null {
  const { status, error } = spawnSync(PROMTOOL, ['check', 'metrics'], { input: text, encoding: 'utf8' });
  return error === undefined ? status !== 1 : null;
}

/** The recorded verdicts are those of 2.42; UTF-8 names came with 3. */
const version = spawnSync(PROMTOOL, ['--version'], { encoding: 'utf8' }).stdout ?? '';
const isRecordedVersion = version.startsWith('promtool, version 2.42');

test.each([
  ['both read', BOTH_READ, true, true],
  ['both refuse', BOTH_REFUSE, false, false],
  ['only we read', ONLY_WE_READ, true, false],
  ['only promtool reads', ONLY_PROMTOOL_READS, false, true],
])('%s what the table says', (_, cases, us, promtool) => {
  expect(cases.filter(([, text]) => isReadByUs(text) !== us)).toEqual([]);
  // Without that promtool the record stands for it, and only our half is put to the test.
  const verdict = (text: string) => (isRecordedVersion ? isReadByPromtool(text) : promtool);
  expect(cases.filter(([, text]) => verdict(text) !== promtool)).toEqual([]);
});

const FIXTURES = readdirSync('fixtures').filter((file) => file.endsWith('.prom'));

test.each(FIXTURES)('%s is read by us without a bad line, and by promtool where there is one', (file) => {
  const text = readFileSync(`fixtures/${file}`, 'utf8');
  expect(read(text, wanting(['kepler_pod_cpu_watts'], [])).report.badLines).toBe(0);
  expect(isReadByPromtool(text)).not.toBe(false);
});
