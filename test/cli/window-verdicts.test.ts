/** A scrape more, or a counter less, never makes a workload compliant: as a user types it. */

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { carbonAudit, NODE_A, NODE_A_T30 } from '../support/cli.ts';
import { scratch } from '../support/scratch.ts';

const FIRST = `--kepler ${NODE_A}@2025-10-21T07:00:00Z`;
const SECOND = `--kepler ${NODE_A_T30}@2025-10-21T07:00:30Z`;

const linesOf = (path: string): readonly string[] => readFileSync(path, 'utf8').split('\n');
const without = (pattern: RegExp): string =>
  linesOf(NODE_A_T30)
    .filter((line) => !pattern.test(line))
    .join('\n');
/** At the end of a line, among the joules of pods and before those of heavy-app. */
const cut = (): string => {
  const lines = linesOf(NODE_A);
  const end = lines.findIndex((line) => /^kepler_pod_cpu_joules.*pod_name="heavy-app"/.test(line));
  return `${lines.slice(0, end).join('\n')}\n`;
};

const SPOILT = {
  'lacks-heavy-app.prom': without(/heavy-app/),
  'lacks-package.prom': without(/zone="package"/),
  'lacks-ends.prom': without(/state="terminated"/),
  'cut.prom': cut(),
};

const later = (name: string, time: string): string => `--kepler SPOILT/${name}.prom@2025-10-21T${time}Z`;

const HEAVY = 'heavy-app -n demo --max-power 20W';
const PAYMENTS = 'payments-66d7f9c4bf-8qk5d -n production';
const BOUND = `${FIRST} ${later('lacks-ends', '07:00:30')}`;

test.each([
  ['two scrapes', `${HEAVY} ${FIRST} ${SECOND}`, 'NON_COMPLIANT', 1],
  [
    'a third without the pod',
    `${HEAVY} ${FIRST} ${SECOND} ${later('lacks-heavy-app', '07:01:00')}`,
    'INCONCLUSIVE',
    4,
  ],
  [
    'a third without a zone',
    `${HEAVY} ${FIRST} ${SECOND} ${later('lacks-package', '07:01:00')}`,
    'INCONCLUSIVE',
    4,
  ],
  ['one before that was cut', `${HEAVY} ${FIRST} ${SECOND} ${later('cut', '06:00:00')}`, 'INCONCLUSIVE', 4],
  [
    'the second again an hour later',
    `${HEAVY} ${FIRST} ${SECOND} --kepler ${NODE_A_T30}@2025-10-21T08:00:30Z`,
    'INCONCLUSIVE',
    4,
  ],
  ['a restart with its end', `${PAYMENTS} --max-power 1.75W ${FIRST} ${SECOND}`, 'COMPLIANT', 0],
  ['a restart without its end', `${PAYMENTS} --max-power 1.5W ${BOUND}`, 'INCONCLUSIVE', 4],
  ['the same over budget', `${PAYMENTS} --max-power 0.5W ${BOUND}`, 'NON_COMPLIANT', 1],
])('%s', async (_what, line, verdict, code) => {
  const given = line.replaceAll('SPOILT', scratch(SPOILT));
  const ran = await carbonAudit(`assess ${given} --standard KR_PUE_GREEN_DC -o json`);
  expect([JSON.parse(ran.stdout).verdict, ran.code]).toEqual([verdict, code]);
});

test('what was measured in 2023 is judged by the average of 2023', async () => {
  const ran = await carbonAudit(`assess -n demo --kepler ${NODE_A}@2023-06-01T03:00:00Z -o json`);
  const { site, verdict } = JSON.parse(ran.stdout);
  expect([site.intensity.value, site.intensity.evidence.year, verdict, ran.code]).toEqual([
    ...[443, 2023, 'NON_COMPLIANT', 1],
  ]);
});
