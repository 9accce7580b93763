/** A server of protocol 2025-11-25 and older from the surface. One per process, session or stateless request. */

import { completable } from '@modelcontextprotocol/sdk/server/completable.js';
import { McpServer, ResourceTemplate } from '@modelcontextprotocol/sdk/server/mcp.js';
import type { RequestHandlerExtra } from '@modelcontextprotocol/sdk/shared/protocol.js';
import {
  ErrorCode,
  ListToolsRequestSchema,
  type ServerNotification,
  type ServerRequest,
  SubscribeRequestSchema,
  UnsubscribeRequestSchema,
} from '@modelcontextprotocol/sdk/types.js';
import type { jsonSchemaValidator } from '@modelcontextprotocol/sdk/validation/types.js';
import * as z from 'zod';
import type { Desk, Request } from './desk.ts';
import { RequestFailure } from './desk.ts';
import type { SendProgress } from './progress.ts';
import type { Prompt } from './prompt.ts';
import { createRequests, type Requests } from './requests.ts';
import type { ResourceFamily } from './resource.ts';
import { INSTRUCTIONS, listedTools, SERVER_NAME, SERVER_TITLE } from './surface.ts';
import { traceIdOf } from './trace.ts';

type Extra = RequestHandlerExtra<ServerRequest, ServerNotification>;

/** "Resource not found" of the 2025 revisions; the SDK has no name for it. */
const RESOURCE_NOT_FOUND = -32002;
const MAX_SUBSCRIPTIONS = 100;

export interface FactoryOptions {
  readonly transport: string;
  /** Only where the connection outlives a request: stdio and sessions. */
  readonly stateful: boolean;
  /** Runs last; adds what only a test build has. */
  readonly extend?: ((server: McpServer) => void) | undefined;
}

/**
 * The SDK compiles schemas only to check what a client returns for an elicitation, which this server never asks for;
 * its default builds a JSON Schema engine for every server made (160 µs a stateless request).
 */
const noValidator: jsonSchemaValidator = {
  getValidator: () => (input) => ({ valid: true, data: input as never, errorMessage: undefined }),
};

const AnyArguments = z.looseObject({});

function progressOf(extra: Extra): SendProgress | undefined {
  const progressToken = extra._meta?.progressToken;
  if (progressToken === undefined) return undefined;
  return (progress, message) => {
    const params = { progressToken, progress, message };
    // A client that has gone no longer wants it.
    extra.sendNotification({ method: 'notifications/progress', params }).catch(() => {});
  };
}

function requestOf(extra: Extra, transport: string): Request {
  return {
    caller: extra.authInfo?.clientId ?? 'local',
    transport,
    signal: extra.signal,
    progress: progressOf(extra),
    traceId: traceIdOf(extra._meta?.traceparent ?? extra.requestInfo?.headers.traceparent),
  };
}

/** Completions carry no request; they share the deadline and have nobody to cancel them. */
const anonymous = (transport: string): Request => ({
  caller: 'local',
  transport,
  signal: new AbortController().signal,
});

/** What the SDK turns into a JSON-RPC error as it is; its own McpError would put "MCP error" before the message. */
class RpcError extends Error {
  override readonly name = 'RpcError';
  readonly code: number;
  readonly data: unknown;

  constructor(code: number, message: string, data?: unknown) {
    super(message);
    this.code = code;
    this.data = data;
  }
}

function rpcErrorOf(error: unknown): RpcError {
  if (!(error instanceof RequestFailure))
    return new RpcError(ErrorCode.InternalError, 'The server failed on its own side');
  if (error.failure === null) return new RpcError(RESOURCE_NOT_FOUND, error.message);
  const code = error.failure.reference === undefined ? ErrorCode.InvalidParams : ErrorCode.InternalError;
  return new RpcError(code, error.message, { code: error.failure.code });
}

async function orRpcError<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw rpcErrorOf(error);
  }
}

function addResources(
  server: McpServer,
  family: ResourceFamily,
  requests: Requests,
  transport: string,
): void {
  const complete = Object.fromEntries(
    Object.keys(family.values).map((name) => [
      name,
      (typed: string, context?: { arguments?: Record<string, string> }) =>
        orRpcError(
          requests.complete(
            { owner: family, name, typed, chosen: context?.arguments ?? {} },
            anonymous(transport),
          ),
        ),
    ]),
  );
  const template = new ResourceTemplate(family.uriTemplate, {
    list: (extra) => orRpcError(requests.list(family, requestOf(extra, transport))),
    complete,
  });
  const { name, title, description } = family;
  server.registerResource(
    name,
    template,
    { title, description, mimeType: 'application/json' },
    (uri, variables, extra) =>
      orRpcError(requests.read(family, { uri: uri.href, variables }, requestOf(extra, transport))),
  );
}

function addPrompt(server: McpServer, prompt: Prompt, requests: Requests, transport: string): void {
  const argsSchema = Object.fromEntries(
    prompt.arguments.map(({ name, description, required }) => {
      const text = z.string().max(253).describe(description);
      const schema = required ? text : text.optional();
      // The completer must be put on last: describing or making optional afterwards would lose it.
      const field = completable(schema, (typed = '', context) =>
        orRpcError(
          requests.complete(
            { owner: prompt, name, typed, chosen: context?.arguments ?? {} },
            anonymous(transport),
          ),
        ),
      );
      return [name, field];
    }),
  );
  server.registerPrompt(
    prompt.name,
    { title: prompt.title, description: prompt.description, argsSchema },
    (args, extra) =>
      orRpcError(requests.prompt(prompt, args as Record<string, string>, requestOf(extra, transport))),
  );
}

/** Nothing here changes by itself, so a subscription is noted and never fires; clients of the old system ask for it. */
function addSubscriptions(server: McpServer): void {
  const subscribed = new Set<string>();
  server.server.setRequestHandler(SubscribeRequestSchema, ({ params }) => {
    if (subscribed.size >= MAX_SUBSCRIPTIONS)
      throw new RpcError(ErrorCode.InvalidParams, 'Too many subscriptions');
    subscribed.add(params.uri);
    return {};
  });
  server.server.setRequestHandler(UnsubscribeRequestSchema, ({ params }) => {
    subscribed.delete(params.uri);
    return {};
  });
}

export function createServerV1(desk: Desk, options: FactoryOptions): McpServer {
  const { surface } = desk;
  const { transport, stateful } = options;
  const server = new McpServer(
    { name: SERVER_NAME, title: SERVER_TITLE, version: surface.version },
    {
      instructions: INSTRUCTIONS,
      jsonSchemaValidator: noValidator,
      capabilities: stateful ? { logging: {}, resources: { subscribe: true } } : {},
    },
  );
  for (const tool of surface.tools) {
    // Arguments are checked at the desk, so that every door refuses them in the same words.
    server.registerTool(tool.name, { inputSchema: AnyArguments }, async (args, extra) => ({
      ...(await desk.callTool(tool, args, requestOf(extra, transport))),
    }));
  }
  const requests = createRequests(desk);
  for (const family of surface.resources) addResources(server, family, requests, transport);
  for (const prompt of surface.prompts) addPrompt(server, prompt, requests, transport);
  server.server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: listedTools(surface) as never }));
  if (stateful) addSubscriptions(server);
  options.extend?.(server);
  return server;
}
