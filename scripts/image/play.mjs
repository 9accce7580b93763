// The Deployment and the ConfigMaps as kustomize renders them, played by podman.
import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseAllDocuments, stringify } from 'yaml';
import { freePort, tolerant } from './surroundings.mjs';

const TOKEN_MAP = 'carbon-audit-token';

/** The documents of k8s/. */
export function rendered(kubectl) {
  const options = { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 };
  const text = execFileSync(kubectl, ['kustomize', 'k8s'], options);
  return parseAllDocuments(text).map((document) => document.toJS());
}

function withLimit(catalogue, limit) {
  const standards = JSON.parse(catalogue.data['standards.json']);
  const { phases } = standards.standards.find(({ code }) => code === 'KR_CARBON_2050');
  for (const phase of phases) phase.limit = limit;
  const data = { ...catalogue.data, 'standards.json': JSON.stringify(standards) };
  return { ...catalogue, data };
}

/** Podman 4.3 does not decode a mounted Secret: the token comes from a ConfigMap here. */
function withTokenMap(spec) {
  const token = { name: 'token', configMap: { name: TOKEN_MAP } };
  spec.volumes = [token, ...spec.volumes.filter(({ secret }) => !secret)];
}

/** Replaces what has no meaning outside of a cluster: its network, its registry, its probes. */
function outsideOfCluster(deployment, image) {
  const copy = structuredClone(deployment);
  copy.spec.replicas = 1;
  const { spec } = copy.spec.template;
  spec.hostNetwork = true;
  withTokenMap(spec);
  const [container] = spec.containers;
  for (const field of ['livenessProbe', 'readinessProbe', 'ports']) delete container[field];
  const args = container.args.filter((arg) => !arg.startsWith('--metrics-port'));
  const env = [{ name: 'POD_IP', value: '127.0.0.1' }];
  Object.assign(container, { image, imagePullPolicy: 'Never', env, args });
  return copy;
}

/** Resolves to what `ask` answers, given the address of the server. `limit` null: the catalogue as it ships. */
export async function played(surroundings, { documents, image, token, limit, ask }) {
  const { podman, keplers, ready, scratch } = surroundings;
  const one = (kind, name) =>
    documents.find((doc) => doc.kind === kind && doc.metadata.name.startsWith(name));
  const port = await freePort();
  const settings = structuredClone(one('ConfigMap', 'carbon-audit-settings'));
  const kepler = `http://127.0.0.1:${await keplers(['127.0.0.1'])}/metrics`;
  Object.assign(settings.data, { KEPLER_ENDPOINT: kepler, PORT: `${port}`, HOST: '127.0.0.1' });
  const shipped = one('ConfigMap', 'carbon-audit-catalogue');
  const catalogue = limit === null ? shipped : withLimit(shipped, limit);
  const tokens = { ...settings, metadata: { name: TOKEN_MAP }, data: { tokens: `test ${token}\n` } };
  const deployment = outsideOfCluster(one('Deployment', 'carbon-audit'), image);

  const file = join(scratch, 'play.yaml');
  const maps = [settings, catalogue, tokens];
  await writeFile(file, [...maps, deployment].map((doc) => stringify(doc)).join('---\n'));
  try {
    await podman('play', 'kube', file);
    await ready(`http://127.0.0.1:${port}`, 'carbon-audit-pod-0-mcp-server');
    return await ask(`http://127.0.0.1:${port}/mcp`);
  } finally {
    await tolerant(podman('play', 'kube', '--down', file));
    // Podman leaves the volumes it made; the next play would find the old catalogue in them.
    for (const { metadata } of maps) await tolerant(podman('volume', 'rm', '--force', metadata.name));
  }
}
