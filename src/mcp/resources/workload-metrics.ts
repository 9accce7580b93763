import { AuditError } from '../../errors.ts';
import type { PodPower } from '../../kepler/measurement.ts';
import type { ResourceFamily } from '../resource.ts';
import type { ToolContext } from '../tool.ts';

async function measured({ ports }: ToolContext) {
  const { measure } = await import('../../kepler/measure.ts');
  const { scrapes, missing } = await ports.scrapes();
  return { ...measure(scrapes), missing };
}

const namespacesOf = (pods: readonly PodPower[]): string[] => [
  ...new Set(pods.map(({ namespace }) => namespace)),
];

/** A source that cannot be read lists no pods, or it would hide the other families; reading a pod says why. */
async function listable(context: ToolContext): Promise<readonly PodPower[]> {
  try {
    return (await measured(context)).pods;
  } catch (error) {
    if (error instanceof AuditError) return [];
    throw error;
  }
}

/** Names from a scrape may hold anything; in a URI they stand encoded. */
const uriOf = ({ namespace, name }: PodPower): string =>
  `workload-metrics://${encodeURIComponent(namespace)}/${encodeURIComponent(name)}`;

const family: ResourceFamily = {
  name: 'workload-metrics',
  title: 'Power of a pod',
  description: 'What Kepler measured of one pod: power by energy zone, how it was measured, on which node',
  uriTemplate: 'workload-metrics://{namespace}/{pod}',
  list: async (context) =>
    (await listable(context)).map((pod) => ({
      uri: uriOf(pod),
      name: `${pod.namespace}/${pod.name}`,
      description: 'Power as Kepler measured it',
    })),
  values: {
    namespace: async (context) => namespacesOf(await listable(context)),
    pod: async (context, { namespace }) =>
      (await listable(context))
        .filter((pod) => namespace === undefined || pod.namespace === namespace)
        .map(({ name }) => name),
  },
  async read({ namespace, pod: name }, context) {
    const { pods, window, warnings, missing } = await measured(context);
    const found = pods.filter((pod) => pod.namespace === namespace && pod.name === name);
    if (found.length === 0) return null;
    return { pods: found, window, warnings, missing };
  },
};

export default family;
