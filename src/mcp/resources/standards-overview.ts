import { phasesInForce } from '../../standards/lookup.ts';
import type { Standard } from '../../standards/standard.ts';
import type { ResourceFamily } from '../resource.ts';
import type { ToolContext } from '../tool.ts';
import { DEFAULT_STANDARD } from '../tools/audit-arguments.ts';
import { standardsIn } from './standards-in.ts';

/** What tells one standard from another; the rest stands in the resource of each Korean one and in every result. */
function entryOf(standard: Standard, day: string) {
  const { code, name, jurisdiction, metric, unit, scope, standing, standingNote, unmeasurable } = standard;
  const limits = phasesInForce(standard, day).map(({ comparator, limit, to, condition = null }) => ({
    comparator,
    limit,
    to,
    condition,
  }));
  return { code, name, jurisdiction, metric, unit, scope, limits, standing, standingNote, unmeasurable };
}

const GROUPS = ['all', 'korea'] as const;

const isIn = (group: string, { jurisdiction }: Standard): boolean => group === 'all' || jurisdiction === 'KR';

async function overview(group: string, context: ToolContext) {
  const day = context.ports.now().toISOString().slice(0, 10);
  const standards = (await standardsIn(context)).filter((standard) => isIn(group, standard));
  return {
    asOf: day,
    usage: 'Give a code, or several separated by commas, as the argument standard of a tool.',
    defaultStandard: DEFAULT_STANDARD,
    standards: standards.map((standard) => entryOf(standard, day)),
  };
}

const family: ResourceFamily = {
  name: 'standards-overview',
  title: 'All standards',
  description:
    'Every standard a tool takes: code, metric, limits in force today, legal standing, and why one cannot be judged',
  uriTemplate: 'compliance-standards://{group}',
  list: async () =>
    GROUPS.map((group) => ({
      uri: `compliance-standards://${group}`,
      name: group === 'all' ? 'All standards' : 'Korean standards',
      description: 'Codes, limits in force and standing',
    })),
  values: { group: async () => GROUPS },
  read: async ({ group = '' }, context) =>
    GROUPS.some((one) => one === group) ? overview(group, context) : null,
};

export default family;
