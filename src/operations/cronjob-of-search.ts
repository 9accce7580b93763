/** From a search for a better time to a CronJob that starts at it every day, where that is what was searched for. */

import type { NoWindow, WindowQuery } from '../audit/window-query.ts';
import { timeText } from '../audit/window-query.ts';
import type { WindowChoice } from '../audit/window-search.ts';
import { AuditError } from '../errors.ts';
import { MS_PER_HOUR } from '../units.ts';

export interface CronJobOrder {
  readonly name: string;
  readonly namespace?: string | undefined;
  /** Namespaces in which the workload was found, for an order that names none. */
  readonly foundIn: readonly string[];
  readonly image: string;
  readonly command?: readonly string[] | undefined;
}

interface Search {
  readonly query: WindowQuery;
  readonly found: WindowChoice | NoWindow;
  readonly interruptible: boolean;
  readonly timeZone: string;
  /** Whether moving pays, in a sentence. */
  readonly advice: string;
  readonly isSeriesStated: boolean;
}

const DAY_MS = 24 * MS_PER_HOUR;

/** A CronJob starts once a day and runs through. */
function refuseWhatIsNotDaily({ query, interruptible }: Search): void {
  if (interruptible) {
    throw new AuditError('USAGE', 'a CronJob runs in one piece, so it cannot be made for a run with pauses', {
      hint: 'leave out --interruptible',
    });
  }
  const { earliestMs, deadlineMs, durationMs } = query;
  const startsMs = deadlineMs - durationMs - earliestMs;
  if (startsMs <= DAY_MS) return;
  throw new AuditError(
    'USAGE',
    `a CronJob starts every day at one time, and of starts within ${timeText(startsMs)}, as are searched, the cleanest can be that of one day alone`,
    { hint: 'search the starts of a day: leave out --within and --deadline-at, or give --within 24h' },
  );
}

function namespaceOf({ namespace, foundIn }: CronJobOrder): string {
  if (namespace !== undefined) return namespace;
  const [only, ...others] = foundIn;
  if (only !== undefined && others.length === 0) return only;
  const where = only === undefined ? 'in none' : `in ${foundIn.join(', ')}`;
  throw new AuditError('USAGE', `a CronJob has one namespace, and the workload was found ${where}`, {
    hint: 'name that of the CronJob with one --namespace',
  });
}

/** Throws USAGE where there is no such CronJob. */
export async function cronJobOf(order: CronJobOrder, search: Search): Promise<string> {
  refuseWhatIsNotDaily(search);
  const { found, query, timeZone, advice, isSeriesStated } = search;
  if (found.kind !== 'found')
    throw new AuditError('USAGE', `there is no window to make a CronJob for: ${found.message}`);
  // A library for YAML is loaded with it.
  const { cronJobManifest } = await import('./cronjob.ts');
  const { earliestMs, deadlineMs, durationMs } = query;
  const { startMs, meanGco2eqPerKwh, savingRatio, warnings } = found;
  const limits = warnings.map(({ message }) => message);
  const span = { fromMs: earliestMs, toMs: deadlineMs };
  const searched = { ...span, meanGco2eqPerKwh, savingRatio, advice, limits, isSeriesStated };
  const { name, image, command } = order;
  const names = { name, image, command, namespace: namespaceOf(order) };
  return cronJobManifest({ ...names, startsAtMs: startMs, timeZone, durationMs, searched });
}
