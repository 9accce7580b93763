/** Ctrl-C as those see it who read: most only ask whether it has come, and to make a signal takes Node long. */

export interface Interruption {
  /** Throws the reason once it has come. */
  readonly throwIfAborted: () => void;
  /** For what waits; made when it is looked at. */
  readonly signal: AbortSignal;
}

export const interruptedBy = (signal: AbortSignal): Interruption => ({
  throwIfAborted: () => signal.throwIfAborted(),
  signal,
});
