/** Flags that would change nothing in a run are refused: silence would let their user believe that they did. */

import { AuditError } from '../errors.ts';
import { scrapeSource } from '../io/scrape-source.ts';
import { camelCase, type FlagGroup, type FlagValues } from './flag.ts';

const ofName = (name: string): string => camelCase(name.slice('--'.length));

const longNames = ({ flags }: FlagGroup): string[] =>
  flags.flatMap(({ flags: syntax }) => /--[\w-]+/.exec(syntax)?.[0] ?? []);

/** Long names of the flags of these groups, but for those that do something after all. */
export const flagsOf = (groups: readonly FlagGroup[], ...but: readonly string[]): string[] =>
  groups.flatMap(longNames).filter((name) => !but.includes(name));

export interface Idle {
  /** Continues the sentence that begins with the flag. */
  readonly because: string;
  readonly hint: string;
}

/** Throws USAGE for the first of these flags that was given. */
export function refuseIdle(values: FlagValues, names: readonly string[], { because, hint }: Idle): void {
  const given = names.find((name) => values[ofName(name)] !== undefined);
  if (given !== undefined) throw new AuditError('USAGE', `${given} ${because}`, { hint });
}

/** Of commands that look at all that was selected as one. */
export const WHOLE: Idle = {
  because: 'changes nothing here: all that is selected is looked at as one',
  hint: 'leave it out; a name may be that of a pod or of an owner',
};

const BUDGETS = ['--max-power', '--max-emissions', '--max-intensity'];

/** Figures are those of all together; only a budget is held against each, be it a pod or an owner. Throws USAGE without one. */
export function refuseIdleGroups(values: FlagValues): void {
  if (BUDGETS.some((name) => values[ofName(name)] !== undefined)) return;
  refuseIdle(values, ['--group-by'], {
    ...WHOLE,
    hint: 'leave it out, or give a budget for each, for example --max-power 20W; a name may be that of a pod or of an owner',
  });
}

/** How an endpoint is asked; a file is not asked. --interval has a sentence of its own where files are read. */
const LIVE = [
  '--timeout',
  '--deadline',
  '--ca',
  '--cert',
  '--key',
  '--servername',
  '--insecure',
  '--bearer-file',
  '--basic-file',
];

/** Throws USAGE for flags about endpoints where all sources are files. */
export function refuseIdleLive(values: FlagValues, sources: readonly string[]): void {
  const isLocal = (source: string): boolean => ['files', 'stdin'].includes(scrapeSource(source).kind);
  if (!sources.every(isLocal)) return;
  refuseIdle(values, LIVE, {
    because: 'is about live endpoints, and every source here is a file',
    hint: 'leave it out, or name an endpoint with --kepler http://HOST:28282/metrics',
  });
}

/** Throws USAGE for flags of which one would silence the other. A CronJob has a namespace of its own, whatever is measured. */
export function refuseContradictions(values: FlagValues): void {
  refuseQuietVerbose(values);
  if (values.allNamespaces !== true || values.emit !== undefined) return;
  const because = 'selects nothing beside --all-namespaces';
  refuseIdle(values, ['--namespace'], { because, hint: 'give one of them' });
}

/** Throws USAGE for -q beside -v. */
export function refuseQuietVerbose(values: FlagValues): void {
  if (values.quiet !== true) return;
  refuseIdle(values, ['--verbose'], { because: 'says nothing beside --quiet', hint: 'give one of them' });
}
