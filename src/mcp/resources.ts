/** The resource families, in the order they are listed. A new one is a file in resources/ and a line here. */

import type { ResourceFamily } from './resource.ts';
import carbonIntensity from './resources/carbon-intensity.ts';
import complianceStandards from './resources/compliance-standards.ts';
import standardsOverview from './resources/standards-overview.ts';
import workloadMetrics from './resources/workload-metrics.ts';

export const RESOURCES: readonly ResourceFamily[] = [
  standardsOverview,
  complianceStandards,
  carbonIntensity,
  workloadMetrics,
];
