/** Why each field of the CronJob is as it is, for the comments of the manifest. */

import type { ClockChange } from '../audit/clock-change.ts';
import type { CronWindow } from '../audit/cron-window.ts';
import { timeText } from '../audit/window-query.ts';
import { localIso } from '../local-time.ts';
import { MS_PER_SECOND } from '../units.ts';
import type { CronJobRequest } from './cronjob-body.ts';
import { figure, percent } from './figures.ts';

export interface CronJobComments {
  readonly heading: readonly string[];
  readonly fields: readonly { readonly path: readonly string[]; readonly text: string }[];
}

const hasChoice = ({ searched, durationMs }: CronJobRequest): boolean =>
  searched.toMs - searched.fromMs > durationMs;

/** One day is not every day: which one it was stands beside the claim. */
function searchText(request: CronJobRequest): string {
  const { searched, startsAtMs, timeZone } = request;
  const { fromMs, toMs, meanGco2eqPerKwh, savingRatio, advice } = searched;
  const at = (ms: number): string => localIso(ms, timeZone);
  const found = `Searched from ${at(fromMs)} to ${at(toMs)}: ${figure(meanGco2eqPerKwh, 'gCO2eq/kWh')} at ${at(startsAtMs)}`;
  if (!hasChoice(request)) return `${found}.`;
  const saved = savingRatio === null ? '' : `, ${percent(savingRatio)} less than at once`;
  return `${found}${saved}. ${advice}`;
}

export function cronJobComments(request: CronJobRequest, window: CronWindow): CronJobComments {
  const { durationMs } = request;
  const claim = hasChoice(request) ? 'the cleanest time found' : 'the only time searched';
  const job = ['spec', 'jobTemplate', 'spec'];
  const pod = [...job, 'template', 'spec'];
  const secondsText = (seconds: number): string => timeText(seconds * MS_PER_SECOND);
  return {
    heading: [
      `Starts a run of ${timeText(durationMs)} every day at ${window.localStart} ${window.timeZone}, ${claim}.`,
      searchText(request),
      ...request.searched.limits.map((sentence) => `${sentence}.`),
      request.searched.isSeriesStated
        ? 'The series that was given is of its own days: search again with a newer one.'
        : 'Search again when the season changes.',
    ],
    fields: [
      {
        path: ['spec', 'schedule'],
        text: `Minute and hour on the clocks of timeZone.${clockChangeText(window)}`,
      },
      {
        path: ['spec', 'timeZone'],
        text: 'Stable since Kubernetes 1.27; older clusters may ignore it and use their own clock.',
      },
      {
        path: ['spec', 'concurrencyPolicy'],
        text: 'A run that still goes on is not joined by a second one.',
      },
      {
        path: ['spec', 'startingDeadlineSeconds'],
        text: `A start late by more than ${secondsText(window.startingDeadlineSeconds)} would leave the clean time: it waits for the next day.`,
      },
      {
        path: [...job, 'activeDeadlineSeconds'],
        text: `Ends a run, its retry included, after ${secondsText(window.activeDeadlineSeconds)}: twice what was planned and at most a day, with 5 min or more to start in.`,
      },
      {
        path: [...pod, 'securityContext'],
        text: 'As the Pod Security Standard "restricted" asks; the image must not run as root.',
      },
    ],
  };
}

const CLOCK_CHANGE_TEXTS: Readonly<Record<ClockChange, string>> = {
  skipped: ' The day the clocks go forward has no such time, so that day may have no run.',
  repeated: ' The day the clocks go back has this time twice, so that day may have two runs.',
};

/** In one order, whenever in the year they are asked for. */
const clockChangeText = ({ clockChanges }: CronWindow): string =>
  (['skipped', 'repeated'] as const)
    .filter((change) => clockChanges.includes(change))
    .map((change) => CLOCK_CHANGE_TEXTS[change])
    .join('');
