import type { Standard } from '../../standards/standard.ts';
import type { ResourceFamily } from '../resource.ts';
import type { ToolContext } from '../tool.ts';
import { standardsIn } from './standards-in.ts';

const koreanStandards = async (context: ToolContext): Promise<readonly Standard[]> =>
  (await standardsIn(context)).filter(({ jurisdiction }) => jurisdiction === 'KR');

const family: ResourceFamily = {
  name: 'compliance-standards',
  title: 'Korean standard',
  description:
    'A standard that applies to data centres or workloads in Korea: limit, phases, legal standing, citation',
  uriTemplate: 'compliance-standards://korea/{code}',
  list: async (context) =>
    (await koreanStandards(context)).map(({ code, name }) => ({
      uri: `compliance-standards://korea/${code}`,
      name: code,
      description: name,
    })),
  values: { code: async (context) => (await koreanStandards(context)).map(({ code }) => code) },
  read: async ({ code }, context) =>
    (await koreanStandards(context)).find((standard) => standard.code === code) ?? null,
};

export default family;
