/** What a person sees of a list. */

import type { Option } from '../audit/report.ts';
import type { Block, Cell, View } from '../view.ts';
import { coverageLine } from './assess-summary.ts';
import { figure, percent, plural, verdictCell } from './figures.ts';
import type { ListResult } from './list.ts';
import { orderNote } from './list-order.ts';
import { standingBlock } from './standing-block.ts';
import { doubtBlocks } from './warning-blocks.ts';
import { kindAndName } from './workload-name.ts';
import { workloadNames, workloadRecords } from './workload-records.ts';

const cell = (text: string): Cell => ({ text });

/** The largest effect; the others are in the JSON. */
function bestOf([best, ...others]: readonly Option[]): string {
  if (best === undefined) return '';
  const more = others.length > 0 ? `; ${others.length} more` : '';
  return `${best.scenario} saves ${percent(best.savingRatio)}${more}`;
}

function workloadTable({ workloads, view }: ListResult): Block {
  const actions = view === 'hotspots' ? [{ title: 'What would help', shrink: true }] : [];
  return {
    kind: 'table',
    columns: [
      { title: 'Namespace', shrink: true },
      { title: 'Workload', shrink: true },
      { title: 'Watts', align: 'right' },
      { title: 'Of node', align: 'right', optional: 2 },
      { title: 'gCO2eq/h', align: 'right' },
      { title: 'kg/month', align: 'right', optional: 1 },
      { title: 'Verdict' },
      ...actions,
    ],
    rows: workloads.map((row) => [
      cell(row.workload.namespace),
      cell(kindAndName(row.workload)),
      cell(figure(row.powerWatts)),
      cell(percent(row.shareOfNodeRatio)),
      cell(figure(row.emissions?.facilityGco2eqPerHour)),
      cell(figure(row.emissions?.projectedKgco2eqPerMonth)),
      verdictCell(row.verdict),
      ...(view === 'hotspots' ? [cell(bestOf(row.options))] : []),
    ]),
  };
}

function namespaceTable({ namespaces }: ListResult): Block {
  return {
    kind: 'table',
    columns: [
      { title: 'Namespace', shrink: true },
      { title: 'Workloads', align: 'right' },
      { title: 'Watts', align: 'right' },
      { title: 'gCO2eq/h', align: 'right' },
      { title: 'kg/month', align: 'right' },
      { title: 'Compliant', align: 'right', optional: 1 },
      { title: 'Non-compliant', align: 'right', optional: 1 },
      { title: 'Inconclusive', align: 'right', optional: 1 },
    ],
    rows: namespaces.map((row) => [
      cell(row.namespace),
      cell(String(row.workloads)),
      cell(figure(row.powerWatts)),
      cell(figure(row.facilityGco2eqPerHour)),
      cell(figure(row.projectedKgco2eqPerMonth)),
      cell(String(row.compliant)),
      cell(String(row.nonCompliant)),
      cell(String(row.inconclusive)),
    ]),
  };
}

/** What nobody measured is in no sum. */
const inconclusivePart = ({ inconclusive }: ListResult['totals']): string =>
  inconclusive === 0 ? '' : ` (${inconclusive} inconclusive)`;

function headline(result: ListResult): Cell {
  const { workloads, omitted, totals, gaps, site, view } = result;
  const shown =
    view === 'summary'
      ? plural(totals.workloads, 'workload')
      : `${workloads.length} of ${plural(workloads.length + omitted, 'matching workload')}`;
  const sum = `${figure(totals.powerWatts, 'W')}, ${figure(totals.facilityGco2eqPerHour, 'gCO2eq/h')} in ${plural(totals.workloads, 'workload')}${inconclusivePart(totals)}`;
  const open = gaps.length > 0 ? `INCONCLUSIVE — ${gaps.join('; ')}. ` : '';
  return {
    text: `${open}${shown}; ${sum}; ${site.region.code}. ${orderNote(result)}`.trimEnd(),
    tone: gaps.length > 0 ? 'unsure' : 'plain',
  };
}

export function listView(result: ListResult): View {
  const isSummary = result.view === 'summary';
  // The remarks every scrape has are left to `assess`; what makes figures doubtful is not.
  return {
    get blocks() {
      const table = isSummary ? namespaceTable(result) : workloadTable(result);
      return [table, ...standingBlock(result.standards), ...doubtBlocks(result.warnings)];
    },
    summary: [headline(result), coverageLine(result)],
    records: isSummary ? namespaceRecords(result) : workloadRecords(result),
    names: isSummary ? result.namespaces.map(({ namespace }) => namespace) : workloadNames(result),
  };
}

function namespaceRecords({ namespaces }: ListResult): View['records'] {
  return {
    columns: [
      'namespace',
      'workloads',
      'power_watts',
      'facility_gco2eq_per_hour',
      'projected_kgco2eq_per_month',
      'compliant',
      'non_compliant',
      'inconclusive',
    ],
    rows: namespaces.map((row) => [
      row.namespace,
      row.workloads,
      row.powerWatts,
      row.facilityGco2eqPerHour,
      row.projectedKgco2eqPerMonth,
      row.compliant,
      row.nonCompliant,
      row.inconclusive,
    ]),
  };
}
