/** Lines that begin with `#`: what they say about the format. HELP texts and free comments are not read further. */

export type Comment =
  | { readonly kind: 'type'; readonly name: string; readonly type: string }
  | { readonly kind: 'unit' | 'eof' | 'other' }
  | { readonly kind: 'bad'; readonly reason: string };

const TYPE = /^#[ \t]+TYPE(?:[ \t]+("[^"]*"|[^ \t"]+))?(?:[ \t]+([^ \t]+))?[ \t]*(.*)$/;
const TEXT_TYPES = ['counter', 'gauge', 'histogram', 'summary', 'untyped', 'gauge_histogram'];
/** Types that the text format 0.0.4 does not have. */
const OPENMETRICS_TYPES = ['unknown', 'info', 'stateset', 'gaugehistogram'];
const OTHER: Comment = { kind: 'other' };

export function readComment(line: string): Comment {
  if (/^# EOF[ \t]*$/.test(line)) return { kind: 'eof' };
  if (/^# UNIT /.test(line)) return { kind: 'unit' };
  const match = TYPE.exec(line);
  return match ? typeComment(match[1], match[2], match[3] !== '') : OTHER;
}

function typeComment(name: string | undefined, type: string | undefined, more: boolean): Comment {
  if (name === undefined || type === undefined || more) {
    return { kind: 'bad', reason: '# TYPE needs a metric name and a type' };
  }
  const known = type.toLowerCase();
  if (![...TEXT_TYPES, ...OPENMETRICS_TYPES].includes(known)) {
    return { kind: 'bad', reason: `# TYPE names no type of metric: “${type.slice(0, 40)}”` };
  }
  return { kind: 'type', name: name.replace(/^"(.*)"$/, '$1'), type: known };
}

/** A proof by itself, whatever samples follow. */
export function isOpenMetricsOnly(comment: Comment): boolean {
  if (comment.kind === 'type') return OPENMETRICS_TYPES.includes(comment.type);
  return comment.kind === 'unit' || comment.kind === 'eof';
}
