import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../house/tree.ts';

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const text = read('Dockerfile').replaceAll(/\\\n\s*/g, '');
const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
const final = lines.slice(lines.findLastIndex((line) => line.startsWith('FROM ')));
const instruction = (name: string) => final.filter((line) => line.startsWith(`${name} `));

test('the final stage has no command that would need a shell', () => {
  expect(final[0]).toMatch(/^FROM \$\{RUN_IMAGE\}$/);
  expect(instruction('RUN')).toEqual([]);
  for (const name of ['ENTRYPOINT', 'CMD']) expect(instruction(name)[0]).toMatch(new RegExp(`^${name} \\["`));
  expect(instruction('HEALTHCHECK')[0]).toMatch(/CMD \["\/nodejs\/bin\/node", "-e", "/);
});

test('the user is a number, so that runAsNonRoot can be checked', () => {
  expect(instruction('USER')).toEqual(['USER 65532:65532']);
});

test('only what runs is copied into it', () => {
  expect(instruction('COPY').map((line) => line.replace('COPY --from=build ', ''))).toEqual([
    '/src/package.json /src/NOTICE ./',
    '/src/bin bin',
    '/src/config config',
    '/src/dist dist',
  ]);
});

test('.dockerignore lets through what the build stage copies, and all of that is there', () => {
  const allowed = read('.dockerignore')
    .split('\n')
    .filter((line) => line.startsWith('!'))
    .map((line) => line.slice(1));
  const build = lines.filter((line) => line.startsWith('COPY ') && !line.includes('--from'));
  const copied = build.flatMap((line) => line.split(' ').slice(1, -1));
  expect(copied.toSorted()).toEqual(allowed.toSorted());
  for (const path of allowed) expect(existsSync(join(ROOT, path)), path).toBe(true);
});

test('both bases can be replaced, and are of the same Node', () => {
  const [build, run] = lines.filter((line) => line.startsWith('ARG ') && line.includes('_IMAGE='));
  expect(build).toMatch(/^ARG BUILD_IMAGE=.*node:22-slim$/);
  expect(run).toMatch(/^ARG RUN_IMAGE=.*nodejs22-debian12:nonroot$/);
});

test('the tag in the manifests is the version of the package', () => {
  const { version } = JSON.parse(read('package.json'));
  for (const file of ['k8s/base/deployment.yaml', 'k8s/components/audit/cronjob.yaml'])
    expect(read(file)).toContain(`image: carbon-audit:${version}\n`);
});
