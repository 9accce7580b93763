/** Preventive actions for hotspots: the same options as for failing workloads, computed for workloads that pass as well. */

import { allOptions } from '../audit/advice.ts';
import type { Judged } from '../audit/judged.ts';
import { alone } from '../audit/judged-together.ts';
import type { Option } from '../audit/report.ts';
import type { Audited } from './audit.ts';

export const hotspotOptions =
  ({ judging }: Audited) =>
  ({ workload, site, findings }: Judged): readonly Option[] =>
    allOptions(site, alone(workload), findings, judging);
