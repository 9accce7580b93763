/** The same question asked by many at once is worked out once. Who asked first does the work; the others wait for it. */

export interface SharedWork<Answer> {
  /** `work` is only called when nobody is at this question; `signal` is that of the asker. */
  readonly once: (question: string, signal: AbortSignal, work: () => Promise<Answer>) => Promise<Answer>;
}

interface Running<Answer> {
  readonly answer: Promise<Answer>;
  readonly signal: AbortSignal;
}

export function createSharedWork<Answer>(): SharedWork<Answer> {
  const running = new Map<string, Running<Answer>>();

  async function lead(question: string, signal: AbortSignal, work: () => Promise<Answer>): Promise<Answer> {
    const own = { answer: work(), signal };
    running.set(question, own);
    try {
      return await own.answer;
    } finally {
      if (running.get(question) === own) running.delete(question);
    }
  }

  async function once(question: string, signal: AbortSignal, work: () => Promise<Answer>): Promise<Answer> {
    const other = running.get(question);
    if (other === undefined) return lead(question, signal, work);
    try {
      return await other.answer;
    } catch (error) {
      // Whoever led may have hung up or run out of time; that is no answer for the others.
      if (!other.signal.aborted) throw error;
      signal.throwIfAborted();
      return once(question, signal, work);
    }
  }

  return { once };
}
