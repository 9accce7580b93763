import { expect, test } from 'vitest';
import { auditInputOf, SITE } from '../../src/cli/flags-audit.ts';

test('only what was given becomes input: defaults belong to the operation', () => {
  expect(auditInputOf({}, undefined)).toEqual({});
  expect(auditInputOf({ pue: 1.32, standard: ['KR_CARBON_2050'], failOn: 'none' }, 'web')).toEqual({
    workload: 'web',
    pue: 1.32,
    standards: ['KR_CARBON_2050'],
    failOn: 'none',
  });
});

test('-A means all namespaces, whatever -n says', () => {
  expect(auditInputOf({ allNamespaces: true }, undefined)).toEqual({ namespaces: null });
  expect(auditInputOf({ allNamespaces: true, namespace: ['demo'] }, undefined)).toEqual({ namespaces: null });
  expect(auditInputOf({ namespace: ['demo', 'batch'] }, undefined)).toEqual({
    namespaces: ['demo', 'batch'],
  });
});

const intensity = SITE.flags.find(({ flags }) => flags.startsWith('--intensity'));

test.each([
  ['423', 423],
  ['0.423kg/kWh', 423],
  ['grid.csv', { file: 'grid.csv' }],
  ['2025.csv', { file: '2025.csv' }],
  ['./2025/day.json', { file: './2025/day.json' }],
])('--intensity %s', (text, value) => {
  expect(intensity?.parse?.(text)).toEqual(value);
});
