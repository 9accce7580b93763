/** Published fragments: each gives a sensible result or a refusal with a name; none gives a power. */

import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { AuditError } from '../../src/errors.ts';
import { measure } from '../../src/kepler/measure.ts';
import { fixtureText, scrapeOf } from './scrapes.ts';

/** File to refusal code, or to the node it names and the warnings that tell what it lacks. */
const OUTCOMES: Readonly<Record<string, string | readonly [node: string, ...codes: string[]]>> = {
  'lookalike-labels.prom': 'NO_KEPLER_METRICS',
  'reboot-pr-2037-energy-zones.prom': 'NO_KEPLER_METRICS',
  'v0.11-fake-meter-node.prom': 'FAKE_METER',
  'v0.11-fake-meter-pods.prom': ['ip-172-31-29-93', 'FAKE_METER_SUSPECTED', 'NO_DRAM', 'NO_NODE_FIGURES'],
  'v0.11-redfish-illustrative.prom': ['worker-1', 'NO_POD_FAMILY', 'PLATFORM_NOT_ADDED'],
  'v0.3-issue-352-energy-stat.prom': 'KEPLER_TOO_OLD',
  'v0.4-issue-524-node.prom': ['jitest42.novalocal', 'NO_POD_FAMILY', 'LEGACY_SINGLE_SCRAPE'],
  'v0.4-pr-485-no-mode-label.prom': 'KEPLER_TOO_OLD',
  'v0.5-issue-543-s390x-process.prom': 'NO_KEPLER_METRICS',
  'v0.5-issue-707-zeros.prom': ['unnamed-node', 'EMPTY_NODE_NAME', 'LEGACY_SINGLE_SCRAPE'],
  'v0.5-issue-907-identical-values.prom': ['unnamed-node', 'EMPTY_NODE_NAME', 'LEGACY_SINGLE_SCRAPE'],
  'v0.6-issue-1044-process-zero.prom': 'NO_KEPLER_METRICS',
  'v0.7-issue-1152-vm.prom': 'NO_KEPLER_METRICS',
  'v0.7-issue-1310-trained-model.prom': ['unnamed-node', 'NO_POD_FAMILY', 'ESTIMATED_SOURCE'],
  'v0.7-issue-1349-rapl-sysfs.prom': 'NO_KEPLER_METRICS',
  'v0.7-issue-1617-node-sources.prom': ['perf-intel-28', 'NO_POD_FAMILY', 'LEGACY_SINGLE_SCRAPE'],
  'v0.7-issue-1678-trained-model-zero-platform.prom': 'NO_KEPLER_METRICS',
  'v0.7-node-info-variants.prom': ['perf-arm-11.perf.eng.bos2.dc.redhat.com', 'NO_POD_FAMILY'],
  'v0.7-pr-1230-system-processes.prom': ['unnamed-node', 'NO_POD_FAMILY'],
  'v0.7-pr-1884-grace-hopper-node.prom': ['rhelarm', 'NO_POD_FAMILY'],
};

const FILES = readdirSync(new URL('../../fixtures/real-samples/', import.meta.url)).filter((name) =>
  name.endsWith('.prom'),
);

test('every sample has its outcome in the table', () => {
  expect(FILES.sort()).toEqual(Object.keys(OUTCOMES).sort());
});

test.each(FILES)('%s', (file) => {
  const expected = OUTCOMES[file];
  const result = outcomeOf(file);
  if (typeof expected === 'string' || typeof result === 'string') {
    expect(result).toBe(expected);
    return;
  }
  const [node, ...codes] = expected ?? [];
  expect(result.nodes.map((found) => found.node)).toEqual([node]);
  expect(result.warnings.map(({ code }) => code)).toEqual(expect.arrayContaining(codes));
  expect(result.pods.filter(({ powerWatts }) => powerWatts !== null)).toEqual([]);
});

function outcomeOf(file: string) {
  try {
    return measure([scrapeOf(fixtureText(`real-samples/${file}`), { origin: file })]);
  } catch (error) {
    if (error instanceof AuditError) return error.code;
    throw error;
  }
}
