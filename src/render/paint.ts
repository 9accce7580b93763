/** Tones as colour and symbol. Neither carries meaning alone: the word is already in the text. */

import { Chalk, type ChalkInstance } from 'chalk';
import type { Tone } from '../view.ts';
import type { TerminalTraits } from './traits.ts';

const UNICODE_SYMBOLS: Record<Tone, string> = { good: '✓ ', bad: '✗ ', unsure: '? ', muted: '– ', plain: '' };
const ASCII_SYMBOLS: Record<Tone, string> = { good: '+ ', bad: 'x ', unsure: '? ', muted: '- ', plain: '' };

export interface Paint {
  readonly chalk: ChalkInstance;
  readonly symbol: (tone: Tone | undefined) => string;
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
    symbol: (tone = 'plain') => (columns === null ? '' : symbols[tone]),
    colour: (tone = 'plain', text) => inks[tone](text),
  };
}
