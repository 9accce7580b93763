import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';

const ROOT = join(import.meta.dirname, '../..');

export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
  };
  // biome-ignore lint/suspicious/noExplicitAny: documents of many kinds; the models say what may be in them.
  readonly [field: string]: any;
}

export const OVERLAYS: readonly string[] = [
  'k8s',
  ...readdirSync(join(ROOT, 'k8s/overlays')).map((name) => `k8s/overlays/${name}`),
];

/** Several components in one, as a team may want them. */
export const TOGETHER = ['test/cluster/together', 'test/cluster/together-openshift'];

export const ALL = [...OVERLAYS, ...TOGETHER];

const seen = new Map<string, readonly Manifest[]>();

/** What `kubectl kustomize` makes of a folder; offline. */
export function rendered(folder: string): readonly Manifest[] {
  const known = seen.get(folder);
  if (known !== undefined) return known;
  const text = execFileSync('kubectl', ['kustomize', folder], {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  // kubectl reads YAML 1.1, where `on` and `no` are booleans: what it prints it has quoted.
  const documents = parseAllDocuments(text, { version: '1.1' }).map((one) => one.toJS() as Manifest);
  seen.set(folder, documents);
  return documents;
}

export function only(documents: readonly Manifest[], kind: string, name: string): Manifest {
  const found = documents.filter((doc) => doc.kind === kind && doc.metadata.name === name);
  if (found.length !== 1) throw new Error(`${found.length} documents are ${kind} ${name}`);
  return found[0] as Manifest;
}

/** Pod templates of everything that runs. */
export function podSpecs(
  documents: readonly Manifest[],
): readonly { owner: string; spec: Manifest['spec'] }[] {
  return documents.flatMap((doc) => {
    const template = doc.spec?.jobTemplate?.spec.template ?? doc.spec?.template;
    return template ? [{ owner: `${doc.kind} ${doc.metadata.name}`, spec: template.spec }] : [];
  });
}
