// The environment the program honours. The build fails when the sources read one that is not here, or the other way round.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

export const VARIABLES = [
  ['KEPLER_ENDPOINT', 'the source when no `--kepler` is given'],
  ['KOREA_CARBON_INTENSITY', 'replaces the limit of KR_CARBON_2050, in gCO2eq/kWh; the report says so'],
  ['KOREA_PUE_TARGET', 'replaces the limit of KR_PUE_GREEN_DC; the report says so'],
  ['CARBON_AUDIT_BEARER_TOKEN', 'bearer token for the endpoints, when no `--bearer-file` is given'],
  ['CARBON_AUDIT_BASIC', '`user:password` for the endpoints, when no `--basic-file` is given'],
  ['CARBON_AUDIT_KEY_PASSPHRASE', 'passphrase of the file given with `--key`'],
  ['HTTP_PROXY', 'proxy for http endpoints, lower case too; loopback never goes through a proxy'],
  ['HTTPS_PROXY', 'proxy for https endpoints, lower case too'],
  ['NO_PROXY', 'hosts, suffixes, addresses and ranges reached without a proxy, lower case too'],
  ['NODE_EXTRA_CA_CERTS', 'read by Node itself: more certificate authorities to trust'],
  ['MCP_TRANSPORT', '`serve` without `--transport`: stdio, http, streamable-http or sse'],
  ['HOST', '`serve` without `--host`'],
  ['PORT', '`serve` without `--port`'],
  ['NO_COLOR', 'no colour, when set and not empty'],
  ['FORCE_COLOR', 'colour also into a pipe; 0 is off'],
  ['TERM', '`dumb`: no colour, no spinner'],
  ['CI', 'no spinner'],
];

/** Asked by the terminal code to find out which characters a screen can show; nothing to set for our sake. */
const OF_THE_TERMINAL = ['LANG', 'LC_ALL', 'LC_CTYPE', 'OS', 'TERM_PROGRAM', 'WT_SESSION'];
const OF_NODE = ['NODE_EXTRA_CA_CERTS'];

const READ =
  /\b(?:env|environment)\.([A-Z][A-Z_]+)|_VARIABLE = '([A-Z_]+)'|'(CARBON_AUDIT_[A-Z_]+|HTTPS?_PROXY)'/g;

export async function checkVariables() {
  const paths = (await readdir('src', { recursive: true })).filter((path) => path.endsWith('.ts'));
  const texts = await Promise.all(paths.map((path) => readFile(join('src', path), 'utf8')));
  const read = new Set(
    texts.flatMap((text) => [...text.matchAll(READ)].map((match) => match.slice(1).find(Boolean))),
  );
  const told = new Set(VARIABLES.map(([name]) => name));
  const silent = [...read].filter((name) => !told.has(name) && !OF_THE_TERMINAL.includes(name));
  const unread = [...told].filter((name) => !read.has(name) && !OF_NODE.includes(name));
  return [
    ...silent.map((name) => `scripts/reference/variables.mjs does not tell of ${name}, which src reads`),
    ...unread.map((name) => `scripts/reference/variables.mjs tells of ${name}, which src does not read`),
  ];
}
