/** What was judged, and on which figure: where the energy of a window is judged, that is not the average of the year. */

import type { Assessment, Finding, WorkloadAssessment } from '../../audit/report.ts';
import type { Quantity } from '../../evidence.ts';
import { figuresBeside } from '../../operations/figures.ts';

export const evidenceText = ({ evidence: { grade, year } }: Quantity): string =>
  year === null ? grade : `${grade}, ${year}`;

/** Checks that have one answer for every workload here; the reason is a comparison of figures. */
function siteFindingText({ standard, verdict, reason, observed, limit }: Finding): string {
  const evidence = observed === null || limit === null ? '' : ` (${evidenceText(observed)})`;
  return `${standard} for the site: ${verdict}, ${reason}${evidence}.`;
}

type Compared = Finding & Record<'observed' | 'limit', object>;

const isCompared = (finding: Finding): finding is Compared =>
  finding.observed !== null && finding.limit !== null;

/** Of all workloads that are listed, from the least to the greatest. */
function comparedText(findings: readonly Compared[]): string {
  const [first] = findings;
  if (first === undefined) return '';
  const { value: limit, comparator, unit } = first.limit;
  let [least, greatest] = [first.observed.value, first.observed.value];
  for (const { observed } of findings) {
    least = Math.min(least, observed.value);
    greatest = Math.max(greatest, observed.value);
  }
  const seen = [least, greatest].map((value) => figuresBeside(value, limit)[0]);
  const evidence = new Set(findings.map(({ observed }) => evidenceText(observed)));
  return `: ${[...new Set(seen)].join(' to ')} ${unit} (${[...evidence].join('; ')}) against ${comparator} ${limit} ${unit}`;
}

/** Of a long list each workload is made anew when it is looked at, and a page shows but some. */
const MOST_TOLD = 256;

function ownFindingsText(code: string, workloads: readonly WorkloadAssessment[]): string {
  const findings = workloads
    .slice(0, MOST_TOLD)
    .flatMap((workload) => workload.findings.filter(isCompared).filter(({ standard }) => standard === code));
  const most = workloads.length > MOST_TOLD ? ` for the first ${MOST_TOLD} of them` : '';
  return `${code} is judged for each workload by the hours its energy was used in${comparedText(findings)}${most}.`;
}

/** Whatever is not judged for the site differs from workload to workload, with the hours of a window. */
export function checksText({
  site,
  standards,
  workloads,
}: Pick<Assessment, 'site' | 'standards' | 'workloads'>): string {
  const ofSite = new Set(site.findings.map(({ standard }) => standard));
  const own = standards.map(({ code }) => code).filter((code) => !ofSite.has(code));
  return [...site.findings.map(siteFindingText), ...own.map((code) => ownFindingsText(code, workloads))].join(
    ' ',
  );
}
