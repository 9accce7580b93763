/** `carbon-audit schedule` */

import { AuditError } from '../../errors.ts';
import schedule, { type ScheduleResult } from '../../operations/schedule.ts';
import { parseDurationMs, parseInstantMs, parsePowerWatts } from '../../quantity.ts';
import { MS_PER_HOUR } from '../../units.ts';
import { aboveZero, type Bounds, bounded } from '../bounded.ts';
import type { CommandDefinition } from '../command.ts';
import type { FlagGroup, FlagValues } from '../flag.ts';
import { auditInputOf, SELECTION, SITE } from '../flags-audit.ts';
import { OUTPUT } from '../flags-output.ts';
import { SOURCE } from '../flags-source.ts';
import { flagsOf, refuseIdle, WHOLE } from '../idle-flags.ts';
import { oneOf } from '../one-of.ts';
import { type Replacement, runOperation } from '../operation-command.ts';
import { LONGEST_CODE } from '../value-reader.ts';

/** As far as the operation looks. */
const LONGEST_SPAN_MS = 366 * 24 * MS_PER_HOUR;

const spanBounds = (example: string): Bounds => ({ most: LONGEST_SPAN_MS, said: '1ms to 366d', example });

const SCHEDULE: FlagGroup = {
  title: 'Schedule:',
  flags: [
    {
      flags: '--duration <duration>',
      description: 'length of the run (default: 4h)',
      parse: bounded(parseDurationMs, '--duration', spanBounds('4h')),
    },
    {
      flags: '--within <duration>',
      description: 'finish within this time (default: 24h)',
      parse: bounded(parseDurationMs, '--within', spanBounds('24h')),
    },
    {
      flags: '--deadline-at <time>',
      description: 'finish by this time, RFC 3339 with zone; replaces --within',
      parse: (text) => parseInstantMs(text, '--deadline-at'),
    },
    {
      flags: '--at <time>',
      description: 'when it would start otherwise (default: now)',
      parse: (text) => parseInstantMs(text, '--at'),
    },
    { flags: '--interruptible', description: 'the run may pause: use the cleanest hours, in pieces' },
    {
      flags: '--power <power>',
      description: 'power of the run; absent: measured power of the workload',
      parse: bounded(parsePowerWatts, '--power', aboveZero('120W')),
    },
    {
      flags: '--tz <zone>',
      description: 'time zone of the answer, IANA name (default: of the region)',
      longest: LONGEST_CODE,
    },
    {
      flags: '--emit <cronjob>',
      description: 'print a batch/v1 CronJob for the window instead of the report',
      parse: (text) => oneOf(['cronjob'], text, '--emit'),
    },
    { flags: '--image <image>', description: 'of the CronJob' },
    { flags: '--name <name>', description: 'of the CronJob (default: the workload)' },
  ],
};

const OF_WORKLOAD = flagsOf([SELECTION, SOURCE], '--namespace', '--group-by');

/** Only a workload is selected and read, and only where nobody says what the run draws. */
function refuseIdleSelection(values: FlagValues, workload: string | undefined): void {
  if (values.power !== undefined) {
    const because = 'is about a measured workload, and --power already says what the run draws';
    refuseIdle(values, OF_WORKLOAD.concat('--idle'), { because, hint: 'leave out one of the two' });
  } else if (workload === undefined) {
    const because = 'is about a measured workload, and none is named';
    refuseIdle(values, OF_WORKLOAD.concat('--idle'), {
      because,
      hint: 'name one: carbon-audit schedule WORKLOAD',
    });
  }
  if (values.emit === undefined && (workload === undefined || values.power !== undefined))
    refuseIdle(values, ['--namespace'], {
      because: 'selects nothing here: no workload is measured and no CronJob is made',
      hint: 'name a workload, or leave it out',
    });
}

function refuseIdleSchedule(values: FlagValues, workload: string | undefined): void {
  refuseIdle(values, ['--group-by'], WHOLE);
  refuseIdleSelection(values, workload);
  if (values.deadlineAt !== undefined)
    refuseIdle(values, ['--within'], {
      because: 'and --deadline-at both say when the run must be done',
      hint: 'give one of them',
    });
  if (values.emit === undefined)
    refuseIdle(values, ['--image', '--name'], {
      because: 'is about a CronJob, and none is asked for',
      hint: 'add --emit cronjob',
    });
  else
    refuseIdle(values, ['--output'], {
      because: 'shapes the report, and --emit prints a CronJob in its place',
      hint: 'leave out one of the two',
    });
}

/** Of the CronJob: the one that was named, or the usual one; undefined leaves it to where the workload is found. */
function namespaceOf(values: FlagValues, workload: string | undefined): string | undefined {
  const { namespace, allNamespaces, power } = values;
  const named = [...new Set(namespace as string[] | undefined)];
  if (named.length === 0 && allNamespaces !== true) return 'default';
  if (named.length < 2) return named[0];
  // Several are where the workload is looked for, unless it is looked for everywhere, or not at all.
  if (allNamespaces !== true && workload !== undefined && power === undefined) return undefined;
  throw new AuditError('USAGE', `a CronJob has one namespace, and --namespace names ${named.join(' and ')}`, {
    hint: 'give one of them',
  });
}

function emitOf(values: FlagValues, workload: string | undefined) {
  if (values.emit === undefined) return undefined;
  const name = values.name ?? workload;
  if (values.image === undefined || name === undefined) {
    throw new AuditError('USAGE', '--emit cronjob needs an image and a name', {
      hint: 'for example --emit cronjob --name nightly-report --image registry.example/report:1.0',
    });
  }
  return { name, namespace: namespaceOf(values, workload), image: values.image };
}

/** A manifest has no place for what was left open, and yet the run exits 4 for it. */
function manifestOf({ cronJob, gaps }: ScheduleResult): Replacement | null {
  if (cronJob === null) return null;
  return { text: cronJob, remark: gaps.length > 0 ? `INCONCLUSIVE — ${gaps.join('; ')}` : null };
}

export const definition: CommandDefinition = {
  name: 'schedule',
  description: 'Find the cleanest time for a run, and say whether moving it there pays.',
  positionals: [['[workload]', 'pod or owner whose measured power the run has']],
  groups: [SCHEDULE, SELECTION, SOURCE, SITE, OUTPUT],
  examples: [
    'schedule --duration 4h --within 24h --at 2026-04-20T18:00:00+09:00',
    'schedule heavy-app -n demo --duration 4h --kepler fixtures/kepler-v0.11-node-a.prom',
    'schedule --duration 2h --emit cronjob --name nightly-report --image registry.example/report:1.0',
  ],
  run: ({ positionals, values }, context) => {
    const [workload] = positionals;
    refuseIdleSchedule(values, workload);
    const input = {
      ...auditInputOf(values, workload),
      durationMs: values.duration,
      withinMs: values.within,
      deadlineMs: values.deadlineAt,
      atMs: values.at,
      interruptible: values.interruptible,
      powerWatts: values.power,
      timeZone: values.tz,
      emit: emitOf(values, workload),
    };
    return runOperation(
      {
        operation: schedule,
        input,
        instead: ({ result }) => manifestOf(result as ScheduleResult),
      },
      values,
      context,
    );
  },
};
