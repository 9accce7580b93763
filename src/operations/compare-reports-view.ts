/** What a person sees of two reports compared. */

import { reasonOf } from '../audit/comparison-gaps.ts';
import { isOfHours, type WorkloadChange } from '../audit/report-changes.ts';
import { gotWorse, type TotalChange } from '../audit/total-change.ts';
import { MEASURE_ALIKE } from '../audit/used-hours.ts';
import type { Cell, Tone, View } from '../view.ts';
import type { CompareReportsResult } from './compare-reports.ts';
import { figure, percent, plural } from './figures.ts';
import { doubtBlocks } from './warning-blocks.ts';

const cell = (text: string): Cell => ({ text });

const TONES: Readonly<Record<WorkloadChange['kind'], Tone>> = {
  new: 'plain',
  gone: 'muted',
  better: 'good',
  worse: 'bad',
  unchanged: 'muted',
  unknown: 'unsure',
};

const verdicts = ({ verdictBefore, verdictAfter, verdictChanged }: WorkloadChange): string =>
  verdictChanged ? `${verdictBefore} → ${verdictAfter}` : (verdictAfter ?? verdictBefore ?? '–');

const nameOf = ({ workload }: WorkloadChange): string => `${workload.namespace}/${workload.name}`;

/** In other hours both: the one is the grid's doing as well. */
const changeText = ({ changeRatio, powerChangeRatio }: WorkloadChange | TotalChange): string =>
  powerChangeRatio === undefined
    ? percent(changeRatio, true)
    : `${percent(changeRatio, true)}, power × PUE ${percent(powerChangeRatio, true)}`;

function totalText(total: TotalChange): string {
  const { facilityGco2eqPerHourBefore, facilityGco2eqPerHourAfter, isRegression } = total;
  const span = `${figure(facilityGco2eqPerHourBefore)} → ${figure(facilityGco2eqPerHourAfter, 'gCO2eq/h')}`;
  return `together ${span} (${changeText(total)}${isRegression ? ', a regression' : ''})`;
}

const HOURS_RULE =
  ' Where hours, years or a source give another intensity, a workload is worse where its power × PUE grew, and better only where that and its emissions fell.';

/** In a report only that is no gap, so that its reason stands here. */
function hoursRule({ changes, total, passed }: CompareReportsResult): string {
  if (changes.every(({ powerChangeRatio }) => powerChangeRatio === undefined)) return '';
  const isLeft = passed === null && [...changes, total].some(isOfHours);
  return isLeft
    ? `${HOURS_RULE} Emissions that alone grew, and a verdict that turned with the hours, leave it unknown: ${MEASURE_ALIKE}.`
    : HOURS_RULE;
}

export function compareReportsView(result: CompareReportsResult): View {
  const { total, changes, counts, regressions, passed, toleranceRatio, base, head, gaps, inputsApart } =
    result;
  const shown = changes.filter(
    (change) => change.kind !== 'unchanged' || change.isRegression || change.verdictChanged,
  );
  const hasFailed = passed === false && gotWorse(result);
  const gate = passed ? 'Passed: ' : hasFailed ? 'Failed: ' : '';
  const open = gaps.length > 0 ? `INCONCLUSIVE — ${gaps.join('; ')}. ` : '';
  const counted = Object.entries(counts).map(([kind, count]) => `${count} ${kind}`);
  return {
    blocks: [
      {
        kind: 'table',
        columns: [
          { title: 'Change' },
          { title: 'Workload', shrink: true },
          { title: 'gCO2eq/h before', align: 'right' },
          { title: 'after', align: 'right' },
          { title: 'Change', align: 'right' },
          { title: 'Verdict' },
        ],
        rows: shown.map((change) => [
          {
            text: change.isRegression ? `${change.kind} (regression)` : change.kind,
            tone: TONES[change.kind],
          },
          cell(nameOf(change)),
          cell(figure(change.facilityGco2eqPerHourBefore)),
          cell(figure(change.facilityGco2eqPerHourAfter)),
          cell(changeText(change)),
          cell(verdicts(change)),
        ]),
      },
      ...doubtBlocks(result.warnings),
    ],
    summary: [
      {
        text: `${open}${gate}${plural(regressions, 'regression')} beyond ${percent(toleranceRatio)}; ${counted.join(', ')}.`,
        tone: hasFailed ? 'bad' : gaps.length > 0 ? 'unsure' : 'plain',
      },
      {
        text: `Base ${plural(base.workloads, 'workload')} in ${base.region}, head ${head.workloads} in ${head.region}; ${totalText(total)}.`,
      },
      ...(inputsApart.length === 0
        ? []
        : [
            {
              text: `Not made with the same, so changes need not be the workloads' own: ${inputsApart.join('; ')}.${hoursRule(result)}`,
              tone: 'unsure' as const,
            },
          ]),
    ],
    records: {
      columns: [
        'namespace',
        'kind',
        'name',
        'change',
        'facility_gco2eq_per_hour_before',
        'facility_gco2eq_per_hour_after',
        'change_ratio',
        'verdict_before',
        'verdict_after',
        'regression',
        'power_pue_change_ratio',
        'reason',
      ],
      rows: changes.map((change) => [
        change.workload.namespace,
        change.workload.kind,
        change.workload.name,
        change.kind,
        change.facilityGco2eqPerHourBefore,
        change.facilityGco2eqPerHourAfter,
        change.changeRatio,
        change.verdictBefore,
        change.verdictAfter,
        String(change.isRegression),
        change.powerChangeRatio ?? null,
        reasonOf(change),
      ]),
    },
    names: changes.map(nameOf),
  };
}
