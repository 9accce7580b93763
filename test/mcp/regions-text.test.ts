import { expect, test } from 'vitest';
import { catalogueWithout } from '../support/catalogue-without.ts';
import { called, engineClient, engineOutside, NODE_A, reading } from './engine.ts';

/** Seoul: 423 gCO2eq/kWh behind a PUE of 1.14. */
const HEAVY = { workload_name: 'heavy-app', namespace: 'demo' };

/** `unknown`: regions of whose grid nothing is known. */
async function ofRegions(comparison_regions: readonly string[], unknown: readonly string[] = []) {
  const outside = engineOutside(reading(NODE_A));
  const ports = { ...outside.ports, catalogue: () => catalogueWithout(...unknown) };
  const client = await engineClient({ ...outside, ports });
  return called(client, 'get_regional_comparison', { ...HEAVY, comparison_regions });
}

test('a region of a cleaner grid behind a worse PUE is not called cleaner', async () => {
  const { structured, text } = await ofRegions(['USWN', 'JPN']);
  const [first] = structured.regions as unknown as { code: string; intensity: { value: number } }[];
  expect(first).toMatchObject({ code: 'USWN', intensity: { value: 414 }, pue: { value: 1.4 } });
  expect(text).toContain(
    'intensity 423 gCO2eq/kWh (published, 2025) × PUE 1.14 (estimated, 2025) = 482.22 gCO2eq/kWh of IT energy. None of those compared is cleaner than ap-northeast-2. ',
  );
  // The notes behind it say whose average is national.
  expect(text.split(' Latency, ')[0]).not.toContain('USWN');
});

test('the cleanest region is told by intensity × PUE, with its share and whether it is open', async () => {
  const { text } = await ofRegions(['USWN', 'norwaywest']);
  expect(text).toMatch(
    /Cleanest of those compared: norwaywest \(restricted\), intensity 29 gCO2eq\/kWh \(published, 2025\) × PUE 1.18 \(estimated\) = 34.22 gCO2eq\/kWh of IT energy, 92.9 % less\. /,
  );
});

test('the region one is in is not said to be cleaner than itself', async () => {
  expect((await ofRegions(['ap-northeast-2'])).text).toContain(
    'None of those compared is cleaner than ap-northeast-2.',
  );
});

test.each([
  [
    'some of those compared',
    ['ap-southeast-6', 'USWN'],
    ['ap-southeast-6'],
    'None of those compared is known to be cleaner than ap-northeast-2; of 1 of 2 no carbon intensity is known.',
  ],
  [
    'the region one is in',
    ['eu-north-1'],
    ['ap-northeast-2'],
    'How those compared differ from ap-northeast-2 is not known: no carbon intensity is known for it.',
  ],
])('where the intensity of %s is unknown, that is said', async (_, compared, unknown, told) => {
  const { text } = await ofRegions(compared, unknown);
  expect(text).toContain(told);
  expect(text).not.toContain('Cleanest');
});
