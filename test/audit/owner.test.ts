import { expect, test } from 'vitest';
import { ownerOf } from '../../src/audit/owner.ts';

test.each([
  ['payments-66d7f9c4bf-8qk5d', 'Deployment', 'payments'],
  ['argocd-repo-server-6b9b64cf4-hw6sd', 'Deployment', 'argocd-repo-server'],
  ['api-7d8f9c-x7c2m', 'Deployment', 'api'],
  ['kafka-0', 'StatefulSet', 'kafka'],
  ['prometheus-k8s-1', 'StatefulSet', 'prometheus-k8s'],
  ['shard-1234', 'StatefulSet', 'shard'],
  ['etl-orders-29350980-x7c2m', 'CronJob', 'etl-orders'],
  ['kube-proxy-8gkz4', 'DaemonSetOrJob', 'kube-proxy'],
  // No controller makes these names.
  ['heavy-app', 'Pod', 'heavy-app'],
  ['jupyter-alice', 'Pod', 'jupyter-alice'],
  ['db-00', 'Pod', 'db-00'],
  ['db-01', 'Pod', 'db-01'],
  ['web', 'Pod', 'web'],
  ['-0', 'Pod', '-0'],
  ['', 'Pod', ''],
])('%s belongs to %s %s', (pod, kind, name) => {
  expect(ownerOf(pod)).toEqual({ kind, name });
});
