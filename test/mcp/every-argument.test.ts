import { expect, test } from 'vitest';
import { TOOLS } from '../../src/mcp/tools.ts';
import { called, engineClient } from './engine.ts';

const LONG = 'x'.repeat(5000);

/** Of every argument of every tool: what it must not take, beside values of another type. */
const WRONG: Readonly<Record<string, readonly unknown[]>> = {
  workload_name: ['', LONG],
  namespace: ['', LONG, 'Demo', 'a b', '-a'],
  standard: ['', ',', ' , ', LONG, 'NONE_SUCH', 'x'.repeat(65), 'a,'.repeat(51)],
  region: ['', LONG, 'nowhere'],
  current_region: ['', LONG, 'nowhere'],
  comparison_regions: [[], [''], [LONG], ['nowhere'], Array(201).fill('eu-north-1')],
  pue: [0, 0.5, -1, 11, 1e300],
  limit: [0, -1, 1.5, 501, 1e300],
  cursor: [LONG, 'not one of ours'],
  status_filter: ['', 'FINE'],
  optimizations: [
    [],
    [''],
    [LONG],
    ['nothing'],
    ['pue=0.5'],
    ['right-size=-100%'],
    Array(21).fill('pue=1.2'),
  ],
  power_threshold_watts: [-1, 1e9],
  include_compliance_check: ['yes', 1],
  sort_by: ['', 'size'],
  duration_hours: [0, -1, 0.1, 169],
  within_hours: [0, -1, 337],
  interruptible: ['yes', 1],
};

/** What would have been right, so that only the one argument is at fault. */
const RIGHT: Readonly<Record<string, unknown>> = { workload_name: 'heavy-app' };

const OF_THE_VALIDATOR = /Too (big|small)|Invalid|expected|received|[a-z]{3,}\.\d \w+: /;

const ofOtherTypes = (right: unknown): unknown[] => [null, {}, typeof right === 'string' ? 7 : 'text'];

test.each(TOOLS.map((tool) => [tool.name, tool] as const))('%s', async (name, tool) => {
  const client = await engineClient();
  const known = Object.keys(tool.input.shape);
  const calls = known.flatMap((argument) => {
    const wrong = WRONG[argument] ?? [];
    expect([argument, wrong.length > 0]).toEqual([argument, true]);
    return [...wrong, ...ofOtherTypes(wrong[0])].map((value) => [argument, value] as const);
  });
  for (const [argument, value] of [...calls, ['no_such', 1] as const]) {
    const right = Object.fromEntries(Object.entries(RIGHT).filter(([one]) => known.includes(one)));
    const result = await client.callTool({ name, arguments: { ...right, [argument]: value } });
    const [content] = result.content as { text: string }[];
    const text = content?.text ?? '';
    const told = [argument, JSON.stringify(value)?.slice(0, 60), text.slice(0, 600)];
    expect([...told, result.isError]).toEqual([...told, true]);
    expect(result._meta).toMatchObject({
      'carbon-audit/error': { code: 'USAGE', hint: expect.stringMatching(/./) },
    });
    expect(text).toMatch(/^[^\n]+ \[USAGE\]$/);
    expect(text).not.toMatch(OF_THE_VALIDATOR);
    const written = [value]
      .flat()
      .map(String)
      .filter((one) => one !== '');
    const names = [argument, ...written, ...written.map((one) => one.split('=')[0] ?? '')];
    expect([...told, names.some((one) => text.includes(one))]).toEqual([...told, true]);
  }
});

test('a standard of commas alone is refused by the name of its argument', async () => {
  const { text } = await called(await engineClient(), 'list_workloads_by_compliance', { standard: ',' });
  expect(text).toMatch(/^Arguments not accepted: standard names no standard\. /);
});
