/** What-ifs, advice and the report itself: the same question gets one answer, whoever is asked. */

import { expect, test } from 'vitest';
import assess, { type AssessResult } from '../../src/operations/assess.ts';
import compare, { type CompareResult } from '../../src/operations/compare.ts';
import regions, { type RegionsResult } from '../../src/operations/regions.ts';
import { fixture } from '../kepler/scrapes.ts';
import { invoked, nodeA, nodeAWindow, portsWith } from '../support/ports.ts';

type Given = NonNullable<Parameters<typeof portsWith>[0]>;

const ONE: Given = { scrapes: [nodeA()] };
const WINDOW = { scrapes: nodeAWindow() };
const DEMO = { namespaces: ['demo'] };

const asked = async <Result>(operation: Parameters<typeof invoked>[0], input: object, given: Given = ONE) =>
  (await invoked<Result>(operation, input, portsWith(given))).result;

/** Of demo: heavy-app 30.46 W and efficient-app, together more than either. */
const CASES: readonly [string, object, Given][] = [
  ['no budget', DEMO, ONE],
  ['a power budget each of them keeps', { ...DEMO, maxPowerWatts: 31 }, ONE],
  ['a power budget one of them misses', { ...DEMO, maxPowerWatts: 20 }, ONE],
  ['an emissions budget each of them keeps', { ...DEMO, maxEmissionsKgco2eqPerMonth: 10.8 }, ONE],
  ['an emissions budget one of them misses', { ...DEMO, maxEmissionsKgco2eqPerMonth: 2 }, ONE],
  ['an intensity budget', { ...DEMO, maxIntensityGco2eqPerKwh: 400 }, ONE],
  ['all namespaces', { namespaces: null, maxPowerWatts: 31 }, ONE],
  ['owners', { namespaces: null, groupBy: 'workload', maxPowerWatts: 12 }, ONE],
  ['one workload', { ...DEMO, workload: 'heavy-app', maxPowerWatts: 20 }, ONE],
  ['a window in which some were not measured', { namespaces: null }, WINDOW],
  ['the same with a budget', { namespaces: null, maxPowerWatts: 20 }, WINDOW],
  ['a PUE beyond the limit', { ...DEMO, pue: 1.6 }, ONE],
  ['a workload that is not there', { ...DEMO, workload: 'nosuch' }, ONE],
  ['evidence that is too weak', { ...DEMO, minEvidence: 'measured' }, ONE],
  ['a scrape that measures nothing', { namespaces: null }, { scrapes: [fixture('kepler-v0.7-legacy.prom')] }],
];

test.each(CASES)('before any step the verdict is that of the report: %s', async (_, input, given) => {
  const report = await asked<AssessResult>(assess, input, given);
  const { before } = await asked<CompareResult>(compare, { ...input, steps: ['right-size'] }, given);
  expect(before.verdict).toBe(report.verdict);
});

test.each(CASES)('advice to all of them is what the what-if says of it: %s', async (_, input, given) => {
  const { site } = await asked<AssessResult>(assess, input, given);
  for (const { scenario, verdictAfter, savingKgco2eqPerMonth } of site.options) {
    const { after, change } = await asked<CompareResult>(compare, { ...input, steps: [scenario] }, given);
    expect([scenario, after.verdict]).toEqual([scenario, verdictAfter]);
    if (savingKgco2eqPerMonth === null) expect(change.projectedKgco2eqPerMonth).toBeNull();
    else expect(change.projectedKgco2eqPerMonth).toBeCloseTo(-savingKgco2eqPerMonth, 9);
  }
});

test.each(CASES.filter(([, input]) => !('pue' in input)))(
  'a move is judged as a report of the new place is: %s',
  async (_, input, given) => {
    for (const region of ['eu-north-1', 'ap-south-1', 'kr-central-2']) {
      const there = await asked<AssessResult>(assess, { ...input, region }, given);
      const steps = [`region=${region}`];
      const { after } = await asked<CompareResult>(compare, { ...input, steps }, given);
      expect([region, after.verdict]).toEqual([region, there.verdict]);
    }
  },
);

test.each(CASES.filter(([, input, given]) => given === ONE && !('pue' in input)))(
  'regions judges a place as a report of it does, by the year: %s',
  async (_, input, given) => {
    const { regions: found } = await asked<RegionsResult>(
      regions,
      { ...input, codes: ['eu-north-1'] },
      given,
    );
    const there = await asked<AssessResult>(assess, { ...input, region: 'eu-north-1' }, given);
    expect(found[0]?.verdict).toBe(there.verdict);
  },
);

test('a budget per workload is none of their sum, and the finding names the one that does worst', async () => {
  const input = { ...DEMO, maxPowerWatts: 30.4, steps: ['right-size=-1%'] };
  const { before, after } = await asked<CompareResult>(compare, input);
  expect(before.powerWatts).toBeGreaterThan(30.455);
  const power = ({ findings }: typeof before) => findings.find(({ standard }) => standard === 'MAX_POWER');
  expect(power(before)?.reason).toBe('demo/heavy-app: 30.455 misses <= 30.4 W');
  expect(power(after)?.reason).toBe('demo/heavy-app: 30.151 meets <= 30.4 W');
  const { current } = await asked<RegionsResult>(regions, {
    ...DEMO,
    maxPowerWatts: 31,
    codes: ['eu-north-1'],
  });
  expect(current.verdict).toBe('COMPLIANT');
});

/** 1 July in Seoul, and still 30 June in Frankfurt: a phase of DE_ENEFG begins on 1 July. */
const EVE_AT = '2026-06-30T15:30:00Z';
const EVE = {
  scrapes: [fixture('kepler-v0.11-node-a.prom', EVE_AT)],
  now: () => new Date(EVE_AT),
};

test('a move takes the calendar day of the new place', async () => {
  const input = { ...DEMO, standards: ['DE_ENEFG'] };
  const there = await asked<AssessResult>(assess, { ...input, region: 'eu-central-1' }, EVE);
  expect([there.asOf, there.verdict]).toEqual(['2026-06-30', 'NOT_APPLICABLE']);
  const moved = await asked<CompareResult>(compare, { ...input, steps: ['region=eu-central-1'] }, EVE);
  expect([moved.asOf, moved.after.verdict]).toEqual(['2026-07-01', 'NOT_APPLICABLE']);
  const ranked = await asked<RegionsResult>(regions, { ...input, codes: ['eu-central-1'] }, EVE);
  expect(ranked.regions[0]?.verdict).toBe('NOT_APPLICABLE');
});
