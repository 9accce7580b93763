import { withLimits } from '../../standards/lookup.ts';
import type { Standard } from '../../standards/standard.ts';
import type { ResourceFamily } from '../resource.ts';
import type { ToolContext } from '../tool.ts';

async function koreanStandards({ ports }: ToolContext): Promise<readonly Standard[]> {
  const { koreaCarbonIntensity, koreaPueTarget } = ports.settings;
  const standards = withLimits((await ports.catalogue()).standards, {
    ...(koreaCarbonIntensity === null ? {} : { KR_CARBON_2050: koreaCarbonIntensity }),
    ...(koreaPueTarget === null ? {} : { KR_PUE_GREEN_DC: koreaPueTarget }),
  });
  return standards.filter(({ jurisdiction }) => jurisdiction === 'KR');
}

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
