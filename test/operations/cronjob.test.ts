import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import type { AuditError } from '../../src/errors.ts';
import { cronJobManifest } from '../../src/operations/cronjob.ts';
import { MS_PER_HOUR as H } from '../../src/units.ts';

const REQUEST = {
  name: 'nightly-report',
  namespace: 'batch',
  image: 'registry.example.com/team/report:1.4',
  startsAtMs: Date.parse('2026-04-20T10:00:00+09:00'),
  durationMs: 4 * H,
  timeZone: 'Asia/Seoul',
  searched: {
    fromMs: Date.parse('2026-04-19T18:00:00+09:00'),
    toMs: Date.parse('2026-04-20T18:00:00+09:00'),
    meanGco2eqPerKwh: 390.61,
    savingRatio: 0.12,
    advice: 'Worth moving.',
    limits: [],
    isSeriesStated: false,
  },
};

test('the manifest people read', async () => {
  expect(cronJobManifest({ ...REQUEST, command: ['report', '--all'] })).toMatchInlineSnapshot(`
    "# Starts a run of 4 h every day at 10:00 Asia/Seoul, the cleanest time found.
    # Searched from 2026-04-19T18:00:00+09:00 to 2026-04-20T18:00:00+09:00: 390.6 gCO2eq/kWh at 2026-04-20T10:00:00+09:00, 12.0 % less than at once. Worth moving.
    # Search again when the season changes.

    apiVersion: batch/v1
    kind: CronJob
    metadata:
      name: "nightly-report"
      namespace: "batch"
    spec:
      # Minute and hour on the clocks of timeZone.
      schedule: "0 10 * * *"
      # Stable since Kubernetes 1.27; older clusters may ignore it and use their own clock.
      timeZone: "Asia/Seoul"
      # A run that still goes on is not joined by a second one.
      concurrencyPolicy: Forbid
      # A start late by more than 1 h would leave the clean time: it waits for the next day.
      startingDeadlineSeconds: 3600
      jobTemplate:
        spec:
          # Ends a run, its retry included, after 8 h: twice what was planned and at most a day, with 5 min or more to start in.
          activeDeadlineSeconds: 28800
          backoffLimit: 1
          template:
            spec:
              restartPolicy: Never
              automountServiceAccountToken: false
              # As the Pod Security Standard "restricted" asks; the image must not run as root.
              securityContext:
                runAsNonRoot: true
                seccompProfile:
                  type: RuntimeDefault
              containers:
                - name: "nightly-report"
                  image: "registry.example.com/team/report:1.4"
                  command:
                    - "report"
                    - "--all"
                  securityContext:
                    allowPrivilegeEscalation: false
                    capabilities:
                      drop:
                        - ALL
    "
  `);
});

test('every field is of the type the API wants', async () => {
  expect(parse(cronJobManifest({ ...REQUEST, command: ['report', '--all'] }))).toEqual({
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name: 'nightly-report', namespace: 'batch' },
    spec: {
      schedule: '0 10 * * *',
      timeZone: 'Asia/Seoul',
      concurrencyPolicy: 'Forbid',
      startingDeadlineSeconds: 3600,
      jobTemplate: {
        spec: {
          activeDeadlineSeconds: 28_800,
          backoffLimit: 1,
          template: {
            spec: {
              restartPolicy: 'Never',
              automountServiceAccountToken: false,
              securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
              containers: [
                {
                  name: 'nightly-report',
                  image: 'registry.example.com/team/report:1.4',
                  command: ['report', '--all'],
                  securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
                },
              ],
            },
          },
        },
      },
    },
  });
});

test('without a command the image runs its own', async () => {
  const manifest = parse(cronJobManifest(REQUEST));
  expect(manifest.spec.jobTemplate.spec.template.spec.containers[0]).not.toHaveProperty('command');
});

/** Text that some reader of YAML takes for a boolean, a number, a date, null, a merge or a comment. */
const AMBIGUOUS = [
  'y',
  'n',
  'yes',
  'no',
  'on',
  'off',
  'true',
  'null',
  '~',
  '',
  '=',
  '<<',
  '1',
  '-1',
  '+1',
  '.5',
  '1e3',
  '12e03',
]
  .concat([
    '007',
    '08',
    '0o17',
    '0x1F',
    '0b11',
    '1_000',
    '1:30',
    '.inf',
    '.nan',
    '2026-04-20',
    '# no',
    'a: b',
    '- a',
    '*a',
    '&a',
  ])
  .concat([
    '%a',
    '@a',
    '`a',
    '{a}',
    '[a]',
    '"a"',
    "it's",
    ' a ',
    'a\nb',
    'a\tb',
    'a\u0085b',
    'a\u2028b',
    '\ufeffa',
    '한국어',
    '😀',
  ]);

test.each(['1.1', '1.2'] as const)('a reader of YAML %s gets text back as text', async (version) => {
  const text = cronJobManifest({
    ...REQUEST,
    name: 'y',
    namespace: '0x1f',
    image: '1e3',
    command: ['no', ...AMBIGUOUS],
  });
  const manifest = parse(text, { version });
  expect(manifest.metadata).toEqual({ name: 'y', namespace: '0x1f' });
  const [container] = manifest.spec.jobTemplate.spec.template.spec.containers;
  expect(container).toMatchObject({ name: 'y', image: '1e3', command: ['no', ...AMBIGUOUS] });
});

