/**
 * Text format or OpenMetrics, told from the text itself, since a saved file has no Content-Type. It is OpenMetrics from
 * the first of: `# UNIT`, `# EOF`, a TYPE only OpenMetrics has, an exemplar, a timestamp with a point or exponent, or a
 * counter whose TYPE line leaves out the `_total` that its sample has. Until then a timestamp is taken as milliseconds; a
 * text whose only sign is the `# EOF` at its end has had whole seconds read as milliseconds by then.
 */

import { type Comment, isOpenMetricsOnly } from './comment-line.ts';

export class Dialect {
  #openMetrics = false;
  #endsWithEof = false;
  #bareCounter: string | null = null;

  get format(): 'text' | 'openmetrics' {
    return this.#openMetrics ? 'openmetrics' : 'text';
  }

  /** The last line that said anything was `# EOF`. */
  get endsWithEof(): boolean {
    return this.#endsWithEof;
  }

  /** Whether the next sample line must be shown to `sample`. */
  get isCurious(): boolean {
    return this.#endsWithEof || this.#bareCounter !== null;
  }

  comment(comment: Comment): void {
    this.#endsWithEof = comment.kind === 'eof';
    if (isOpenMetricsOnly(comment)) this.#openMetrics = true;
    if (comment.kind !== 'type') return;
    this.#bareCounter = comment.type === 'counter' && !comment.name.endsWith('_total') ? comment.name : null;
  }

  sample(name: string): void {
    if (name === `${this.#bareCounter}_total` || name === `${this.#bareCounter}_created`)
      this.#openMetrics = true;
    this.#bareCounter = null;
    this.#endsWithEof = false;
  }

  exemplar(): void {
    this.#openMetrics = true;
  }

  /** Whole milliseconds since 1970. */
  timestampMs(written: string): number {
    if (/[.e]/i.test(written)) this.#openMetrics = true;
    return this.#openMetrics ? Math.round(Number(written) * 1000) : Number(written);
  }
}
