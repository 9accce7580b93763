/** What a person sees of an assessment: workloads worst first, checks of the site once, options, then two lines that sum up. */

import type { Assessment, Finding, Option, WorkloadAssessment } from '../audit/report.ts';
import type { Block, Cell, View } from '../view.ts';
import { assessSummary } from './assess-summary.ts';
import { figure, figuresBeside, percent, verdictCell } from './figures.ts';
import { standingBlock } from './standing-block.ts';
import { warningBlocks } from './warning-blocks.ts';
import { kindAndName } from './workload-name.ts';
import { workloadNames, workloadRecords } from './workload-records.ts';

const cell = (text: string): Cell => ({ text });

/** Own findings with their reason; what the site decides is named only, since it stands once among the checks. */
function whyOf({ findings, verdict }: WorkloadAssessment, site: readonly Finding[]): string[] {
  if (verdict === 'COMPLIANT') return [];
  const decides = (finding: Finding): boolean => finding.verdict === verdict;
  const own = findings.filter(decides).map(({ standard, reason }) => `${standard}: ${reason}`);
  return [...own, ...site.filter(decides).map(({ standard }) => `site: ${standard}`)];
}

function workloadRow(workload: WorkloadAssessment, site: readonly Finding[]): Cell[] {
  return [
    verdictCell(workload.verdict),
    cell(workload.workload.namespace),
    cell(kindAndName(workload.workload)),
    cell(figure(workload.powerWatts)),
    cell(figure(workload.emissions?.facilityGco2eqPerHour)),
    cell(figure(workload.emissions?.projectedKgco2eqPerMonth)),
    cell(workload.grade ?? '–'),
    cell([...whyOf(workload, site), ...workload.flags].join('; ')),
  ];
}

function workloadTable({ workloads, site }: Assessment): Block {
  return {
    kind: 'table',
    columns: [
      { title: 'Verdict' },
      { title: 'Namespace', shrink: true },
      { title: 'Workload', shrink: true },
      { title: 'Watts', align: 'right' },
      { title: 'gCO2eq/h', align: 'right' },
      { title: 'kg/month', align: 'right', optional: 2 },
      { title: 'Evidence', optional: 3 },
      { title: 'Why', optional: 1, shrink: true },
    ],
    rows: workloads.map((workload) => workloadRow(workload, site.findings)),
  };
}

const figuresOf = ({ observed, limit }: Finding): readonly [observed: string, limit: string] =>
  observed === null || limit === null
    ? [figure(observed?.value), figure(limit?.value)]
    : figuresBeside(observed.value, limit.value);

function findingRow(subject: string, finding: Finding): Cell[] {
  const { observed, limit } = finding;
  const [seen, bound] = figuresOf(finding);
  return [
    verdictCell(finding.verdict),
    cell(finding.standard),
    cell(subject),
    cell(seen),
    cell(
      limit === null ? '–' : `${limit.comparator} ${bound}${limit.unit === 'ratio' ? '' : ` ${limit.unit}`}`,
    ),
    cell(observed?.evidence.grade ?? '–'),
    cell(observed === null ? finding.reason : sourceOf(finding)),
  ];
}

function sourceOf({ observed, verdict, reason }: Finding): string {
  const evidence = observed?.evidence;
  const year = evidence?.year ? ` ${evidence.year}` : '';
  const source = `${evidence?.source ?? ''}${year}`;
  return verdict === 'INCONCLUSIVE' ? reason : source;
}

function findingTable({ site, workloads }: Assessment): Block {
  const own = workloads.flatMap((workload) =>
    workload.findings.map((finding) =>
      findingRow(`${workload.workload.namespace}/${workload.workload.name}`, finding),
    ),
  );
  return {
    kind: 'table',
    columns: [
      { title: 'Verdict' },
      { title: 'Standard' },
      { title: 'Subject', shrink: true },
      { title: 'Observed', align: 'right' },
      { title: 'Limit' },
      { title: 'Evidence' },
      { title: 'Source', optional: 1, shrink: true },
    ],
    rows: [...site.findings.map((finding) => findingRow(`site ${site.region.code}`, finding)), ...own],
  };
}

function optionRow(subject: string, option: Option): Cell[] {
  return [
    cell(subject),
    cell(option.scenario),
    cell(figure(option.savingKgco2eqPerMonth)),
    cell(percent(option.savingRatio)),
    verdictCell(option.verdictAfter),
    cell(option.description),
  ];
}

function optionBlocks({ site, workloads }: Assessment): Block[] {
  const rows = [
    ...site.options.map((option) => optionRow('all of these', option)),
    ...workloads.flatMap(({ workload, options }) =>
      options.map((option) => optionRow(`${workload.namespace}/${workload.name}`, option)),
    ),
  ];
  if (rows.length === 0) return [];
  const columns = [
    { title: 'Subject', shrink: true },
    { title: 'Option', shrink: true },
    { title: 'Saves kg/month', align: 'right' as const },
    { title: 'Saves', align: 'right' as const, optional: 2 },
    { title: 'Then' },
    { title: 'What it means', optional: 1, shrink: true },
  ];
  return [
    { kind: 'heading', text: 'What would change the answer' },
    { kind: 'table', columns, rows },
  ];
}

function blocksOf(result: Assessment): readonly Block[] {
  return [
    ...(result.workloads.length > 0 ? [workloadTable(result)] : []),
    { kind: 'heading', text: 'Checks' },
    findingTable(result),
    ...standingBlock(result.standards),
    ...optionBlocks(result),
    ...warningBlocks(result.warnings),
  ];
}

export const assessView = (result: Assessment): View => ({
  get blocks() {
    return blocksOf(result);
  },
  summary: assessSummary(result),
  records: workloadRecords(result),
  names: workloadNames(result),
});
