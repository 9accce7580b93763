import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { SHIPPED } from './engine.ts';

const json = (path: string) => JSON.parse(readFileSync(path, 'utf8'));
const { name, version, bin, license } = json('package.json');

test('the desktop extension starts what ships and names the tools there are', () => {
  const manifest = json('packaging/desktop/manifest.json');
  expect(manifest).toMatchObject({ name, version, license, manifest_version: '0.3' });
  expect(manifest.server.entry_point).toBe(bin[name]);
  expect(manifest.server.mcp_config.args).toEqual([`\${__dirname}/${bin[name]}`, 'serve']);
  expect(manifest.tools.map((tool: { name: string }) => tool.name).sort()).toEqual(
    SHIPPED.tools.map((tool) => tool.name).sort(),
  );
});

test('the registry entry is of this package and version', () => {
  const server = json('server.json');
  expect(server.version).toBe(version);
  expect(server.name).toMatch(/^[a-zA-Z0-9.-]+\/[a-zA-Z0-9._-]+$/);
  expect(server.description.length).toBeLessThanOrEqual(100);
  const transports = server.packages.map((entry: { registryType: string; transport: { type: string } }) => [
    entry.registryType,
    entry.transport.type,
  ]);
  expect(transports).toEqual([
    ['npm', 'stdio'],
    ['oci', 'streamable-http'],
  ]);
  expect(server.packages[0]).toMatchObject({ identifier: name, version });
  // The registry takes a package as this server's own by that name.
  expect(json('package.json').mcpName).toBe(server.name);
});

test('the image of the registry entry is started with a token, which its clients send', () => {
  const { runtimeArguments, packageArguments, transport } = json('server.json').packages[1];
  const values = runtimeArguments.map(({ name, value }: { name: string; value: string }) => [name, value]);
  expect(values).toEqual([
    ['-p', '127.0.0.1:8000:8000'],
    ['-v', '{token_file}:/run/secrets/token:ro'],
  ]);
  expect(packageArguments.at(-1)).toMatchObject({ name: '--token-file', value: '/run/secrets/token' });
  expect(transport.headers).toMatchObject([{ name: 'Authorization', isRequired: true, isSecret: true }]);
});

test('the sample for Claude Code starts the server on stdio', () => {
  const { mcpServers } = json('.mcp.json');
  expect(mcpServers[name]).toMatchObject({ command: 'npx', args: ['-y', name, 'serve'] });
});
