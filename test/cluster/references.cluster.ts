import { expect, test } from 'vitest';
import { ALL, type Manifest, only, podSpecs, rendered } from './rendered.ts';

const selects = (selector: Readonly<Record<string, string>>, labels: Readonly<Record<string, string>>) =>
  Object.entries(selector).every(([key, value]) => labels[key] === value);

const podLabels = (documents: readonly Manifest[], namespace: string): readonly Record<string, string>[] =>
  documents
    .filter((doc) => doc.metadata.namespace === namespace)
    .flatMap((doc) => (doc.spec?.jobTemplate?.spec ?? doc.spec)?.template?.metadata.labels ?? []);

test.each(ALL)('%s: every namespaced document says its namespace, and is labelled', (folder) => {
  for (const { kind, metadata } of rendered(folder)) {
    if (kind === 'Namespace') continue;
    expect(['carbon-mcp', 'kepler', 'demo'], `${kind} ${metadata.name}`).toContain(metadata.namespace);
    expect(metadata.labels?.['app.kubernetes.io/part-of'], `${kind} ${metadata.name}`).toMatch(
      /^carbon-audit/,
    );
  }
});

test.each(ALL)('%s: what is mounted and read from the environment exists', (folder) => {
  const documents = rendered(folder);
  const maps = documents.filter(({ kind }) => kind === 'ConfigMap').map(({ metadata }) => metadata.name);
  for (const { owner, spec } of podSpecs(documents)) {
    const volumes = (spec.volumes ?? []).flatMap((volume: Manifest) => volume.configMap?.name ?? []);
    const environments = spec.containers.flatMap((one: Manifest) =>
      (one.envFrom ?? []).map(({ configMapRef }: { configMapRef: { name: string } }) => configMapRef.name),
    );
    for (const name of [...volumes, ...environments]) expect(maps, owner).toContain(name);
    const known = new Set((spec.volumes ?? []).map(({ name }: { name: string }) => name));
    for (const container of spec.containers)
      for (const { name } of container.volumeMounts ?? []) expect(known, owner).toContain(name);
  }
});

test.each(ALL)('%s: services, budgets and policies of ours select pods that are there', (folder) => {
  const documents = rendered(folder).filter(({ metadata }) => metadata.namespace === 'carbon-mcp');
  const labels = podLabels(documents, 'carbon-mcp');
  const selectors = documents.flatMap((doc) => {
    if (doc.kind === 'Service') return [doc.spec.selector];
    if (doc.kind === 'PodDisruptionBudget') return [doc.spec.selector.matchLabels];
    return doc.kind === 'NetworkPolicy' ? [doc.spec.podSelector.matchLabels ?? {}] : [];
  });
  expect(selectors.length).toBeGreaterThanOrEqual(5);
  for (const selector of selectors) expect(labels.some((one) => selects(selector, one))).toBe(true);
});

test.each(ALL)('%s: pods are restricted: no root, no privileges, no writing, no token', (folder) => {
  const openshift = folder.endsWith('openshift');
  for (const { owner, spec } of podSpecs(rendered(folder))) {
    expect(spec.automountServiceAccountToken, owner).toBe(false);
    expect(spec.securityContext, owner).toMatchObject({
      runAsNonRoot: true,
      seccompProfile: { type: 'RuntimeDefault' },
    });
    expect('runAsUser' in spec.securityContext, owner).toBe(!openshift);
    for (const container of spec.containers) {
      expect(container.securityContext, owner).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      });
      expect(container.resources.limits.memory, owner).toMatch(/Mi$/);
      expect(container.resources.requests, owner).toHaveProperty('cpu');
    }
  }
});

const base = () => rendered('k8s');
const server = () => only(base(), 'Deployment', 'carbon-audit').spec.template.spec.containers[0];
const settings = (documents: readonly Manifest[]) =>
  documents.find(({ metadata }) => metadata.name.startsWith('carbon-audit-settings'))?.data;

test('ports agree: settings, container, probes, service, monitor', () => {
  const ports = Object.fromEntries(
    server().ports.map(({ name, containerPort }: Manifest) => [name, containerPort]),
  );
  expect(ports).toEqual({ mcp: Number(settings(base()).PORT), metrics: 9464 });
  expect(server().args).toContain(`--metrics-port=${ports.metrics}`);
  for (const probe of ['readinessProbe', 'livenessProbe']) expect(server()[probe].httpGet.port).toBe('mcp');
  const service = only(base(), 'Service', 'carbon-audit');
  expect(service.spec.ports.map(({ name, port, targetPort }: Manifest) => [name, port, targetPort])).toEqual([
    ['mcp', 8000, 'mcp'],
    ['metrics', 9464, 'metrics'],
  ]);
  const monitored = rendered('k8s/overlays/prometheus-operator');
  const monitor = only(monitored, 'ServiceMonitor', 'carbon-audit');
  expect(selects(monitor.spec.selector.matchLabels, service.metadata.labels ?? {})).toBe(true);
  expect(monitor.spec.endpoints[0].port).toBe('metrics');
});

test('probes name a host that the server answers to', () => {
  for (const probe of ['readinessProbe', 'livenessProbe'])
    expect(server()[probe].httpGet.httpHeaders).toEqual([{ name: 'Host', value: 'localhost' }]);
});