test('what a user wrote always stands in quotes', async () => {
  const lines = cronJobManifest({ ...REQUEST, command: ['no', ...AMBIGUOUS] }).split('\n');
  const items = lines
    .slice(lines.findIndex((line) => line.endsWith('command:')) + 1)
    .filter((line) => /^\s+- "/.test(line));
  expect(items).toHaveLength(AMBIGUOUS.length + 1);
  for (const item of items) expect(item).toMatch(/^\s+- ".*"$/);
});

test('law: any command survives, as one document', async () => {
  const word = fc
    .string({ unit: 'grapheme', minLength: 1 })
    .filter((text) => !/\0|\p{Surrogate}/u.test(text));
  await fc.assert(
    fc.asyncProperty(fc.array(word, { minLength: 1, maxLength: 4 }), async (command) => {
      const text = cronJobManifest({ ...REQUEST, command });
      expect(parseAllDocuments(text)).toHaveLength(1);
      expect(
        parse(text, { version: '1.1' }).spec.jobTemplate.spec.template.spec.containers[0].command,
      ).toEqual(command);
    }),
  );
});

test('the schedule warns of the day the clocks change', async () => {
  const request = { ...REQUEST, timeZone: 'America/New_York' };
  const skipped = cronJobManifest({ ...request, startsAtMs: Date.parse('2026-01-10T02:30:00-05:00') });
  const repeated = cronJobManifest({ ...request, startsAtMs: Date.parse('2026-01-10T01:30:00-05:00') });
  expect(skipped).toContain('that day may have no run.\n  schedule: "30 2 * * *"');
  expect(repeated).toContain('that day may have two runs.\n  schedule: "30 1 * * *"');
});

test.each(['2026-06-04T02:30:00+02:00', '2026-01-04T02:30:00+01:00'])(
  'of an hour that is lost in spring and comes twice in autumn both are said: asked on %s',
  (at) => {
    const request = { ...REQUEST, timeZone: 'Europe/Berlin', startsAtMs: Date.parse(at) };
    expect(cronJobManifest(request)).toContain(
      'that day may have no run. The day the clocks go back has this time twice, so that day may have two runs.\n  schedule: "30 2 * * *"',
    );
  },
);

test.each([
  [{ name: '' }, 'CronJob name "" is not a DNS-1123 label of at most 52 characters'],
  [{ name: 'Nightly' }, 'CronJob name "Nightly" is not a DNS-1123 label of at most 52 characters'],
  [{ name: '-a' }, 'CronJob name "-a" is not a DNS-1123 label of at most 52 characters'],
  [{ name: 'a\n' }, 'CronJob name "a\n" is not a DNS-1123 label of at most 52 characters'],
  [{ name: 'a.b' }, 'CronJob name "a.b" is not a DNS-1123 label of at most 52 characters'],
  [
    { name: 'a'.repeat(53) },
    `CronJob name "${'a'.repeat(53)}" is not a DNS-1123 label of at most 52 characters`,
  ],
  [{ namespace: 'my_ns' }, 'Namespace "my_ns" is not a DNS-1123 label of at most 63 characters'],
  [{ image: '' }, 'The CronJob has no image'],
  [{ image: '  ' }, 'The CronJob has no image'],
  [{ image: 'a b' }, 'Image "a b" is not an image reference'],
  [{ image: '-a' }, 'Image "-a" is not an image reference'],
  [{ command: [] }, 'The command of the CronJob is empty'],
  [{ command: [''] }, 'The command of the CronJob is empty'],
  [{ command: ['sh', '\0'] }, 'Part 2 of the command holds characters that are no text'],
  [{ command: ['\ud800'] }, 'Part 1 of the command holds characters that are no text'],
  [{ durationMs: 25 * H }, 'A run of 25 h does not fit into a daily schedule'],
  [{ timeZone: 'Mars/Olympus' }, 'There is no time zone "Mars/Olympus"'],
])('%j is refused in one sentence', async (change, message) => {
  const error: AuditError = await Promise.resolve()
    .then(() => cronJobManifest({ ...REQUEST, ...change }))
    .then(
      () => expect.unreachable('it was accepted'),
      (thrown) => thrown,
    );
  expect(error).toMatchObject({ name: 'AuditError', code: 'USAGE', message });
  expect(error.hint).toMatch(/^\w/);
});

test.each(['a', '0', 'a'.repeat(52), 'a-b-1'])('the name %s is accepted', async (name) => {
  expect(parse(cronJobManifest({ ...REQUEST, name })).metadata.name).toBe(name);
});

test.each(['busybox', 'localhost:5000/a/b:v1', `ghcr.io/a/b@sha256:${'0'.repeat(64)}`])(
  'the image %s is accepted',
  async (image) => {
    expect(cronJobManifest({ ...REQUEST, image })).toContain(`image: "${image}"`);
  },
);

test('where one start alone was searched, none is called the cleanest', () => {
  const searched = { ...REQUEST.searched, fromMs: REQUEST.startsAtMs, toMs: REQUEST.startsAtMs + 4 * H };
  const text = cronJobManifest({ ...REQUEST, searched: { ...searched, savingRatio: 0 } });
  expect(text).toContain('# Starts a run of 4 h every day at 10:00 Asia/Seoul, the only time searched.\n');
  expect(text).toContain(': 390.6 gCO2eq/kWh at 2026-04-20T10:00:00+09:00.\n');
});
