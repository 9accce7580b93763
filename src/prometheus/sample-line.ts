/**
 * The grammar of one sample line, whole and slow: text format 0.0.4 and OpenMetrics 1.0 together, with UTF-8 names.
 *
 *     [name] [ '{' [label {',' label} [',']] '}' ] value [timestamp] ['#' exemplar]      label = name '=' '"' value '"'
 */

import { goFloat } from './go-float.ts';

export interface SampleLine {
  readonly name: string;
  readonly labels: ReadonlyMap<string, string>;
  readonly tail: string;
}

/** What stands behind the labels. */
export interface Tail {
  readonly value: number;
  /** As written: milliseconds in the text format, seconds in OpenMetrics. */
  readonly timestamp: string | null;
  readonly hasExemplar: boolean;
}

const NAME = /[a-zA-Z_:][a-zA-Z0-9_:]*/y;
const LABEL_NAME = /[a-zA-Z_][a-zA-Z0-9_]*/y;
const BLANKS = /[ \t]*/y;
const TIMESTAMP = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** A mistake in one line; it is counted, never shown as a failure of the whole. */
class LineFault extends Error {}

/** The line without its end, or the reason why it is none. */
export function readSampleLine(line: string): SampleLine | string {
  return orReason(() => new LineCursor(line).sample());
}

export function readTail(text: string): Tail | string {
  return orReason(() => tailOf(text));
}

function orReason<T>(read: () => T): T | string {
  try {
    return read();
  } catch (fault) {
    if (fault instanceof LineFault) return fault.message;
    throw fault;
  }
}

class LineCursor {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  sample(): SampleLine {
    this.#skip(BLANKS);
    const bare = this.#take(NAME);
    this.#skip(BLANKS);
    const labels = new Map<string, string>();
    const quoted = this.#next('{') ? this.#labelsInto(labels, bare === '') : '';
    const name = bare || quoted;
    if (name === '') throw new LineFault(`${shown(this.#text)} does not begin with a metric name`);
    return { name, labels, tail: this.#text.slice(this.#at) };
  }

  /** Returns the quoted metric name, '' where there is none. */
  #labelsInto(labels: Map<string, string>, nameAllowed: boolean): string {
    let name = '';
    while (!this.#next('}')) {
      const quoted = this.#text[this.#at] === '"';
      const label = quoted ? this.#quoted() : this.#take(LABEL_NAME);
      if (label === '') throw new LineFault(`expected a label name at ${shown(this.#text.slice(this.#at))}`);
      if (this.#next('=')) this.#valueInto(labels, label);
      else if (quoted && nameAllowed && name === '' && labels.size === 0) name = label;
      else throw new LineFault(`label ${shown(label)} has no value`);
      if (!this.#next(',') && this.#text[this.#at] !== '}') {
        throw new LineFault(`expected , or } after label ${shown(label)}`);
      }
    }
    return name;
  }

  #valueInto(labels: Map<string, string>, label: string): void {
    if (this.#text[this.#at] !== '"') throw new LineFault(`the value of label ${shown(label)} is not quoted`);
    if (labels.has(label)) throw new LineFault(`label ${shown(label)} appears twice`);
    labels.set(label, this.#quoted());
  }

  #quoted(): string {
    const from = this.#at + 1;
    for (let at = from; at < this.#text.length; at++) {
      const letter = this.#text[at];
      if (letter === '\\') at += 1;
      else if (letter === '"') {
        this.#at = at + 1;
        this.#skip(BLANKS);
        return unescaped(this.#text.slice(from, at));
      }
    }
    throw new LineFault('a quoted text has no end');
  }

  /** Takes one sign and the blanks behind it. */
  #next(sign: string): boolean {
    if (this.#text[this.#at] !== sign) return false;
    this.#at += 1;
    this.#skip(BLANKS);
    return true;
  }

  #take(pattern: RegExp): string {
    const from = this.#at;
    this.#skip(pattern);
    const taken = this.#text.slice(from, this.#at);
    this.#skip(BLANKS);
    return taken;
  }

  #skip(pattern: RegExp): void {
    pattern.lastIndex = this.#at;
    if (pattern.test(this.#text)) this.#at = pattern.lastIndex;
  }
}

/** Only these three are escapes; of any other both characters are kept, as Prometheus does. */
function unescaped(raw: string): string {
  return raw.includes('\\')
    ? raw.replace(/\\([\\"n])/g, (_, letter) => (letter === 'n' ? '\n' : letter))
    : raw;
}

function tailOf(text: string): Tail {
  const hash = text.indexOf('#');
  const [value, timestamp, surplus] = words(hash < 0 ? text : text.slice(0, hash));
  if (value === undefined) throw new LineFault('the value is missing');
  const number = numberOf(value);
  if (surplus !== undefined) throw new LineFault(`unexpected ${shown(surplus)} after the timestamp`);
  if (timestamp !== undefined && !TIMESTAMP.test(timestamp)) {
    throw new LineFault(`timestamp ${shown(timestamp)} is not a number`);
  }
  if (hash >= 0) checkExemplar(text, hash);
  return { value: number, timestamp: timestamp ?? null, hasExemplar: hash >= 0 };
}

/** ` # {trace_id="…"} 1 1.5`: read so that a broken one is noticed, and not kept. */
function checkExemplar(text: string, hash: number): void {
  const exemplar = new LineCursor(`exemplar${text.slice(hash + 1).trimStart()}`);
  if (!/[ \t]$/.test(text.slice(0, hash)) || !/^[ \t]*\{/.test(text.slice(hash + 1))) {
    throw new LineFault(`${shown(text.slice(hash))} is not an exemplar`);
  }
  const { tail } = exemplar.sample();
  if (tail.includes('#'))
    throw new LineFault(`unexpected ${shown(tail.slice(tail.indexOf('#')))} after the exemplar`);
  tailOf(tail);
}

function numberOf(text: string): number {
  const value = goFloat(text);
  if (value === null) throw new LineFault(`value ${shown(text)} is not a number`);
  return value;
}

function words(text: string): string[] {
  return text.split(/[ \t]+/).filter((word) => word !== '');
}

function shown(text: string): string {
  return `“${text.length > 40 ? `${text.slice(0, 39)}…` : text}”`;
}
