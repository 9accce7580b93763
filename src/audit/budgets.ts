/** Budgets of the operator, as standards of standing `internal`: one mechanism judges both. */

import type { OWN_CHECKS, Standard } from '../standards/standard.ts';
import { INTENSITY_UNIT } from './site.ts';

export interface Budgets {
  readonly powerWatts?: number | undefined;
  readonly emissionsKgco2eqPerMonth?: number | undefined;
  readonly intensityGco2eqPerKwh?: number | undefined;
}

type Made = Pick<Standard, 'name' | 'metric' | 'unit'> & { readonly code: (typeof OWN_CHECKS)[number] };

function budget(made: Made, limit: number): Standard {
  return {
    ...made,
    aliases: [],
    localName: null,
    jurisdiction: 'internal',
    scope: 'workload',
    standing: 'internal',
    standingNote: 'a budget set by the operator for this audit',
    phases: [{ from: '0001-01-01', to: null, limit, comparator: '<=', applicability: 'each workload' }],
    unmeasurable: null,
    citation: { title: 'set by the operator', url: '' },
  };
}

export function budgetStandards(budgets: Budgets): readonly Standard[] {
  const { powerWatts, emissionsKgco2eqPerMonth, intensityGco2eqPerKwh } = budgets;
  const made: (Standard | null)[] = [
    powerWatts === undefined
      ? null
      : budget({ code: 'MAX_POWER', name: 'Power budget', metric: 'power', unit: 'W' }, powerWatts),
    emissionsKgco2eqPerMonth === undefined
      ? null
      : budget(
          { code: 'MAX_EMISSIONS', name: 'Emissions budget', metric: 'emissions', unit: 'kgCO2eq/month' },
          emissionsKgco2eqPerMonth,
        ),
    intensityGco2eqPerKwh === undefined
      ? null
      : budget(
          {
            code: 'MAX_INTENSITY',
            name: 'Intensity budget',
            metric: 'carbon-intensity',
            unit: INTENSITY_UNIT,
          },
          intensityGco2eqPerKwh,
        ),
  ];
  return made.filter((standard) => standard !== null);
}
