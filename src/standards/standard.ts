/** A named standard as data. The judge reads it; nothing here judges. */

export type Standing = 'statute' | 'certification' | 'voluntary' | 'reference-target' | 'internal';

/** Metrics the judge can measure; any other metric gives NOT_APPLICABLE with `unmeasurable` as the reason. */
export type Metric = 'carbon-intensity' | 'pue' | 'power' | 'emissions';

/** What the audit observes each metric in. A limit in any other unit would be compared with a figure that is not its like. */
export const UNIT_OF: Readonly<Record<Metric, string>> = {
  'carbon-intensity': 'gCO2eq/kWh',
  pue: 'ratio',
  power: 'W',
  emissions: 'kgCO2eq/month',
};

/** A ratio may say of what: "ratio, yearly average". */
export const isUnitOf = (metric: Metric, unit: string): boolean =>
  unit === UNIT_OF[metric] || (metric === 'pue' && /^ratio[ ,]/.test(unit));

export type Comparator = '<=' | '>=';

export interface Phase {
  /** YYYY-MM-DD, inclusive. */
  readonly from: string;
  /** YYYY-MM-DD, inclusive; null: open. */
  readonly to: string | null;
  /** null: a phase without a figure that could be tested. */
  readonly limit: number | null;
  readonly comparator: Comparator | null;
  readonly applicability: string;
  /**
   * A fact about the site that decides whether this phase applies and that we cannot know ("sites that start after …").
   * Phases in force together with different conditions: met by all → compliant, by none → not, by some → inconclusive.
   * A limit of null beside conditioned phases means that under this condition nothing is demanded, so it is met.
   */
  readonly condition?: string;
  /** Where the limit came from when it is not the standard's own text, printed beside it. */
  readonly limitSource?: string;
  /** What the catalogue has where the operator put another limit in its place. */
  readonly replacedLimit?: number;
}

/** A figure a reader may expect instead; shown, never judged. */
interface AlternativeFigure {
  readonly label: string;
  readonly value: number;
  readonly year: number | null;
}

/** How well the entry itself is founded. `inherited`: only the superseded system says so. */
interface Sourcing {
  readonly confidence: 'primary' | 'secondary' | 'inherited';
  readonly note: string;
}

/** What checks of the audit itself are called: budgets, and that a workload was measured. No standard has such a name. */
export const OWN_CHECKS = ['MAX_POWER', 'MAX_EMISSIONS', 'MAX_INTENSITY', 'EVIDENCE'] as const;

export interface Standard {
  readonly code: string;
  readonly aliases: readonly string[];
  readonly name: string;
  /** Korean for Korean standards, otherwise the local name, if any. */
  readonly localName: string | null;
  readonly jurisdiction: string;
  readonly metric: Metric | 'other';
  /** That of the metric; any text where the metric is "other". */
  readonly unit: string;
  readonly scope: 'workload' | 'site';
  readonly standing: Standing;
  /** In plain words what the standing means here, printed beside the verdict. */
  readonly standingNote: string;
  readonly phases: readonly Phase[];
  /** Why it cannot be judged from measured power, PUE or intensity; null where it can. */
  readonly unmeasurable: string | null;
  readonly citation: { readonly title: string; readonly url: string };
  /** Whom the standard addresses, in plain words. */
  readonly applicability?: string;
  readonly alternatives?: readonly AlternativeFigure[];
  readonly sourcing?: Sourcing;
  /** The variable by which the operator gave another limit, whether or not it could be put in place. */
  readonly limitVariable?: string;
}
