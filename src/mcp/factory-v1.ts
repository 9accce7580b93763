/** A server of protocol 2025-11-25 and older from the surface. One per process, session or stateless request. */

import { completable } from '@modelcontextprotocol/sdk/server/completable.js';
import {
  McpServer,
  type ReadResourceTemplateCallback,
  ResourceTemplate,
} from '@modelcontextprotocol/sdk/server/mcp.js';
import type { RequestHandlerExtra } from '@modelcontextprotocol/sdk/shared/protocol.js';
import {
  CallToolRequestSchema,
  type CallToolResult,
  ErrorCode,
  ListResourcesRequestSchema,
  ListToolsRequestSchema,
  ReadResourceRequestSchema,
  type ServerNotification,
  type ServerRequest,
  SubscribeRequestSchema,
  UnsubscribeRequestSchema,
} from '@modelcontextprotocol/sdk/types.js';
import type { jsonSchemaValidator } from '@modelcontextprotocol/sdk/validation/types.js';
import * as z from 'zod';
import type { Desk, Request } from './desk.ts';
import { RequestFailure } from './desk.ts';
import { isOfCaller } from './failure.ts';
import type { SendProgress } from './progress.ts';
import type { Prompt } from './prompt.ts';
import { createRequests, type Requests } from './requests.ts';
import type { ResourceFamily } from './resource.ts';
import { addressReader } from './resource-address.ts';
import { INSTRUCTIONS, listedTools, SERVER_NAME, SERVER_TITLE } from './surface.ts';
import type { Tool } from './tool.ts';
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
  const code = isOfCaller(error.failure) ? ErrorCode.InvalidParams : ErrorCode.InternalError;
  return new RpcError(code, error.message, { code: error.failure.code });
}

async function orRpcError<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw rpcErrorOf(error);
  }
}

type Add = (server: McpServer) => void;

/**
 * Everything that does not depend on one server is made once here: schemas and templates cost more than the rest of a
 * stateless request together.
 */
function resourcesAdder(family: ResourceFamily, requests: Requests, transport: string): Add {
  const { name, title, description, uriTemplate } = family;
  const complete = Object.fromEntries(
    Object.keys(family.values).map((variable) => [
      variable,
      completer(requests, { owner: family, name: variable, transport }),
    ]),
  );
  const template = new ResourceTemplate(uriTemplate, {
    list: undefined,
    complete,
  });
  const config = { title, description, mimeType: 'application/json' };
  const read: ReadResourceTemplateCallback = (uri, variables, extra) =>
    orRpcError(requests.read(family, { uri: uri.href, variables }, requestOf(extra, transport)));
  return (server) => void server.registerResource(name, template, config, read);
}

function completer(
  requests: Requests,
  { transport, ...asked }: { owner: ResourceFamily | Prompt; name: string; transport: string },
) {
  return (typed: string | undefined, context?: { arguments?: Record<string, string> }): Promise<string[]> =>
    orRpcError(
      requests.complete(
        { ...asked, typed: typed ?? '', chosen: context?.arguments ?? {} },
        anonymous(transport),
      ),
    );
}

function promptAdder(prompt: Prompt, requests: Requests, transport: string): Add {
  const { title, description } = prompt;
  const argsSchema = Object.fromEntries(
    prompt.arguments.map((argument) => {
      const text = z.string().max(253).describe(argument.description);
      const schema = argument.required ? text : text.optional();
      // The completer must be put on last: describing or making optional afterwards would lose it.
      const complete = completer(requests, { owner: prompt, name: argument.name, transport });
      return [argument.name, completable(schema, complete)];
    }),
  );
  const config = { title, description, argsSchema };
  return (server) =>
    void server.registerPrompt(prompt.name, config, (args, extra) =>
      orRpcError(requests.prompt(prompt, args as Record<string, string>, requestOf(extra, transport))),
    );
}

function toolAdder(desk: Desk, tool: Tool, transport: string): Add {
  // Arguments are checked at the desk, so that every door refuses them in the same words.
  const config = { inputSchema: AnyArguments };
  const call = async (args: Record<string, unknown>, extra: Extra): Promise<CallToolResult> => ({
    ...(await desk.callTool(tool.name, args, requestOf(extra, transport))),
  });
  return (server) => void server.registerTool(tool.name, config, call);
}

/** Nothing here changes by itself, so a subscription is noted and never fires; clients of the old system ask for it. */
function addSubscriptions({ server }: McpServer): void {
  const subscribed = new Set<string>();
  server.setRequestHandler(SubscribeRequestSchema, ({ params }) => {
    if (subscribed.size >= MAX_SUBSCRIPTIONS)
      throw new RpcError(ErrorCode.InvalidParams, 'Too many subscriptions');
    subscribed.add(params.uri);
    return {};
  });
  server.setRequestHandler(UnsubscribeRequestSchema, ({ params }) => {
    subscribed.delete(params.uri);
    return {};
  });
}

/**
 * The SDK answers calls of tools it does not know by itself, where neither log nor metrics see them, so it does with
 * resources, and lists all of those on one page. Not in test builds, whose additions only the SDK knows.
 */
function allAnswerer(desk: Desk, requests: Requests, transport: string): Add {
  const { tools, resources } = desk.surface;
  const read = addressReader(resources);
  return ({ server }) => {
    if (tools.length > 0)
      server.setRequestHandler(CallToolRequestSchema, async ({ params }, extra) => ({
        ...(await desk.callTool(params.name, params.arguments ?? {}, requestOf(extra, transport))),
      }));
    if (resources.length === 0) return;
    server.setRequestHandler(ListResourcesRequestSchema, ({ params }, extra) =>
      orRpcError(requests.list(params?.cursor, requestOf(extra, transport))),
    );
    server.setRequestHandler(ReadResourceRequestSchema, ({ params }, extra) => {
      const { family, asked } = read(params.uri);
      return orRpcError(requests.read(family, asked, requestOf(extra, transport)));
    });
  };
}

/** A maker of servers that all answer at the same desk. */
export function createFactoryV1(desk: Desk, options: FactoryOptions): () => McpServer {
  const { surface } = desk;
  const { transport, stateful, extend } = options;
  const requests = createRequests(desk);
  const adders: readonly Add[] = [
    ...surface.tools.map((tool) => toolAdder(desk, tool, transport)),
    ...surface.resources.map((family) => resourcesAdder(family, requests, transport)),
    ...surface.prompts.map((prompt) => promptAdder(prompt, requests, transport)),
  ];
  const answerAll = allAnswerer(desk, requests, transport);
  const info = { name: SERVER_NAME, title: SERVER_TITLE, version: surface.version };
  const serverOptions = {
    instructions: INSTRUCTIONS,
    jsonSchemaValidator: noValidator,
    capabilities: stateful ? { logging: {}, resources: { subscribe: true } } : {},
  };
  return () => {
    const server = new McpServer(info, serverOptions);
    for (const add of adders) add(server);
    server.server.setRequestHandler(ListToolsRequestSchema, () => ({
      tools: listedTools(surface) as never,
    }));
    if (stateful) addSubscriptions(server);
    if (extend === undefined) answerAll(server);
    extend?.(server);
    return server;
  };
}
