/** Pods, nodes and audits for the tests of the judge, small enough to reckon by hand. */

import { type AuditInput, assess } from '../../src/audit/assess.ts';
import type { Assessment, Finding } from '../../src/audit/report.ts';
import { type Stated, siteOf } from '../../src/audit/site.ts';
import type { Quantity } from '../../src/evidence.ts';
import { regionOf } from '../../src/grid/region-lookup.ts';
import { loadCatalogue } from '../../src/io/catalogue.ts';
import type { EnergyInterval, Measurement, NodePower, PodPower } from '../../src/kepler/measurement.ts';
import { standardOf } from '../../src/standards/lookup.ts';
import type { Phase, Standard } from '../../src/standards/standard.ts';

export const CATALOGUE = await loadCatalogue();

export const NOW_MS = Date.parse('2026-04-20T09:00:00Z');

export const podOf = (given: Partial<PodPower> = {}): PodPower => ({
  node: 'n1',
  podId: `id-${given.namespace ?? 'ns'}-${given.name ?? 'web'}`,
  namespace: 'ns',
  name: 'web',
  powerWatts: 10,
  packageWatts: given.powerWatts === undefined ? 10 : given.powerWatts,
  dramWatts: null,
  gpuWatts: null,
  unmeasured: null,
  method: given.intervals === undefined ? 'gauge' : 'counter',
  intervals: [],
  grade: 'measured',
  flags: [],
  ...given,
});

type Used = Omit<EnergyInterval, 'isBound'> & Partial<EnergyInterval>;

/** A pod whose power follows from its energy. Of an interval everything is counted, unless it says otherwise. */
export function podUsing(used: readonly Used[], given: Partial<PodPower> = {}): PodPower {
  const intervals = used.map((interval) => ({ isBound: false, ...interval }));
  const joules = intervals.reduce((sum, interval) => sum + interval.joules, 0);
  const fromMs = Math.min(...intervals.map((interval) => interval.fromMs));
  const toMs = Math.max(...intervals.map((interval) => interval.toMs));
  return podOf({ powerWatts: joules / ((toMs - fromMs) / 1000), intervals, ...given });
}

export const nodeOf = (given: Partial<NodePower> = {}): NodePower => ({
  node: 'n1',
  generation: 'rewrite',
  keplerVersion: 'v0.11.2',
  method: 'gauge',
  window: null,
  zones: ['package'],
  hasMemory: false,
  hasGpu: false,
  totalWatts: 100,
  idleWatts: 60,
  attributedWatts: 30,
  outsidePodsWatts: 10,
  ...given,
});

export const measurementOf = (pods: readonly PodPower[], given: Partial<Measurement> = {}): Measurement => ({
  window: null,
  nodes: [nodeOf()],
  pods,
  warnings: [],
  ...given,
});

/** The window that holds all intervals. */
export function windowOver(pods: readonly PodPower[]): Measurement['window'] {
  const all = pods.flatMap(({ intervals }) => intervals);
  return {
    fromMs: Math.min(...all.map(({ fromMs }) => fromMs)),
    toMs: Math.max(...all.map(({ toMs }) => toMs)),
  };
}

export const siteIn = (code: string, stated: Stated = {}) =>
  siteOf({ catalogue: CATALOGUE, region: regionOf(CATALOGUE.regions, code), stated });

export const SEOUL = siteIn('ap-northeast-2');

export const KOREAN = ['KR_CARBON_2050', 'KR_PUE_GREEN_DC'].map((code) =>
  standardOf(CATALOGUE.standards, code),
);

export interface Asked extends Partial<Omit<AuditInput, 'gate'>> {
  readonly gate?: Partial<AuditInput['gate']>;
}

export function assessed(measurement: Measurement, { gate, ...asked }: Asked = {}): Assessment {
  return assess({
    measurement,
    site: SEOUL,
    standards: KOREAN,
    selection: { namespaces: null, workload: null },
    groupBy: 'pod',
    idle: 'none',
    gate: { failOn: 'error', onInconclusive: 'fail', minEvidence: 'estimated', ...gate },
    minCoverageRatio: 1,
    missing: [],
    sources: [],
    catalogue: CATALOGUE,
    atMs: NOW_MS,
    ...asked,
  }).assessment;
}

export const phaseOf = (given: Partial<Phase> = {}): Phase => ({
  from: '2020-01-01',
  to: null,
  limit: 1.4,
  comparator: '<=',
  applicability: 'every site',
  ...given,
});

export const standardWith = (given: Partial<Standard> = {}): Standard => ({
  code: 'X_PUE',
  aliases: [],
  name: 'A limit',
  localName: null,
  jurisdiction: 'X',
  metric: 'pue',
  unit: 'ratio',
  scope: 'site',
  standing: 'certification',
  standingNote: 'for tests',
  phases: [phaseOf()],
  unmeasurable: null,
  citation: { title: 'none', url: '' },
  ...given,
});

export const quantityOf = (value: number, grade: Quantity['evidence']['grade'] = 'declared'): Quantity => ({
  value,
  unit: 'ratio',
  evidence: { grade, source: 'a test', year: 2026 },
});

export const findingOf = (given: Partial<Finding> = {}): Finding => ({
  standard: 'X_PUE',
  metric: 'pue',
  scope: 'site',
  verdict: 'COMPLIANT',
  severity: 'error',
  observed: null,
  limit: null,
  marginRatio: null,
  reason: 'a test',
  ...given,
});
