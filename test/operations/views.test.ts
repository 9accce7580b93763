import { expect, test } from 'vitest';
import assess from '../../src/operations/assess.ts';
import compare from '../../src/operations/compare.ts';
import list from '../../src/operations/list.ts';
import type { AnyOperation } from '../../src/operations/operation.ts';
import regions from '../../src/operations/regions.ts';
import schedule from '../../src/operations/schedule.ts';
import { FORMATS } from '../../src/render/registry.ts';
import { nodeA, nodeAWindow, nodeB, portsWith } from '../support/ports.ts';

const HEAVY = { workload: 'heavy-app', namespaces: ['demo'] };
const STEPS = ['temporal-shift', 'right-size=-20%', 'right-size', 'region=eu-north-1', 'pue=1.2'];
const PRICE = { amount: 0.12, currency: 'USD' };

/** As a terminal of 100 columns shows it, without colour. */
async function table(operation: AnyOperation, input: object, ports = portsWith()): Promise<string> {
  const { render } = await FORMATS.table.load();
  return render(await operation.invoke(input, ports), { columns: 100, colour: false, unicode: true });
}

test.each<[string, AnyOperation, object, Parameters<typeof portsWith>[0]]>([
  ['assess', assess, { namespaces: ['demo'], maxPowerWatts: 20 }, {}],
  ['assess-window', assess, { namespaces: ['batch', 'production'] }, { scrapes: nodeAWindow() }],
  ['assess-nosuch', assess, { workload: 'heavy-ap', namespaces: ['demo'] }, {}],
  ['list', list, { namespaces: null, top: 10 }, { scrapes: [nodeA(), nodeB()] }],
  ['list-hotspots', list, { namespaces: null, view: 'hotspots', powerThresholdWatts: 4 }, {}],
  ['list-summary', list, { namespaces: null, view: 'summary' }, {}],
  ['regions', regions, { ...HEAVY, top: 5 }, {}],
  ['compare', compare, { ...HEAVY, steps: STEPS, price: PRICE }, {}],
  ['schedule', schedule, HEAVY, {}],
  ['schedule-interruptible', schedule, { durationMs: 10 * 3_600_000, interruptible: true }, {}],
])('%s reads well at 100 columns', async (name, operation, input, given) => {
  const text = await table(operation, input, portsWith(given));
  await expect(text).toMatchFileSnapshot(`golden/${name}.golden.txt`);
});
