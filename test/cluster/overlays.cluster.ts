import { expect, test } from 'vitest';
import { checkTypes, unknownFields } from './offline-validation.ts';
import { ALL, type Manifest, OVERLAYS, only, rendered } from './rendered.ts';

test('the overlays are those that the documentation names', () => {
  expect(OVERLAYS.toSorted()).toEqual([
    'k8s',
    'k8s/overlays/audit',
    'k8s/overlays/demo',
    'k8s/overlays/nodeport',
    'k8s/overlays/openshift',
    'k8s/overlays/prometheus-operator',
  ]);
});

test.each(ALL)('%s renders, and each document has the types and fields of its kind', async (folder) => {
  const documents = rendered(folder);
  expect(documents.length).toBeGreaterThanOrEqual(10);
  for (const document of documents) {
    const name = `${document.kind} ${document.metadata.name}`;
    await expect(checkTypes(document), name).resolves.toBeUndefined();
    expect(await unknownFields(document), name).toEqual([]);
  }
});

test('every component is in an overlay or stands together with others', async () => {
  const { readdirSync, readFileSync } = await import('node:fs');
  const { join } = await import('node:path');
  const used = ALL.filter((folder) => folder !== 'k8s').map((folder) =>
    readFileSync(join(import.meta.dirname, '../..', folder, 'kustomization.yaml'), 'utf8'),
  );
  for (const name of readdirSync(join(import.meta.dirname, '../../k8s/components')))
    expect(used.join('\n')).toContain(`components/${name}\n`);
});

const changed = (document: Manifest, change: (copy: Manifest) => void): Manifest => {
  const copy = structuredClone(document);
  change(copy);
  return copy;
};

const deployment = () => only(rendered('k8s'), 'Deployment', 'carbon-audit');
const cronJob = () => only(rendered('k8s/overlays/audit'), 'CronJob', 'carbon-audit-hourly');
const monitor = () => only(rendered('k8s/overlays/prometheus-operator'), 'ServiceMonitor', 'carbon-audit');

test.each<[string, Manifest, RegExp]>([
  [
    'a number as text',
    changed(deployment(), (doc) => {
      doc.spec.replicas = 'two';
    }),
    /replicas/,
  ],
  [
    'no container name',
    changed(deployment(), (doc) => {
      delete doc.spec.template.spec.containers[0].name;
    }),
    /name/,
  ],
  [
    'no schedule',
    changed(cronJob(), (doc) => {
      delete doc.spec.schedule;
    }),
    /schedule/,
  ],
  [
    'an endpoint of a ServiceMonitor without a port',
    changed(monitor(), (doc) => {
      doc.spec.endpoints = [{ prot: 'metrics' }];
    }),
    /port/,
  ],
])('%s is caught', async (_, document, message) => {
  await expect(checkTypes(document)).rejects.toThrow(message);
});

test.each<[string, Manifest, string]>([
  [
    'imagee',
    changed(deployment(), (doc) => {
      doc.spec.template.spec.containers[0].imagee = 'x';
    }),
    'Deployment.spec.template.spec.containers.0.imagee',
  ],
  [
    'runAsNonroot',
    changed(deployment(), (doc) => {
      doc.spec.template.spec.securityContext.runAsNonroot = true;
    }),
    'Deployment.spec.template.spec.securityContext.runAsNonroot',
  ],
  [
    'onExitCode',
    changed(cronJob(), (doc) => {
      doc.spec.jobTemplate.spec.podFailurePolicy.rules[0].onExitCode = {};
    }),
    'CronJob.spec.jobTemplate.spec.podFailurePolicy.rules.0.onExitCode',
  ],
])('the unknown field %s is caught', async (_, document, path) => {
  expect(await unknownFields(document)).toEqual([path]);
});
