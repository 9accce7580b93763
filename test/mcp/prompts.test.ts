import { expect, test } from 'vitest';
import { engineClient } from './engine.ts';

const STANDARDS = 'with standard "KR_CARBON_2050,KR_PUE_GREEN_DC"';

async function promptText(name: string, given: Record<string, string>): Promise<string> {
  const client = await engineClient();
  const { messages } = await client.getPrompt({ name, arguments: { namespace: 'demo', ...given } });
  return messages.map(({ content }) => (content as { text: string }).text).join('\n');
}

/** Tool → what it is called with in the text. */
const CALLS: readonly (readonly [string, Record<string, string>, Record<string, string>])[] = [
  [
    'audit-namespace',
    {},
    {
      list_workloads_by_compliance: ' for it with standard and region',
      assess_workload_compliance: ' with standard and region',
    },
  ],
  [
    'plan-fix',
    { workload: 'heavy-app' },
    {
      assess_workload_compliance: ' with standard and region',
      calculate_optimal_schedule: ' with region',
      get_regional_comparison: ' with standard and current_region',
      compare_optimization_impact: ' with standard and region',
    },
  ],
];

test.each(CALLS)('%s tells every call its standards and its region', async (name, given, calls) => {
  const text = (await promptText(name, { ...given, region: 'eu-north-1' })).replaceAll(
    STANDARDS,
    'with standard',
  );
  for (const [tool, told] of Object.entries(calls)) expect(text).toContain(`${tool}${told} "eu-north-1"`);
});

test.each(CALLS)('%s tells no call a region that was not given', async (name, given, calls) => {
  const text = await promptText(name, given);
  expect(text).not.toMatch(/with (current_)?region|undefined/);
  const judging = Object.values(calls).filter((told) => told.includes('standard'));
  expect(text.split(STANDARDS)).toHaveLength(judging.length + 1);
});
