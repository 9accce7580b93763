/** Reads the Prometheus text formats. First, plain form: holds the whole text and splits it into lines. */

import { AuditError } from '../errors.ts';
import type { BadLine, ExpositionReader, ReaderOptions, ScrapeReport } from './reader.ts';

const SAMPLE =
  /^[ \t]*([a-zA-Z_:][\w:]*)[ \t]*(?:\{(.*)\})?[ \t]*([^ \t{}]+)(?:[ \t]+(-?[\d.]+))?(?:[ \t]+#.*)?[ \t]*$/;
const LABEL = /[ \t]*"?([\w.:]+)"?[ \t]*=[ \t]*"((?:[^"\\]|\\.)*)"[ \t]*(?:,|$)/y;
const FLOAT = /^([+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?|nan|[+-]?inf(inity)?)$/i;

export function expositionReader(options: ReaderOptions): ExpositionReader {
  const decoder = new TextDecoder('utf-8');
  let text = '';
  let bytes = 0;
  return {
    push(chunk) {
      bytes += chunk.length;
      text += decoder.decode(chunk, { stream: true });
      if (/^\s*</.test(text) || text.slice(0, 512).includes('\0')) throw notMetrics(options.origin);
    },
    end: () => readText(options, text + decoder.decode(), bytes),
  };
}

function notMetrics(origin: string): AuditError {
  return new AuditError('SCRAPE_NOT_METRICS', `${origin} is not a Prometheus exposition`, {
    hint: 'Give the address of the /metrics page itself',
  });
}

function readText(options: ReaderOptions, text: string, bytes: number): ScrapeReport {
  if (text.trim() === '') throw new AuditError('SCRAPE_EMPTY', `${options.origin} is empty`);
  const lines = text.split(/\r?\n/);
  const truncated = lines.at(-1) !== '';
  if (!truncated) lines.pop();
  const bad: BadLine[] = [];
  const seen = new Set<string>();
  const families = new Set<string>();
  const tally = { rows: 0, duplicates: 0, firstDuplicate: null as string | null };
  lines.forEach((line, index) => {
    if (/^\s*(#|$)/.test(line)) return;
    const match = SAMPLE.exec(line);
    const labels = match && labelsOf(match[2] ?? '');
    if (!match || !labels || !FLOAT.test(match[3] ?? '')) {
      bad.push({ line: index + 1, reason: 'not a sample' });
      return;
    }
    families.add((match[1] as string).split('_')[0] as string);
    const sample = options.wanted.findIndex((one) => one.name === match[1]);
    if (sample < 0) return;
    const key = JSON.stringify([match[1], [...labels].filter(([, value]) => value !== '').sort()]);
    if (seen.has(key)) {
      tally.duplicates += 1;
      tally.firstDuplicate ??= line.slice(0, line.lastIndexOf('}') + 1);
      return;
    }
    seen.add(key);
    tally.rows += 1;
    const names = options.wanted[sample]?.labels ?? [];
    options.onRow({
      sample,
      value: Number((match[3] as string).replace(/inf(inity)?/i, 'Infinity')),
      timestampMs: match[4] === undefined ? null : Number(match[4]),
      label: (i) => labels.get(names[i] ?? '') ?? '',
    });
  });
  return {
    format: lines.includes('# EOF') ? 'openmetrics' : 'text',
    bytes,
    lines: lines.length,
    ...tally,
    badLines: bad.length,
    firstBadLines: bad.slice(0, 5),
    truncated,
    families: [...families],
  };
}

function labelsOf(block: string): Map<string, string> | null {
  const labels = new Map<string, string>();
  LABEL.lastIndex = 0;
  while (LABEL.lastIndex < block.length) {
    const match = LABEL.exec(block);
    if (!match) return null;
    labels.set(
      match[1] as string,
      (match[2] as string).replace(/\\([\\"n])/g, (_, c) => (c === 'n' ? '\n' : c)),
    );
  }
  return labels;
}
