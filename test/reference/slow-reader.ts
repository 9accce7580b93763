/**
 * A reader for comparison: whole text in memory, one letter after the other, no cleverness, no line of the real one.
 * It takes valid text only and throws on anything else, so it never agrees with a mistake by making the same.
 */

export interface SlowSample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

export function readSlowly(text: string): SlowSample[] {
  return text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map(sampleOf);
}

/** Sum per sample name and pod, in the order of the text. */
export function slowSums(samples: readonly SlowSample[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { name, labels, value } of samples) {
    const pod = JSON.stringify([name, labels.pod_namespace ?? '', labels.pod_name ?? '']);
    sums.set(pod, (sums.get(pod) ?? 0) + value);
  }
  return sums;
}

function sampleOf(line: string): SlowSample {
  const letters = [...line].reverse();
  let name = '';
  while (!at(letters, '{') && !at(letters, ' ')) name += next(letters);
  const labels: Record<string, string> = {};
  if (at(letters, '{')) {
    next(letters);
    while (!at(letters, '}')) takeLabel(letters, labels);
    next(letters);
  }
  return { name, labels, value: numberOf(letters.reverse().join('').trim()) };
}

function takeLabel(letters: string[], labels: Record<string, string>): void {
  let label = '';
  while (!at(letters, '=')) label += next(letters);
  next(letters);
  if (next(letters) !== '"') throw new Error(`label ${label} is not quoted`);
  let value = '';
  while (!at(letters, '"')) value += at(letters, '\\') ? unescapedPair(letters) : next(letters);
  next(letters);
  labels[label] = value;
  if (at(letters, ',')) next(letters);
}

function at(letters: readonly string[], letter: string): boolean {
  return letters.at(-1) === letter;
}

function unescapedPair(letters: string[]): string {
  const pair = next(letters) + next(letters);
  const meaning: Record<string, string> = { '\\\\': '\\', '\\"': '"', '\\n': '\n' };
  return meaning[pair] ?? pair;
}

function next(letters: string[]): string {
  const letter = letters.pop();
  if (letter === undefined) throw new Error('the line ends too early');
  return letter;
}

function numberOf(text: string): number {
  const special: Record<string, number> = { NaN: Number.NaN, '+Inf': Infinity, '-Inf': -Infinity };
  const value = special[text];
  if (value !== undefined) return value;
  if (!/^-?\d/.test(text) || Number.isNaN(Number(text))) throw new Error(`${text} is not a number`);
  return Number(text);
}
