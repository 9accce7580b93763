import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { settingsOf } from '../../src/settings.ts';
import { keplerPage } from '../support/kepler-page.ts';
import { scratch } from '../support/scratch.ts';
import { called, engineClient, engineOutside, NODE_A, reading } from './engine.ts';

const HEAVY = { workload_name: 'heavy-app', namespace: 'demo' };
const MOVE = { ...HEAVY, optimizations: ['regional_migration=USWN'] };

interface World {
  readonly sources?: () => readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

async function told(tool: string, args: object, { sources = () => [NODE_A], env = {} }: World = {}) {
  const outside = engineOutside(reading(...sources()));
  const client = await engineClient({ ...outside, ports: { ...outside.ports, settings: settingsOf(env) } });
  return (await called(client, tool, { ...args })).text;
}

/** Two readings an hour apart; the counter of the one pod began anew between them. */
function resetBetween(): string[] {
  const later = keplerPage('worker-01', 73_000).replaceAll(
    /^(kepler_pod_cpu_joules_total.*) \d+$/gm,
    '$1 100',
  );
  const directory = scratch({ '0.prom': keplerPage(), '1.prom': later });
  return [0, 1].map((at) => `${join(directory, `${at}.prom`)}@2026-04-20T0${at}:00:00Z`);
}

const WEB = { workload_name: 'web-0', namespace: 'demo' };

describe.each(['compare_optimization_impact', 'get_regional_comparison'])('%s warns', (tool) => {
  test.each([
    ['LIMIT_REPLACED', HEAVY, { env: { KOREA_CARBON_INTENSITY: '300' } }],
    ['COUNTER_RESET', WEB, { sources: resetBetween }],
    ['AVERAGE_OF_OTHER_YEAR', HEAVY, { sources: () => [`${NODE_A}@2010-06-01T00:00:00Z`] }],
  ])('of %s, as an audit does', async (code, args, world) => {
    const named = new RegExp(`Warnings: [A-Z_, ]*${code}[A-Z_, ]*\\.`);
    expect(await told('assess_workload_compliance', args, world)).toMatch(named);
    expect(await told(tool, args, world)).toMatch(named);
  });

  test('of nothing where nothing is in doubt', async () => {
    expect(await told(tool, HEAVY)).not.toContain('Warnings');
  });
});

test.each([
  ['compare_optimization_impact', 'region'],
  ['get_regional_comparison', 'current_region'],
  ['calculate_optimal_schedule', 'region'],
])('%s says that its region is the default, unless somebody stated it', async (tool, argument) => {
  const assumed = 'egion ap-northeast-2 (the default; nobody stated it)';
  expect(await told(tool, HEAVY)).toContain(assumed);
  const stated = await told(tool, { ...HEAVY, [argument]: 'ap-northeast-2' });
  expect(stated).toContain('egion ap-northeast-2');
  expect(stated).not.toContain('default');
});

test('a what-if that moves says from where to where, and that limits of here are a yardstick there', async () => {
  expect(await told('compare_optimization_impact', MOVE)).toContain(
    'Region before ap-northeast-2 (the default; nobody stated it), after USWN. A limit made for another country is only a yardstick in USWN (FOREIGN_STANDARD, see warnings).',
  );
  expect(await told('compare_optimization_impact', HEAVY)).not.toContain('yardstick');
});

const BOTH = { standard: 'KR_CARBON_2050,KR_PUE_GREEN_DC' };

test('an end that is open names the check that leaves it open', async () => {
  expect(await told('compare_optimization_impact', { ...MOVE, ...BOTH })).toMatch(
    /^Before: COMPLIANT, .* After: INCONCLUSIVE by KR_PUE_GREEN_DC \(reason in findings\), /,
  );
  expect(await told('get_regional_comparison', { ...HEAVY, ...BOTH, current_region: 'USWN' })).toMatch(
    /^Current region USWN by yearly averages: INCONCLUSIVE by KR_PUE_GREEN_DC \(reason in findings\), /,
  );
});

test('an end that is open because nothing was found names no check', async () => {
  const nobody = { ...HEAVY, workload_name: 'nosuch' };
  expect(await told('get_regional_comparison', nobody)).toContain(': INCONCLUSIVE, intensity 423 ');
});

test('where no hour is known to be cleaner the advice is one a model can take', async () => {
  const text = await told('calculate_optimal_schedule', { ...HEAVY, region: 'USWN' });
  expect(text).toMatch(/is known for region USWN\. Choose a region .*\. \[NO_INTENSITY\]$/);
  expect(text).not.toContain('--');
});
