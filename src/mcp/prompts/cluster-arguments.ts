/** Arguments of prompts that complete from what the cluster and the catalogue hold. */

import { ownerOf } from '../../audit/owner.ts';
import { AuditError } from '../../errors.ts';
import type { PodPower } from '../../kepler/measurement.ts';
import type { PromptArgument } from '../prompt.ts';
import type { ToolContext } from '../tool.ts';

/** A source that cannot be read offers no names; the call that follows will say why. */
async function podsOf({ ports }: ToolContext): Promise<readonly PodPower[]> {
  const { measure } = await import('../../kepler/measure.ts');
  try {
    return measure((await ports.scrapes()).scrapes).pods;
  } catch (error) {
    if (error instanceof AuditError) return [];
    throw error;
  }
}

export const namespaceArgument: PromptArgument = {
  name: 'namespace',
  description: 'Kubernetes namespace',
  required: true,
  values: async (context) => [...new Set((await podsOf(context)).map(({ namespace }) => namespace))],
};

export const workloadArgument: PromptArgument = {
  name: 'workload',
  description: 'Pod or owner by name',
  required: true,
  async values(context, { namespace }) {
    const pods = (await podsOf(context)).filter(
      (pod) => namespace === undefined || pod.namespace === namespace,
    );
    return [...new Set(pods.flatMap(({ name }) => [ownerOf(name).name, name]))];
  },
};

export const regionArgument: PromptArgument = {
  name: 'region',
  description: 'Cloud region of the cluster; ap-northeast-2 if left out',
  required: false,
  values: async ({ ports }) => Array.from((await ports.catalogue()).regions, ({ code }) => code),
};
