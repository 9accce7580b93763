/**
 * GPU power that belongs to no pod: slices of a GPU, which Kepler v0.11.4 gives to nobody, or a text that was cut off just
 * before the GPU figures of pods. A cut at a border of lines leaves no half line behind, but Kepler sorts its families by
 * name and always ends with `promhttp_…` (internal/exporter/prometheus/prometheus.go, v0.11), so a text that goes on
 * behind `kepler_…` was not cut there.
 */

import type { ScrapeReport } from '../prometheus/reader.ts';
import { TOLERANCE } from './doubts.ts';
import { warning, watts } from './phrases.ts';
import type { Rule } from './warning-rule.ts';

const OWN_PREFIX = 'kepler';

/** Text without its end mark, or any other family behind Kepler's. OpenMetrics has an end mark. */
export const endsWithKepler = ({ format, families }: ScrapeReport): boolean =>
  format === 'text' && !families.some((prefix) => prefix > OWN_PREFIX);

export const gpuOutside: Rule = ({ node, rates, pods, readings }) => {
  if (!node.hasGpu || rates.active === null || rates.cpuActive === null) return null;
  const gpuWatts = rates.active - rates.cpuActive;
  const podWatts = pods.reduce((sum, pod) => sum + (pod.gpuWatts ?? 0), 0);
  const outsideWatts = gpuWatts - podWatts;
  if (outsideWatts <= gpuWatts * TOLERANCE) return null;
  const figures = { outsideWatts, gpuActiveWatts: gpuWatts };
  if (podWatts === 0 && readings.endsWithKepler === true) {
    const message = `Node ${node.node}: its GPUs give ${watts(gpuWatts)}, no pod shows any, and the scrape ends before the figures that would tell whether it is whole, so those of pods may have been cut off`;
    return warning('GPU_MAY_BE_CUT', message, { subject: node.node, figures });
  }
  const message = `Node ${node.node}: ${watts(outsideWatts)} of ${watts(gpuWatts)} active GPU power belong to no measured pod, so pods that use a GPU may be too low by it`;
  return warning('GPU_NOT_ATTRIBUTED', message, { subject: node.node, figures });
};
