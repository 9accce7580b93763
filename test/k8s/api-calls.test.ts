import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { filesUnder, ROOT, SOURCE, type SourceFile, withoutComments } from '../house/tree.ts';

/** A call to the Kubernetes API gives itself away by its path, its address, its token, its client or a process that calls. */
const CALL =
  /\/apis?\/[a-z0-9.]+\/?v\d|\/api\/v1\b|KUBERNETES_SERVICE_HOST|kubernetes\.default|serviceaccount\/token|@kubernetes\/client-node|node:child_process/;

const calls = (files: readonly SourceFile[]): readonly string[] =>
  files.flatMap(({ path, text }) => {
    const found = CALL.exec(withoutComments(text))?.[0];
    return found === undefined ? [] : [`${path}: ${found}`];
  });

interface Rule {
  readonly verbs: readonly string[];
  readonly resources: readonly string[];
}

const granted = (text: string): readonly string[] =>
  parseAllDocuments(text)
    .map((document) => document.toJS() as { rules?: readonly Rule[] })
    .flatMap(({ rules = [] }) =>
      rules.flatMap(({ verbs, resources }) =>
        resources.flatMap((resource) => verbs.map((verb) => `${verb} ${resource}`)),
      ),
    );

const rbac = readFileSync(join(ROOT, 'k8s/base/rbac.yaml'), 'utf8');

test('the verbs granted are those that the code calls: none', () => {
  expect(SOURCE.length).toBeGreaterThan(100);
  expect(calls(SOURCE)).toEqual([]);
  expect(granted(rbac)).toEqual([]);
});

test('no other manifest grants anything, and no pod gets a token', () => {
  const manifests = filesUnder('k8s', /\.yaml$/);
  const granting = manifests.filter(({ text }) => /^kind: (?:Cluster)?Role(?:Binding)?$/m.test(text));
  expect(granting.map(({ path }) => path)).toEqual([]);
  const accounts = parseAllDocuments(rbac).map((document) => document.toJS());
  expect(accounts).toMatchObject([{ kind: 'ServiceAccount', automountServiceAccountToken: false }]);
});

test.each([
  "request(host + '/api/v1/namespaces/demo/pods')",
  "request('/apis/apps/v1/deployments')",
  'const host = process.env.KUBERNETES_SERVICE_HOST;',
  "import { CoreV1Api } from '@kubernetes/client-node';",
  "import { execFile } from 'node:child_process';",
  "readFile('/var/run/secrets/kubernetes.io/serviceaccount/token')",
])('the call in %s would be found', (text) => {
  expect(calls([{ path: 'src/a.ts', text }])).toHaveLength(1);
});

test.each([
  "apiVersion: 'batch/v1'",
  "'https://api.example/v1/kepler'",
  "'try kubectl -n kepler get pods'",
  '// reads /api/v1 never',
])('%s is no call', (text) => {
  expect(calls([{ path: 'src/a.ts', text }])).toEqual([]);
});

test('a rule would be listed by verb and resource', () => {
  const text = 'kind: Role\nrules:\n  - apiGroups: [""]\n    resources: [pods]\n    verbs: [get, list]\n';
  expect(granted(text)).toEqual(['get pods', 'list pods']);
});
