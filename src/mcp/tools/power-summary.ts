import * as z from 'zod';
import { defineTool } from '../tool.ts';
import { anyNamespace, auditInput, cursor, limit, pue, region, standard } from './audit-arguments.ts';
import { listAnswer, listed } from './list-answer.ts';
import { count, cut, gaps, maybeNumber } from './result-shapes.ts';

const sums = () => ({
  workloads: count(),
  nonCompliant: count(),
  inconclusive: count(),
  powerWatts: maybeNumber(),
});

export default defineTool({
  name: 'get_power_consumption_summary',
  title: 'Summarise power by namespace',
  description:
    'Sums power, emissions and verdicts by namespace and reconciles each node (assessed, other pods, outside pods, idle). Use for an overview of a cluster before looking at single workloads.',
  input: () =>
    z.strictObject({
      namespace: anyNamespace(),
      standard: standard(),
      region: region(),
      pue: pue(),
      limit: limit('namespaces', 50),
      cursor: cursor(),
    }),
  output: () =>
    z.looseObject({
      namespaces: z.array(z.looseObject({ namespace: z.string(), ...sums() })),
      totals: z.looseObject(sums()),
      nodes: z.array(z.looseObject({ node: z.string() })),
      gaps: gaps(),
      ...cut(),
    }),
  async invoke({ limit: most, cursor: mark, ...args }, context) {
    const result = await listed({ ...auditInput(args), view: 'summary' }, context);
    const namespaces = result.namespaces.length;
    const what = `${namespaces} ${namespaces === 1 ? 'namespace' : 'namespaces'}.`;
    return listAnswer(result, { what, key: 'namespaces', limit: most, cursor: mark });
  },
});
