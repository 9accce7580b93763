/** Sections of a document that has a size limit: items go from the end, and how many went is said. */

export interface Section {
  readonly head: readonly string[];
  /** What may be left out. */
  readonly items: readonly string[];
  readonly tail: readonly string[];
  readonly noun: 'row' | 'line';
}

/** Room kept for the note that says what was left out, and for the blank line around a section. */
const NOTE_CHARACTERS = 120;

/** At most `maxCharacters`. Earlier sections are served first: the worst stands first. */
export function withinLimit(title: string, sections: readonly Section[], maxCharacters: number): string {
  const whole = documentOf(
    title,
    sections.map((section) => printed(section)),
  );
  if (whole.length <= maxCharacters) return whole;
  let left = maxCharacters - title.length - 1;
  for (const section of sections) left -= sizeOf([...section.head, ...section.tail]) + NOTE_CHARACTERS;
  const cut = sections.map((section) => {
    const kept = itemsWithin(section.items, left);
    left -= sizeOf(kept);
    return printed({ ...section, items: kept }, section.items.length - kept.length);
  });
  return documentOf(title, cut).slice(0, maxCharacters);
}

const sizeOf = (lines: readonly string[]) => lines.reduce((size, line) => size + line.length + 1, 0);

function itemsWithin(items: readonly string[], maxCharacters: number): readonly string[] {
  let left = maxCharacters;
  const tooMany = items.findIndex((item) => {
    left -= item.length + 1;
    return left < 0;
  });
  return tooMany < 0 ? items : items.slice(0, tooMany);
}

function printed({ head, items, tail, noun }: Section, missing = 0): string {
  const lines = [...head, ...items, ...tail];
  if (missing > 0)
    lines.push(
      '',
      `${missing} more ${noun}${missing === 1 ? '' : 's'} left out for length; \`-o json\` has all.`,
    );
  return lines.join('\n');
}

const documentOf = (title: string, sections: readonly string[]) =>
  `${title}\n${sections
    .filter((text) => text !== '')
    .map((text) => `${text}\n`)
    .join('\n')}`;
