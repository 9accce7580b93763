// The least of an MCP client: requests over streamable HTTP, each alone, as a stateless server answers them.

const PROTOCOL = '2025-06-18';
const TIMEOUT_MS = 35_000;

/** An answer is one JSON object, or the last event of a stream. */
function messageOf(text, contentType) {
  if (!contentType.startsWith('text/event-stream')) return JSON.parse(text);
  const events = text.split('\n').filter((line) => line.startsWith('data:'));
  return JSON.parse(events.at(-1)?.slice('data:'.length) ?? 'null');
}

/** `token` null asks without one. Throws with the status or the server's own words. */
export function mcpClient(url, token = null) {
  let id = 0;
  const headers = {
    'content-type': 'application/json',
    accept: 'application/json, text/event-stream',
    'mcp-protocol-version': PROTOCOL,
    ...(token === null ? {} : { authorization: `Bearer ${token}` }),
  };
  const request = async (method, params) => {
    id += 1;
    const body = JSON.stringify({ jsonrpc: '2.0', id, method, params });
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const response = await fetch(url, { method: 'POST', headers, body, signal });
    const text = await response.text();
    if (!response.ok) throw new Error(`${url} answered ${response.status}: ${text.slice(0, 200).trim()}`);
    const message = messageOf(text, response.headers.get('content-type') ?? '');
    if (message?.error) throw new Error(`${method}: ${message.error.message}`);
    return message.result;
  };
  return {
    initialize: () =>
      request('initialize', {
        protocolVersion: PROTOCOL,
        capabilities: {},
        clientInfo: { name: 'carbon-audit-scripts', version: '1' },
      }),
    tools: async () => (await request('tools/list', {})).tools,
    call: (name, args) => request('tools/call', { name, arguments: args }),
  };
}

/** The token of the first line that has one, as the server reads the file. */
export function firstToken(text) {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const line = lines.find((one) => one !== '' && !one.startsWith('#'));
  if (line === undefined) throw new Error('the token file holds no token');
  return line.split(/\s+/).at(-1);
}
