/** A spinner on standard error while an operation runs. */

import type { CommandContext } from './command.ts';
import type { FlagValues } from './flag.ts';
import { isSpinning, startSpinner } from './spinner.ts';

export async function withSpinner<Result>(
  values: FlagValues,
  context: CommandContext,
  work: () => Promise<Result>,
): Promise<Result> {
  const flags = { quiet: values.quiet === true, progress: values.progress !== false };
  const terminal = {
    get isTTY() {
      return context.stderrIsTty;
    },
  };
  if (!isSpinning(terminal, context.environment, flags)) return work();
  const stop = startSpinner(context.stderr, 'reading Kepler');
  try {
    return await work();
  } finally {
    stop();
  }
}
