// Keeps what hand-written documents quote of the program current:
//
//   <!-- run: carbon-audit regions --top 3 | head -4 -->   (or tail) the fence after it holds that command and what it really prints
//   <!-- table: NAME -->…<!-- end -->                      what stands between is that generated table
import { execFile } from 'node:child_process';

const LAUNCHER = 'bin/carbon-audit.js';

/** Loaded before the program: options that depend on the season must not change from day to day. */
const CLOCK = `data:text/javascript,${encodeURIComponent(`
  const now = Date.parse('2026-10-20T01:00:00Z');
  globalThis.Date = class extends Date {
    constructor(...given) { super(...(given.length === 0 ? [now] : given)); }
    static now() { return now; }
  };
`)}`;

const RUN =
  /(<!-- run: carbon-audit ([^\n]*?)(?: \| (head|tail) -(\d+))? -->\n+)```(\w*)\n(?:[\s\S]*?\n)??```(?=\n)/g;
const TABLE = /(<!-- table: ([a-z]+) -->\n)[\s\S]*?(<!-- end -->)/g;

/** Single quotes keep blanks and stars together; nothing else of a shell is needed. */
const words = (line) => (line.match(/'[^']*'|\S+/g) ?? []).map((word) => word.replace(/^'(.*)'$/, '$1'));

function run(line) {
  const args = ['--import', CLOCK, LAUNCHER, ...words(line)];
  // Nothing of this machine may show: no colour, no width, no source, no proxy.
  const options = { env: { PATH: process.env.PATH, LANG: 'C.UTF-8' }, timeout: 60_000 };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, args, options, (error, stdout, stderr) => {
      resolve({ exit: error === null ? 0 : error.code, output: `${stdout}${stderr}` });
    });
    child.stdin.end();
  });
}

function linesOf({ line, end, count, language }, { exit, output }) {
  const printed = output
    .trimEnd()
    .split('\n')
    .map((text) => text.trimEnd());
  const shown =
    { head: printed.slice(0, Number(count)), tail: printed.slice(-Number(count)) }[end] ?? printed;
  if (language !== 'console') return shown;
  const prompt = `$ carbon-audit ${line}${end === undefined ? '' : ` | ${end} -${count}`}`;
  const verdict = end === undefined && exit !== 0 ? ['$ echo $?', String(exit)] : [];
  return [prompt, ...shown, ...verdict];
}

/** The document with its quoted runs and tables made anew. */
export async function refreshed(text, tables) {
  const fences = [];
  for (const [, , line, end, count, language] of text.matchAll(RUN)) {
    const lines = linesOf({ line, end, count, language }, await run(line));
    fences.push([`\`\`\`${language}`, ...lines, '```'].join('\n'));
  }
  const withRuns = text.replace(RUN, (_, comment) => `${comment}${fences.shift()}`);
  return withRuns.replace(TABLE, (_, begin, name, end) => {
    if (!Object.hasOwn(tables, name)) throw new Error(`there is no table called ${name}`);
    return `${begin}${tables[name]}\n${end}`;
  });
}
