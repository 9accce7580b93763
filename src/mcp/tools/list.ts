import * as z from 'zod';
import { VERDICTS } from '../../audit/verdict.ts';
import { defineTool } from '../tool.ts';
import { auditInput, cursor, limit, namespace, pue, region, standard } from './audit-arguments.ts';
import { listAnswer, listed } from './list-answer.ts';
import { cut, gaps, verdict, workload } from './result-shapes.ts';

export default defineTool({
  name: 'list_workloads_by_compliance',
  title: 'List workloads by verdict',
  description:
    'Lists the workloads of a namespace with verdict, power and emissions, largest power first; status_filter keeps one verdict. Use to find which workloads break a standard, or which could not be judged (INCONCLUSIVE).',
  input: () =>
    z.strictObject({
      namespace: namespace(),
      standard: standard(),
      status_filter: z.enum(VERDICTS).optional().describe('Only workloads with this verdict'),
      region: region(),
      pue: pue(),
      limit: limit('workloads', 20),
      cursor: cursor(),
    }),
  output: () =>
    z.looseObject({
      workloads: z.array(workload().extend({ verdict: verdict() })),
      gaps: gaps(),
      ...cut(),
    }),
  async invoke({ status_filter, limit: most, cursor: mark, ...args }, context) {
    const result = await listed({ ...auditInput(args), status: status_filter ?? null }, context);
    const matching = result.workloads.length;
    const what =
      `${matching} ${status_filter ?? ''} ${matching === 1 ? 'workload' : 'workloads'} listed.`.replace(
        '  ',
        ' ',
      );
    return listAnswer(result, { what, key: 'workloads', limit: most, cursor: mark });
  },
});
