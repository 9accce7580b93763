/** The evidence ladder: how a number is known. A result is as good as its weakest input. */

/** Best first. */
export const GRADES = ['measured', 'declared', 'published', 'estimated', 'assumed'] as const;
export type Grade = (typeof GRADES)[number];

/** What the emissions of a kWh include: whole life cycle, or only what the plant emits while it runs. */
export type Basis = 'lifecycle' | 'direct' | 'operational';

/** All generation at that time, or the plant that would answer one more kWh. Never mixed. */
export type Signal = 'average' | 'marginal';

export interface Evidence {
  readonly grade: Grade;
  /** Who says so, with the publication: "Electricity Maps, yearly average of zone KR". */
  readonly source: string;
  /** The year the value describes; null where the publisher gives none. */
  readonly year: number | null;
  readonly basis?: Basis;
  readonly signal?: Signal;
  readonly note?: string;
}

/** A number with its unit and how it is known. */
export interface Quantity {
  readonly value: number;
  readonly unit: string;
  readonly evidence: Evidence;
}

export function isWeaker(grade: Grade, than: Grade): boolean {
  return GRADES.indexOf(grade) > GRADES.indexOf(than);
}

/** The grade of a result made from these inputs. */
export function weakest(one: Grade, two: Grade, three: Grade = two): Grade {
  const weaker = isWeaker(two, one) ? two : one;
  return isWeaker(three, weaker) ? three : weaker;
}
