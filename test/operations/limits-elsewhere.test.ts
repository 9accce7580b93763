import { expect, test } from 'vitest';
import compare, { type CompareResult } from '../../src/operations/compare.ts';
import regions, { type RegionsResult } from '../../src/operations/regions.ts';
import { fixture } from '../kepler/scrapes.ts';
import { invoked, portsWith } from '../support/ports.ts';

/** 2014 in Seoul, of which the limit has no end, and 2013 in California, where another was in force. */
const NEW_YEAR = '2013-12-31T20:00:00Z';
const ports = portsWith({
  scrapes: [fixture('kepler-v0.11-node-a.prom', NEW_YEAR)],
  settings: { koreaCarbonIntensity: null, koreaPueTarget: 1.2 },
});
const HEAVY = { workload: 'heavy-app', namespaces: ['demo'], standards: ['KR_PUE_GREEN_DC'] };
const [SEOUL, CALIFORNIA] = ['ap-northeast-2', 'us-west-1'];

const REPLACED =
  'KOREA_PUE_TARGET replaces the limit of KR_PUE_GREEN_DC: <= 1.2 in place of 1.4 (where it is 2014-01-01, as in ap-northeast-2)';
const IGNORED =
  'KOREA_PUE_TARGET is ignored: the limit of KR_PUE_GREEN_DC in force on 2013-12-31, <= 1.75, ends on 2013-12-31, and only one without an end is replaced (where it is 2013-12-31, as in us-west-1)';

const notesOf = ({ warnings }: CompareResult | RegionsResult): string[] =>
  warnings.filter(({ code }) => code.startsWith('LIMIT')).map(({ message }) => message);

test.each([
  [CALIFORNIA, SEOUL, 'NON_COMPLIANT', REPLACED],
  [SEOUL, CALIFORNIA, 'COMPLIANT', IGNORED],
])('from %s, what became of a limit is told of the day in %s, too', async (region, there, verdict, note) => {
  const steps = [`region=${there}`, 'pue=1.3'];
  const whatIf = await invoked<CompareResult>(compare, { ...HEAVY, region, steps }, ports);
  expect(whatIf.result.after.verdict).toBe(verdict);
  // That of the place itself stands first.
  expect(notesOf(whatIf.result).slice(1)).toEqual([note]);
  const ranked = await invoked<RegionsResult>(regions, { ...HEAVY, region, codes: [there] }, ports);
  expect(notesOf(ranked.result).slice(1)).toEqual([note]);
});

test('of a place with the same day nothing is told twice', async () => {
  const input = { ...HEAVY, region: SEOUL, codes: ['ap-northeast-1', 'koreacentral'] };
  const { result } = await invoked<RegionsResult>(regions, input, ports);
  expect(notesOf(result)).toHaveLength(1);
});
