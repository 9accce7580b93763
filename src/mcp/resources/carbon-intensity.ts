import type { Region } from '../../grid/region.ts';
import type { ResourceFamily } from '../resource.ts';
import type { ToolContext } from '../tool.ts';

const regionsOf = async ({ ports }: ToolContext): Promise<readonly Region[]> => [
  ...(await ports.catalogue()).regions,
];

const family: ResourceFamily = {
  name: 'carbon-intensity',
  title: 'Carbon intensity of a region',
  description:
    'Yearly grid intensity and PUE of a cloud region with their sources, and the typical day of its grid zone where one is known',
  uriTemplate: 'carbon-intensity://{region}',
  list: async (context) =>
    (await regionsOf(context)).map(({ code, name, provider }) => ({
      uri: `carbon-intensity://${code}`,
      name: code,
      description: `${name} (${provider})`,
    })),
  values: { region: async (context) => (await regionsOf(context)).map(({ code }) => code) },
  async read({ region: code }, context) {
    const { regions, profiles } = await context.ports.catalogue();
    const region = [...regions].find((one) => one.code === code);
    if (region === undefined) return null;
    return {
      ...region,
      dayProfile: region.gridZone === null ? null : (profiles.get(region.gridZone) ?? null),
    };
  },
};

export default family;
