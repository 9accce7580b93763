/** By what a list is really ordered. */

import type { ListResult } from './list.ts';

type Ordered = Pick<ListResult, 'sort' | 'workloads'>;

/** Empty where the order is the one that was asked for. Whose energy is known comes first: if not the first, nobody's is. */
export const orderNote = ({ sort, workloads: [first] }: Ordered): string =>
  sort === 'energy' && first !== undefined && first.energyKwh === null
    ? 'Ordered by power: the energy of none of these is known, which takes two readings of a node.'
    : '';
