import { expect, test } from 'vitest';
import { select } from '../../src/audit/select.ts';
import { podOf } from './subjects.ts';

const PODS = [
  podOf({ namespace: 'demo', name: 'heavy-app' }),
  podOf({ namespace: 'demo', name: 'web-66d7f9c4bf-8qk5d' }),
  podOf({ namespace: 'demo', name: 'web-66d7f9c4bf-zw2k8' }),
  podOf({ namespace: 'demo', name: 'web' }),
  podOf({ namespace: 'prod', name: 'kafka-0' }),
  podOf({ namespace: 'prod', name: 'report-29350980-x7c2m' }),
  podOf({ namespace: 'prod', name: 'agent-8gkz4' }),
];

const found = (workload: string | null, namespaces: string[] | null = ['demo']) =>
  select(PODS, { workload, namespaces });
const names = (...given: Parameters<typeof found>) => found(...given).pods.map(({ name }) => name);

test.each<[string, string[] | null, string[], boolean]>([
  ['heavy-app', ['demo'], ['heavy-app'], false],
  // A pod of that very name comes before pods of an owner of that name.
  ['web', ['demo'], ['web'], false],
  ['deploy/web', ['demo'], ['web-66d7f9c4bf-8qk5d', 'web-66d7f9c4bf-zw2k8'], true],
  ['Deployment/web', ['demo'], ['web-66d7f9c4bf-8qk5d', 'web-66d7f9c4bf-zw2k8'], true],
  ['pod/web', ['demo'], ['web'], false],
  ['kafka', ['prod'], ['kafka-0'], true],
  ['sts/kafka', null, ['kafka-0'], true],
  ['cj/report', null, ['report-29350980-x7c2m'], true],
  ['ds/agent', null, ['agent-8gkz4'], true],
  ['job/agent', null, ['agent-8gkz4'], true],
])('%s in %j', (workload, namespaces, pods, byOwner) => {
  const selected = found(workload, namespaces);
  expect(selected.pods.map(({ name }) => name)).toEqual(pods);
  expect(selected).toMatchObject({ byOwner, notFound: null });
});

test('without a name all pods of the namespaces are taken', () => {
  expect(names(null, ['prod'])).toHaveLength(3);
  expect(names(null, ['prod', 'demo'])).toHaveLength(7);
  expect(names(null, null)).toHaveLength(7);
});

test.each<[string, string[] | null, string, string[]]>([
  ['heavy-ap', ['demo'], 'no running workload heavy-ap in namespace demo in the scrape', ['heavy-app']],
  ['deploy/wbe', ['demo'], 'no running workload deploy/wbe in namespace demo in the scrape', ['web']],
  // Right name, wrong kind or wrong namespace.
  [
    'sts/web',
    ['demo'],
    'no running workload sts/web in namespace demo in the scrape',
    ['demo/web-66d7f9c4bf-8qk5d'],
  ],
  [
    'heavy-app',
    ['prod'],
    'no running workload heavy-app in namespace prod in the scrape',
    ['demo/heavy-app'],
  ],
  ['kafka', ['demo'], 'no running workload kafka in namespace demo in the scrape', ['prod/kafka-0']],
  ['qqqqqqq', null, 'no running workload qqqqqqq in any namespace in the scrape', ['heavy-app']],
])('%s in %j is not there, and near names are given', (workload, namespaces, reason, near) => {
  const { pods, notFound } = found(workload, namespaces);
  expect(pods).toEqual([]);
  expect(notFound?.reason).toBe(reason);
  expect(notFound?.near).toEqual(expect.arrayContaining(near));
  expect(notFound?.near.length).toBeLessThanOrEqual(5);
});

test('a name can carry its namespace, as near names are told; a kind is still a kind', () => {
  const names = (workload: string) =>
    found(workload, ['default']).pods.map((pod) => `${pod.namespace}/${pod.name}`);
  expect(names('demo/heavy-app')).toEqual(['demo/heavy-app']);
  expect(names('pod/heavy-app')).toEqual([]);
  expect(found('nospace/heavy-app', ['demo']).notFound).not.toBeNull();
});

test('a namespace without pods is answered with near namespaces', () => {
  expect(found(null, ['dmo']).notFound).toEqual({
    name: 'dmo',
    reason: 'no running workload in namespace dmo in the scrape',
    near: ['demo'],
  });
});

test.each([
  ['all of them', null, 4],
  ['a workload that one of them has', 'heavy-app', 1],
])('of several namespaces the one without pods is named, and the others are taken: %s', (_, name, count) => {
  const { pods, notFound } = found(name, ['demo', 'prdo']);
  expect(pods).toHaveLength(count);
  expect(notFound).toEqual({
    name: 'prdo',
    reason: 'no running workload in namespace prdo in the scrape',
    near: ['prod'],
  });
});
