import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { expect, test } from 'vitest';
import { SAMPLE } from '../sample-surface.ts';
import { JSON_HEADERS, raw, rpc, withServer } from './raw.ts';

const MODES = { pinned: { pin: '2026-07-28' }, auto: 'auto' } as const;

test.each(Object.entries(MODES))(
  'a client of 2026-07-28 (%s) gets the same answers from the same URL',
  async (_, mode) => {
    for (const sessions of [false, true]) {
      await withServer({ sessions }, async (server, { lines }) => {
        const client = new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode } });
        await client.connect(new StreamableHTTPClientTransport(new URL(server.url ?? '')));
        expect(client.getNegotiatedProtocolVersion()).toBe('2026-07-28');
        const { tools } = await client.listTools();
        expect(tools.map(({ name }) => name)).toEqual(SAMPLE.tools.map(({ name }) => name));
        const result = await client.callTool({ name: 'echo_words', arguments: { word: 'hi', count: 1 } });
        expect(result.structuredContent).toEqual({ words: [{ word: 'hi', number: 0 }] });
        const refused = await client.callTool({ name: 'echo_words', arguments: { word: '' } });
        expect(refused._meta).toMatchObject({ 'carbon-audit/error': { code: 'USAGE' } });
        // This revision has an error of the protocol for it.
        await expect(client.callTool({ name: 'no_such', arguments: {} })).rejects.toThrow(
          'There is no tool called "no_such"',
        );
        expect(lines.filter((line) => line.includes('"target":"no_such"'))).toHaveLength(1);
        const { contents } = await client.readResource({ uri: 'word://alpha' });
        expect(contents).toEqual([
          { uri: 'word://alpha', mimeType: 'application/json', text: '{"word":"alpha"}' },
        ]);
        await expect(client.readResource({ uri: 'word://nothing' })).rejects.toThrow('No such resource');
        const { resources } = await client.listResources();
        expect(resources.map(({ uri }) => uri)).toEqual(['word://alpha', 'word://beta', 'word://gamma']);
        const { messages } = await client.getPrompt({ name: 'praise', arguments: { word: 'alpha' } });
        expect(messages).toEqual([{ role: 'user', content: { type: 'text', text: 'Praise alpha.' } }]);
        const { completion } = await client.complete({
          ref: { type: 'ref/prompt', name: 'praise' },
          argument: { name: 'word', value: 'gam' },
        });
        expect(completion.values).toEqual(['gamma']);
        await client.close();
      });
    }
  },
);

test('the guards stand in front of the newer revision too', async () => {
  await withServer({}, async (server) => {
    const headers = { ...JSON_HEADERS, 'mcp-protocol-version': '2026-07-28' };
    const body = rpc('tools/list', { _meta: { 'io.modelcontextprotocol/protocolVersion': '2026-07-28' } });
    expect((await raw(server, { headers: { ...headers, host: 'evil.example' }, body })).status).toBe(403);
    expect((await raw(server, { headers: { ...headers, origin: 'http://evil.example' }, body })).status).toBe(
      403,
    );
    // A header without the envelope is answered by the newer adapter, as an error.
    const bare = await raw(server, { headers, body: rpc('tools/list') });
    expect(bare.status).toBe(400);
    expect(bare.text).not.toContain(' at ');
  });
});

test('progress reaches a client of the newer revision', async () => {
  await withServer({}, async (server) => {
    const client = new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode: MODES.pinned } });
    await client.connect(new StreamableHTTPClientTransport(new URL(server.url ?? '')));
    const seen: number[] = [];
    await client.callTool(
      { name: 'list_nodes', arguments: {} },
      { onprogress: ({ progress }) => seen.push(progress) },
    );
    expect(seen[0]).toBe(0);
    await client.close();
  });
});
