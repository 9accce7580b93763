/** What is wrong with a catalogue: a file against its schema, and the files against each other. */

import { issueSentence } from '../operations/issue-sentence.ts';
import { OWN_CHECKS } from '../standards/standard.ts';
import { CATALOGUE_FILES, type CatalogueFileName, type CatalogueFiles } from './catalogue-schema.ts';

/** The first problem of a file, where in it, and how many more there are. */
export interface FileProblem {
  /** As in `standards[3].phases[0].limit`; '' is the whole file. */
  readonly path: string;
  readonly reason: string;
  readonly others: number;
}

export function problemsOf(
  name: CatalogueFileName,
  content: unknown,
): { readonly valid: unknown } | FileProblem {
  const result = CATALOGUE_FILES[name].safeParse(content, { error: issueSentence });
  if (result.success) return { valid: result.data };
  const [first, ...others] = result.error.issues;
  return {
    path: pathText(first?.path ?? []),
    reason: lowerFirst(first?.message ?? 'invalid'),
    others: others.length,
  };
}

function pathText(path: readonly PropertyKey[]): string {
  return path.map((part, index) => step(part, index === 0)).join('');
}

function step(part: PropertyKey, isFirst: boolean): string {
  if (typeof part === 'number') return `[${part}]`;
  return isFirst ? String(part) : `.${String(part)}`;
}

const lowerFirst = (sentence: string): string => sentence.charAt(0).toLowerCase() + sentence.slice(1);

export interface CrossProblem {
  readonly file: CatalogueFileName;
  readonly path: string;
  readonly reason: string;
}

/** Names that must be found and names that must be unique. */
export function crossCheck(files: CatalogueFiles): CrossProblem[] {
  return [
    ...missingZones(files),
    ...namesOfOurs(files),
    ...repeatedStandards(files),
    ...repeatedRegions(files),
  ];
}

/** A typical day is scaled to the yearly average of its zone, so both count the same emissions. null: they do, or no zone has both. */
export function unlikeKinds(files: CatalogueFiles): string | null {
  const { 'grid-averages': averages, 'hourly-profiles': hours } = files;
  if (averages.signal === hours.signal && averages.basis === hours.basis) return null;
  const hasBoth = Object.keys(hours.zones).some((zone) => averages.zones[zone] !== undefined);
  if (!hasBoth) return null;
  const [yearly, hourly] = [averages, hours].map(({ signal, basis }) => `${signal} ${basis}`);
  return `grid-averages.json is ${yearly} and hourly-profiles.json is ${hourly}, and a typical day is scaled to the yearly average of its zone`;
}

function missingZones(files: CatalogueFiles): CrossProblem[] {
  const known = files['grid-averages'].zones;
  return files.regions.regions.flatMap(({ gridZone, nationalZone }, index) =>
    Object.entries({ gridZone, nationalZone })
      .filter(([, zone]) => typeof zone === 'string' && Object.keys(known[zone] ?? {}).length === 0)
      .map(([field, zone]) => ({
        file: 'regions' as const,
        path: `regions[${index}].${field}`,
        reason: `zone "${zone}" has no yearly average in grid-averages.json`,
      })),
  );
}

interface Named {
  readonly name: string;
  readonly path: string;
}

/** Codes and aliases, without regard to case. */
const standardNames = ({ standards }: CatalogueFiles): Named[] =>
  standards.standards.flatMap(({ code, aliases }, index) =>
    [code, ...aliases].map((name) => ({ name: name.toUpperCase(), path: `standards[${index}]` })),
  );

/** Under such a name two checks with different limits would stand in one report. */
function namesOfOurs(files: CatalogueFiles): CrossProblem[] {
  const ours: ReadonlySet<string> = new Set(OWN_CHECKS);
  return standardNames(files)
    .filter(({ name }) => ours.has(name))
    .map(({ name, path }) => ({
      file: 'standards',
      path,
      reason: `${name} is the name of a check of the audit itself`,
    }));
}

function repeatedStandards(files: CatalogueFiles): CrossProblem[] {
  return repeated(standardNames(files)).map(({ name, path }) => ({
    file: 'standards',
    path,
    reason: `the name ${name} is taken`,
  }));
}

function repeatedRegions(files: CatalogueFiles): CrossProblem[] {
  const names = files.regions.regions.map(({ code, provider }, index) => ({
    name: `${provider}:${code.toLowerCase()}`,
    path: `regions[${index}]`,
  }));
  return repeated(names).map(({ name, path }) => ({
    file: 'regions',
    path,
    reason: `the region ${name} is taken`,
  }));
}

function repeated<Named extends { readonly name: string }>(named: readonly Named[]): Named[] {
  const seen = new Set<string>();
  return named.filter(({ name }) => seen.size === seen.add(name).size);
}
