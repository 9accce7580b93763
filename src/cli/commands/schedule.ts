/** `carbon-audit schedule` */

import { AuditError } from '../../errors.ts';
import schedule, { type ScheduleResult } from '../../operations/schedule.ts';
import { parseDurationMs, parseInstantMs, parsePowerWatts } from '../../quantity.ts';
import type { CommandDefinition } from '../command.ts';
import type { FlagGroup, FlagValues } from '../flag.ts';
import { auditInputOf, SELECTION, SITE } from '../flags-audit.ts';
import { OUTPUT } from '../flags-output.ts';
import { SOURCE } from '../flags-source.ts';
import { runOperation } from '../operation-command.ts';

const SCHEDULE: FlagGroup = {
  title: 'Schedule:',
  flags: [
    {
      flags: '--duration <duration>',
      description: 'length of the run (default: 4h)',
      parse: (text) => parseDurationMs(text, '--duration'),
    },
    {
      flags: '--within <duration>',
      description: 'finish within this time (default: 24h)',
      parse: (text) => parseDurationMs(text, '--within'),
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
      parse: (text) => parsePowerWatts(text, '--power'),
    },
    { flags: '--tz <zone>', description: 'time zone of the answer, IANA name (default: of the region)' },
    {
      flags: '--emit <cronjob>',
      description: 'print a batch/v1 CronJob for the window instead of the report',
    },
    { flags: '--image <image>', description: 'of the CronJob' },
    { flags: '--name <name>', description: 'of the CronJob (default: the workload)' },
  ],
};

function emitOf(values: FlagValues, workload: string | undefined) {
  if (values.emit === undefined) return undefined;
  if (values.emit !== 'cronjob') throw new AuditError('USAGE', `--emit knows cronjob, not "${values.emit}"`);
  const name = values.name ?? workload;
  if (values.image === undefined || name === undefined) {
    throw new AuditError('USAGE', '--emit cronjob needs an image and a name', {
      hint: 'for example --emit cronjob --name nightly-report --image registry.example/report:1.0',
    });
  }
  const [namespace = 'default'] = (values.namespace as string[] | undefined) ?? [];
  return { name, namespace, image: values.image };
}

const definition: CommandDefinition = {
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
        instead: ({ result }) => (result as ScheduleResult).cronJob,
      },
      values,
      context,
    );
  },
};

export default definition;
