/** How a workload is written for people: pods by name, owners as kind/name. */

import type { WorkloadName } from '../audit/report.ts';

export function kindAndName({ kind, name, ownerFrom }: WorkloadName): string {
  if (kind === 'Pod') return name;
  return `${kind}/${name}${ownerFrom === 'inferred' ? ' (inferred)' : ''}`;
}
