/** Finding a standard, the phases that hold on a day, and limits the operator has replaced. */

import { AuditError } from '../errors.ts';
import { nearest } from '../near.ts';
import type { Phase, Standard } from './standard.ts';

/** Judged unless others are named. */
export const USUAL_STANDARDS: readonly string[] = ['KR_CARBON_2050', 'KR_PUE_GREEN_DC'];

/** The standard with this code or alias, in any case. Throws USAGE with near names. */
export function standardOf(standards: readonly Standard[], code: string): Standard {
  const wanted = code.trim().toUpperCase();
  const found = standards.find((standard) => namesOf(standard).some((name) => name.toUpperCase() === wanted));
  if (found !== undefined) return found;
  if (standards.length === 0 || USUAL_STANDARDS.includes(wanted)) throw notInCatalogue(standards, wanted);
  const near = nearest(code, standards.flatMap(namesOf));
  const hint = near.length > 0 ? `did you mean ${near.join(', ')}?` : `known are ${codesOf(standards)}`;
  throw new AuditError('USAGE', `unknown standard "${code}"`, { hint });
}

/** Of a catalogue of the operator's own, of which perhaps nobody named this one. */
function notInCatalogue(standards: readonly Standard[], code: string): AuditError {
  if (standards.length === 0) {
    const hint = 'add standards to its standards.json, or take that file out to use ours';
    return new AuditError('USAGE', `the catalogue holds no standard, so ${code} is not in it`, { hint });
  }
  const message = `the catalogue has no ${code}, which is judged unless others are named`;
  return new AuditError('USAGE', message, { hint: `name others with --standard: ${codesOf(standards)}` });
}

const namesOf = (standard: Standard): readonly string[] => [standard.code, ...standard.aliases];
const codesOf = (standards: readonly Standard[]): string => standards.map(({ code }) => code).join(', ');

/**
 * The phases that hold on a day (YYYY-MM-DD, both ends inclusive), in the order of the catalogue.
 * Several hold at once where the standard depends on facts of the site; see `Phase.condition`.
 */
export function phasesInForce(standard: Standard, isoDate: string): readonly Phase[] {
  const day = isoDate.slice(0, 10);
  return standard.phases.filter(({ from, to }) => from <= day && (to === null || day <= to));
}

/** Limits the operator puts in place of those of the catalogue. */
export interface LimitOverrides {
  readonly KR_CARBON_2050?: number | undefined;
  readonly KR_PUE_GREEN_DC?: number | undefined;
}

/** The environment of the superseded system; its limits stay replaceable under the same names. */
const VARIABLE_OF: Readonly<Record<keyof LimitOverrides, string>> = {
  KR_CARBON_2050: 'KOREA_CARBON_INTENSITY',
  KR_PUE_GREEN_DC: 'KOREA_PUE_TARGET',
};

/** The same standards with other limits in their open phases; each replaced limit says so. */
export function withLimits(standards: readonly Standard[], limits: LimitOverrides): readonly Standard[] {
  if (Object.values(limits).every((limit) => limit === undefined)) return standards;
  return standards.map((standard) => {
    const limit = limits[standard.code as keyof LimitOverrides];
    if (limit === undefined) return standard;
    const limitVariable = VARIABLE_OF[standard.code as keyof LimitOverrides];
    const phases = standard.phases.map((phase) => replaced(phase, limit, limitVariable));
    return { ...standard, phases, limitVariable };
  });
}

function replaced(phase: Phase, limit: number, variable: string): Phase {
  if (phase.to !== null || phase.limit === null) return phase;
  const limitSource = `set by ${variable}; the catalogue has ${phase.limit}`;
  return { ...phase, limit, limitSource, replacedLimit: phase.limit };
}
