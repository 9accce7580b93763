import { AuditError } from '../../errors.ts';
import type { PodPower } from '../../kepler/measurement.ts';
import type { ResourceFamily } from '../resource.ts';
import type { ToolContext } from '../tool.ts';

async function measured({ ports }: ToolContext) {
  const { measure } = await import('../../kepler/measure.ts');
  const { scrapes, missing } = await ports.scrapes();
  return { ...measure(scrapes), missing };
}

const eachOnce = (names: readonly string[]): string[] => [...new Set(names)];

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
  // A pod that was made anew under its old name is two pods of Kepler and one resource, which shows both.
  list: async (context) =>
    [...new Map((await listable(context)).map((pod) => [uriOf(pod), pod]))].map(([uri, pod]) => ({
      uri,
      name: `${pod.namespace}/${pod.name}`,
      description: 'Power as Kepler measured it',
    })),
  values: {
    namespace: async (context) => eachOnce((await listable(context)).map(({ namespace }) => namespace)),
    pod: async (context, { namespace }) => {
      const pods = await listable(context);
      const eligible = pods.filter((pod) => namespace === undefined || pod.namespace === namespace);
      return eachOnce(eligible.map(({ name }) => name));
    },
  },
  async read({ namespace, pod: name }, context) {
    const { pods, window, warnings, missing } = await measured(context);
    const found = pods.filter((pod) => pod.namespace === namespace && pod.name === name);
    if (found.length === 0) return null;
    return { pods: found, window, warnings, missing };
  },
};

export default family;
