/**
 * Comma-separated text to rows of fields (RFC 4180): quotes, doubled quotes, commas and line ends inside quotes, CRLF.
 * Semicolons or tabs separate where the first line has them and no comma. Blank lines and lines that start with # are left out.
 */

export interface CsvRow {
  /** Line of the text the row starts on, from 1. */
  readonly line: number;
  readonly fields: readonly string[];
}

/** Throws a SyntaxError for a quote that never ends. */
export function csvRows(text: string): CsvRow[] {
  const body = text.replace(/^\uFEFF/, '');
  const separator = separatorOf(body);
  const rows: CsvRow[] = [];
  let line = 1;
  let fields: string[] = [];
  let startLine = 1;
  for (const { value, ending, breaks } of fieldsOf(body, separator)) {
    fields.push(value);
    line += breaks;
    if (ending === separator) continue;
    rows.push({ line: startLine, fields });
    fields = [];
    line += 1;
    startLine = line;
  }
  return rows.filter((row) => !isEmpty(row));
}

interface Field {
  readonly value: string;
  /** The separator, or '' at the end of a line or of the text. */
  readonly ending: string;
  /** Line ends inside the quotes. */
  readonly breaks: number;
}

function* fieldsOf(text: string, separator: string): Generator<Field> {
  const pattern = new RegExp(
    `(?:"([^"]*(?:""[^"]*)*)"[ \\t]*|([^"${separator}\\r\\n][^${separator}\\r\\n]*)?)(${separator}|\\r\\n|\\n|\\r|$)`,
    'y',
  );
  while (pattern.lastIndex <= text.length) {
    const start = pattern.lastIndex;
    const match = pattern.exec(text);
    if (match === null)
      throw new SyntaxError(`a quote that starts on line ${lineAt(text, start)} does not end properly`);
    const [all, quoted, bare = '', end = ''] = match;
    const value = quoted === undefined ? bare.trim() : quoted.replaceAll('""', '"');
    yield { value, ending: end === separator ? separator : '', breaks: breaksIn(quoted) };
    if (end === '' || (all === '' && start === text.length)) return;
  }
}

const breaksIn = (quoted = ''): number => quoted.split(/\r\n|\n|\r/).length - 1;
const lineAt = (text: string, index: number): number => breaksIn(text.slice(0, index)) + 1;

function separatorOf(text: string): string {
  const firstLine = text.split(/\r?\n/).find((line) => line.trim() !== '' && !line.startsWith('#')) ?? '';
  if (firstLine.includes(',')) return ',';
  return [';', '\t'].find((one) => firstLine.includes(one)) ?? ',';
}

const isEmpty = ({ fields }: CsvRow): boolean => {
  const first = fields[0] ?? '';
  return first.startsWith('#') || (fields.length === 1 && first === '');
};