test('two replicas, of which one may be away, on different nodes where possible', () => {
  const { spec } = only(base(), 'Deployment', 'carbon-audit');
  expect(spec.replicas).toBe(2);
  expect(only(base(), 'PodDisruptionBudget', 'carbon-audit').spec.minAvailable).toBe(1);
  expect(spec.template.spec.topologySpreadConstraints[0].topologyKey).toBe('kubernetes.io/hostname');
});

test('Kepler is read by a headless Service of all its pods, those that are not ready too', () => {
  const { spec, metadata } = only(base(), 'Service', 'kepler-headless');
  expect(spec).toMatchObject({ clusterIP: 'None', publishNotReadyAddresses: true });
  const endpoint = `dns:${metadata.name}.${metadata.namespace}.svc:${spec.ports[0].port}`;
  expect(settings(base()).KEPLER_ENDPOINT).toBe(endpoint);
});

test('the way out is open for names and for Kepler, the way in for labelled namespaces', () => {
  const egress = only(base(), 'NetworkPolicy', 'carbon-audit-egress').spec.egress;
  expect(egress.flatMap(({ ports }: Manifest) => ports.map(({ port }: Manifest) => port))).toEqual([
    53, 53, 28282,
  ]);
  const [rule] = only(base(), 'NetworkPolicy', 'carbon-audit-callers').spec.ingress;
  expect(rule.from).toEqual([{ namespaceSelector: { matchLabels: { 'carbon-mcp-client': 'true' } } }]);
  expect(only(base(), 'NetworkPolicy', 'default-deny').spec).toEqual({
    podSelector: {},
    policyTypes: ['Ingress', 'Egress'],
  });
});

/** `kubectl apply` keeps the document in an annotation, and annotations may have 256 KiB in all. */
test('the catalogue is that of config/ and small enough for kubectl apply', async () => {
  const { readFile } = await import('node:fs/promises');
  const catalogue = base().find(({ metadata }) => metadata.name.startsWith('carbon-audit-catalogue-'));
  for (const [file, text] of Object.entries<string>(catalogue?.data ?? {}))
    expect(text).toBe(await readFile(new URL(`../../config/${file}`, import.meta.url), 'utf8'));
  expect(Object.keys(catalogue?.data ?? {})).toHaveLength(7);
  expect(Buffer.byteLength(JSON.stringify(catalogue))).toBeLessThan(256 * 1024);
});

test('the audit fails its Job for what a second try would not change', () => {
  const { spec } = only(rendered('k8s/overlays/audit'), 'CronJob', 'carbon-audit-hourly');
  const job = spec.jobTemplate.spec;
  const [rule] = job.podFailurePolicy.rules;
  expect(rule).toEqual({
    action: 'FailJob',
    onExitCodes: { containerName: 'audit', operator: 'In', values: [1, 2, 4] },
  });
  expect(job.template.spec.containers[0].name).toBe('audit');
  // Kubernetes accepts a podFailurePolicy only with this.
  expect(job.template.spec.restartPolicy).toBe('Never');
  expect(job.backoffLimit).toBe(3);
});

test('the node port is that of the former deployment, and the figures stay inside', () => {
  const { spec } = only(rendered('k8s/overlays/nodeport'), 'Service', 'carbon-audit-nodeport');
  expect(spec).toMatchObject({ type: 'NodePort', ports: [{ port: 8000, nodePort: 30800 }] });
  expect(spec.ports).toHaveLength(1);
});

test('on OpenShift the Kepler of its operator is read, and ours is not made', () => {
  const documents = rendered('k8s/overlays/openshift');
  expect(settings(documents).KEPLER_ENDPOINT).toBe('dns:power-monitor.power-monitor.svc:28282');
  expect(documents.some(({ metadata }) => metadata.name === 'kepler-headless')).toBe(false);
});

test.each(['Deployment', 'CronJob'])('with kepler-tls the %s trusts the mounted authority', (kind) => {
  const documents = rendered('test/cluster/together').filter(
    (doc) => doc.metadata.namespace === 'carbon-mcp',
  );
  expect(settings(documents).KEPLER_ENDPOINT).toMatch(/^dns\+https:/);
  const [pod] = podSpecs(documents.filter((doc) => doc.kind === kind));
  const [container] = pod?.spec.containers ?? [];
  const mount = container.volumeMounts.find(({ name }: Manifest) => name === 'kepler-tls');
  expect(container.args).toContain(`--ca=${mount.mountPath}/ca.crt`);
  expect(pod?.spec.volumes.find(({ name }: Manifest) => name === 'kepler-tls')?.secret).toMatchObject({
    secretName: 'carbon-audit-kepler-tls',
  });
});

test('the demonstration has the two workloads of docs/demo.md', () => {
  const workloads = rendered('k8s/overlays/demo').filter(({ metadata }) => metadata.namespace === 'demo');
  expect(workloads.map(({ metadata }) => metadata.name).toSorted()).toEqual(['efficient-app', 'heavy-app']);
  const [heavy] = workloads.filter(({ metadata }) => metadata.name === 'heavy-app');
  expect(heavy?.spec.template.spec.containers[0].args).toContain('--cpu=8');
});
