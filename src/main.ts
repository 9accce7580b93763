/**
 * The command line with all its commands. Bundled without their code: it is what runs for `--help` and what names no command,
 * and each command has a bundle of its own (scripts/bundle.mjs).
 */

import { COMMANDS } from './cli/registry.ts';
import { commandLineOf } from './process.ts';

export const { run, runWith } = commandLineOf(COMMANDS);
