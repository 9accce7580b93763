import type { Prompt } from '../prompt.ts';
import { inRegion, withStandards } from './call-arguments.ts';
import { namespaceArgument, regionArgument, workloadArgument } from './cluster-arguments.ts';
import { quote } from './quote.ts';

const prompt: Prompt = {
  name: 'plan-fix',
  title: 'Plan a fix',
  description:
    'What would make a workload meet the Korean standards, step by step, each with its computed effect',
  arguments: [namespaceArgument, workloadArgument, regionArgument],
  text: ({ namespace, workload, region }) =>
    [
      `Plan how workload ${quote(workload)} in namespace ${quote(namespace)} could meet the Korean standards.`,
      `1. Call assess_workload_compliance${withStandards(region)}. If it is COMPLIANT, say so and stop; if INCONCLUSIVE, say which evidence is missing and how to get it.`,
      `2. Otherwise call calculate_optimal_schedule${inRegion(region)} and get_regional_comparison${withStandards(region, 'current_region')}, then compare_optimization_impact${withStandards(region)} and the steps that look best.`,
      '3. Give the plan: the steps in order, the computed effect of each, the verdict after all of them, and what they cost or risk that the tools do not weigh (latency, data residency, migration).',
      'Take effects only from the results; never add percentages.',
    ].join('\n'),
};

export default prompt;
