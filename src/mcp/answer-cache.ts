/** The same question in the same minute about the same reading has the same answer: kept until the sources are read again. */

/** About 64 KiB each at most. */
const MAX_ANSWERS = 64;

export interface AnswerCache<Answer> {
  readonly find: (question: string, version: number | null) => Answer | undefined;
  readonly keep: (question: string, version: number, answer: Answer) => void;
}

export function createAnswerCache<Answer>(): AnswerCache<Answer> {
  let answers = new Map<string, Answer>();
  let of = -1;
  return {
    find: (question, version) => (version === of ? answers.get(question) : undefined),
    keep(question, version, answer) {
      if (version !== of) answers = new Map();
      of = version;
      if (answers.size >= MAX_ANSWERS) {
        const [oldest] = answers.keys();
        if (oldest !== undefined) answers.delete(oldest);
      }
      answers.set(question, answer);
    },
  };
}
