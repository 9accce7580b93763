/** Tones as colour and symbol. Neither carries meaning alone: the word is already in the text. */

import { Chalk, type ChalkInstance } from 'chalk';
import type { Tone } from '../view.ts';
import type { TerminalTraits } from './traits.ts';

const UNICODE_SYMBOLS: Record<Tone, string> = { good: '✓ ', bad: '✗ ', unsure: '? ', muted: '– ', plain: '' };
const ASCII_SYMBOLS: Record<Tone, string> = { good: '+ ', bad: 'x ', unsure: '? ', muted: '- ', plain: '' };

export interface Paint {
  readonly chalk: ChalkInstance;
  /** The symbol before the text, after its indentation; a text that already begins with it keeps one. */
  readonly marked: (tone: Tone | undefined, text: string) => string;
  readonly colour: (tone: Tone | undefined, text: string) => string;
}

/** Never chalk's own detection: colour was decided per stream. Level 1 is the 16 colours a theme can choose. */
export function paintOf({ columns, colour, unicode }: TerminalTraits): Paint {
  const chalk = new Chalk({ level: colour ? 1 : 0 });
  const symbols = unicode ? UNICODE_SYMBOLS : ASCII_SYMBOLS;
  const inks: Record<Tone, (text: string) => string> = {
    good: chalk.green,
    bad: chalk.red,
    unsure: chalk.yellow,
    muted: chalk.dim,
    plain: (text) => text,
  };
  return {
    chalk,
    marked: (tone = 'plain', text) => (columns === null ? text : withSymbol(symbols[tone], text)),
    colour: (tone = 'plain', text) => inks[tone](text),
  };
}

function withSymbol(symbol: string, text: string): string {
  const words = text.trimStart();
  if (symbol === '' || words === '' || words.startsWith(symbol.trim())) return text;
  return text.slice(0, text.length - words.length) + symbol + words;
}
