/** Limits the operator put in place of those of the catalogue: a verdict by them is not one by the named standard. */

import type { Diagnostic } from '../diagnostics.ts';
import { phasesInForce } from '../standards/lookup.ts';
import type { Phase, Standard } from '../standards/standard.ts';

/** `asOf`: the day whose limits apply, YYYY-MM-DD. */
export const limitNotes = (standards: readonly Standard[], asOf: string): readonly Diagnostic[] =>
  standards.flatMap((standard) => noteOn(standard, asOf));

/** A region and the day it has. */
export interface DayIn {
  readonly region: string;
  readonly asOf: string;
}

/** What two days have alike. */
const undated = ({ message }: Diagnostic, asOf: string): string => message.replaceAll(asOf, '');

/** Of places whose calendar is a day ahead or behind, what `here` does not have as well; each once, with the first that has it. */
export function limitNotesElsewhere(
  standards: readonly Standard[],
  here: string,
  places: readonly DayIn[],
): readonly Diagnostic[] {
  const said = new Set(limitNotes(standards, here).map((note) => undated(note, here)));
  const notes: Diagnostic[] = [];
  for (const { region, asOf } of places)
    for (const note of limitNotes(standards, asOf)) {
      const text = undated(note, asOf);
      if (said.has(text)) continue;
      said.add(text);
      notes.push({ ...note, message: `${note.message} (where it is ${asOf}, as in ${region})` });
    }
  return notes;
}

function noteOn(standard: Standard, asOf: string): Diagnostic[] {
  const { code, limitVariable: variable } = standard;
  if (variable === undefined) return [];
  const inForce = phasesInForce(standard, asOf).filter(({ limit }) => limit !== null);
  const replaced = inForce.find(isReplaced);
  if (replaced !== undefined) return replacedNote(standard, variable, replaced);
  const message = `${variable} is ignored: ${whyIgnored(code, inForce, asOf)}`;
  return [{ code: 'LIMIT_NOT_REPLACED', level: 'warning', message, subject: code, figures: { variable } }];
}

interface Replaced extends Phase {
  readonly replacedLimit: number;
}

const isReplaced = (phase: Phase): phase is Replaced => phase.replacedLimit !== undefined;

/** The same figure again replaces nothing. */
function replacedNote({ code, unit }: Standard, variable: string, phase: Replaced): Diagnostic[] {
  const { comparator, replacedLimit } = phase;
  const limit = phase.limit ?? replacedLimit;
  if (limit === replacedLimit) return [];
  const now = [comparator, limit, ...(unit.startsWith('ratio') ? [] : [unit])].join(' ');
  const message = `${variable} replaces the limit of ${code}: ${now} in place of ${replacedLimit}`;
  const figures = { variable, limit, replacedLimit };
  return [{ code: 'LIMIT_REPLACED', level: 'warning', message, subject: code, figures }];
}

function whyIgnored(code: string, [phase]: readonly Phase[], asOf: string): string {
  if (phase === undefined) return `no limit of ${code} is in force on ${asOf}`;
  const { comparator, limit, to } = phase;
  return `the limit of ${code} in force on ${asOf}, ${comparator} ${limit}, ends on ${to}, and only one without an end is replaced`;
}
