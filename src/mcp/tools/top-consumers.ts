import * as z from 'zod';
import type { ListResult } from '../../operations/list.ts';
import { orderNote } from '../../operations/list-order.ts';
import { defineTool } from '../tool.ts';
import { anyNamespace, auditInput, cursor, limit, pue, region, standard } from './audit-arguments.ts';
import { listAnswer, listed } from './list-answer.ts';
import { cut, gaps, verdict, workload } from './result-shapes.ts';

/** As the operation has them; loading it only for the names would delay every start. */
const SORTS = ['power', 'energy', 'emissions', 'name'] as const satisfies readonly ListResult['sort'][];

export default defineTool({
  name: 'list_top_power_consumers',
  title: 'List the top consumers',
  description:
    'Ranks workloads by power, energy or emissions, largest first. Use to answer what draws most, in one namespace or in the whole cluster.',
  input: () =>
    z.strictObject({
      limit: limit('workloads', 10),
      sort_by: z.enum(SORTS).default('power').describe('What to rank by'),
      namespace: anyNamespace(),
      standard: standard(),
      region: region(),
      pue: pue(),
      cursor: cursor(),
    }),
  output: () =>
    z.looseObject({
      workloads: z.array(workload().extend({ verdict: verdict() })),
      gaps: gaps(),
      ...cut(),
    }),
  async invoke({ limit: most, sort_by, cursor: mark, ...args }, context) {
    const result = await listed({ ...auditInput(args), sort: sort_by }, context);
    const what = orderNote(result) || `Ranked by ${sort_by}.`;
    return listAnswer(result, { what, key: 'workloads', limit: most, cursor: mark });
  },
});
