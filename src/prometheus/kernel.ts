/**
 * The innermost loops of the reader, in WebAssembly: memory of its own with the text at hand, the label values, the series seen.
 * A label value is known by its position there. For one text at a time.
 */

import { bytesOfBase64, looseTextOf, writeText } from './bytes.ts';
import { KERNEL_CODE } from './kernel-code.ts';
import type { WantedSamples } from './reader.ts';

/** Why `scan` and `read` came back; the meaning stands in kernel/scan.ts. */
export const STOP = { odd: 1, unfamiliar: 2, tail: 3, full: 4, duplicate: 5, rest: 6 } as const;

/** What kernel/door.ts shows. */
interface KernelExports {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly CHUNK: Global;
  readonly CHUNK_BYTES: Global;
  readonly MAX_LINE_BYTES: Global;
  readonly ROWS: Global;
  readonly decimal: Global;
  readonly decimalEnd: Global;
  readonly duplicates: Global;
  readonly end: Global;
  readonly lines: Global;
  readonly rowsEnd: Global;
  readonly sample: Global;
  readonly start: Global;
  readonly tail: Global;
  accept(sample: number): number;
  begin(from: number, to: number): void;
  borrow(size: number): number;
  columnOf(sample: number, label: number): number;
  columnsOf(sample: number): number;
  countLine(): void;
  defineNames(): void;
  defineSamples(count: number, from: number, length: number): void;
  forgetBeginning(): void;
  forgetLine(): void;
  isIdle(): number;
  keep(from: number, length: number): number;
  labelOf(sample: number, column: number): number;
  learnBeginning(length: number): void;
  learnLayout(sample: number): void;
  open(): void;
  openSample(sample: number): number;
  plainName(): number;
  read(): number;
  readDecimal(from: number): number;
  rest(): number;
  scan(): number;
  takeRows(): void;
}

interface Global {
  readonly value: number;
}

/** The part of the global that is used here; Node's types do not have it. */
declare const WebAssembly: {
  readonly Module: new (code: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
};

/** Index, length and one word more, as in kernel/pool.ts. */
const VALUE_HEAD_BYTES = 12;

let compiled: object | undefined;

function newCalls(): KernelExports {
  compiled ??= new WebAssembly.Module(bytesOfBase64(KERNEL_CODE));
  return new WebAssembly.Instance(compiled).exports as KernelExports;
}

/** A server reads again and again: fresh memory each time is cleared by the system, counted and collected. */
const idle: KernelExports[] = [];
const MOST_IDLE = 4;
/** Memory never shrinks, so that of a large text goes with it. */
const MOST_IDLE_BYTES = 12 << 20;

export class Kernel {
  readonly calls: KernelExports;
  #memory!: ArrayBuffer;
  #bytes!: Uint8Array;
  #words!: Int32Array;
  #doubles!: Float64Array;
  /** Of label values, by their index, as far as they were asked for. */
  readonly texts: (string | undefined)[] = [];

  constructor() {
    this.calls = idle.pop() ?? newCalls();
    this.calls.open();
  }

  get bytes(): Uint8Array {
    this.#look();
    return this.#bytes;
  }

  /** By position ÷ 4. */
  get words(): Int32Array {
    this.#look();
    return this.#words;
  }

  /** By position ÷ 8. */
  get doubles(): Float64Array {
    this.#look();
    return this.#doubles;
  }

  /** Says what is wanted; once for a text. */
  define(wanted: readonly WantedSamples[]): void {
    let text = '';
    for (const { name, labels } of wanted)
      text += labels.length === 0 ? `${name}\n` : `${name}\0${labels.join('\0')}\n`;
    this.calls.defineSamples(wanted.length, ...this.put(text));
    this.calls.defineNames();
  }

  /** Writes a text where it stays until the next call that keeps something; returns its position and length. */
  put(text: string): [from: number, length: number] {
    // A character has at most three bytes of UTF-8.
    const from = this.calls.borrow(3 * text.length);
    return [from, writeText(this.bytes, text, from)];
  }

  valueOfText(text: string): number {
    return this.calls.keep(...this.put(text));
  }

  /** One string for each label value, made when it is asked for; '' for 0. */
  textOf(value: number): string {
    if (value === 0) return '';
    const index = this.words[value >>> 2] as number;
    return this.texts[index] ?? this.#makeText(value, index);
  }

  #makeText(value: number, index: number): string {
    const length = this.#words[(value >>> 2) + 1] as number;
    const from = value + VALUE_HEAD_BYTES;
    const text = looseTextOf(this.#bytes, from, from + length);
    // Without holes the array stays one in memory, too.
    while (this.texts.length < index) this.texts.push(undefined);
    this.texts[index] = text;
    return text;
  }

  /** For the next text; nothing may be asked of this one any more. */
  release(): void {
    if (idle.length < MOST_IDLE && this.bytes.length <= MOST_IDLE_BYTES) idle.push(this.calls);
  }

  /** Memory that has grown lies elsewhere. */
  #look(): void {
    const { buffer } = this.calls.memory;
    if (buffer === this.#memory) return;
    this.#memory = buffer;
    this.#bytes = new Uint8Array(buffer);
    this.#words = new Int32Array(buffer);
    this.#doubles = new Float64Array(buffer);
  }
}
