/** Streamable HTTP without sessions: a server for each request, so that any replica can answer any request. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';

interface Params {
  readonly params?: { readonly _meta?: { readonly progressToken?: unknown } };
}

/** Progress needs a stream; everything else is one JSON answer. */
function wantsStream(body: unknown): boolean {
  const messages = Array.isArray(body) ? body : [body];
  return messages.some((message: Params | null) => message?.params?._meta?.progressToken !== undefined);
}

export async function answerStateless(
  make: () => McpServer,
  exchange: { req: IncomingMessage; res: ServerResponse; body: unknown },
): Promise<void> {
  const { req, res, body } = exchange;
  const server = make();
  const transport = new StreamableHTTPServerTransport({ enableJsonResponse: !wantsStream(body) });
  // Frees the pair and aborts the work when the client hangs up; the promise below may then never settle.
  res.on('close', () => void server.close());
  await server.connect(transport as never);
  await transport.handleRequest(req, res, body);
}
