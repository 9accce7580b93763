/**
 * The adapter for protocol 2026-07-28, on the same tables. Loaded by the first request that asks for that revision:
 * most clients never do. HTTP only; on stdio clients of that revision fall back to 2025-11-25.
 */

import type { IncomingMessage, ServerResponse } from 'node:http';
import { toNodeHandler, toWebRequest } from '@modelcontextprotocol/node';
import {
  completable,
  createMcpHandler,
  isLegacyRequest,
  McpServer,
  ProtocolError,
  ProtocolErrorCode,
  ResourceNotFoundError,
  ResourceTemplate,
  type ServerContext,
} from '@modelcontextprotocol/server';
import * as z from 'zod';
import { type Desk, type Request, RequestFailure } from './desk.ts';
import { isOfCaller } from './failure.ts';
import type { SendProgress } from './progress.ts';
import type { Prompt } from './prompt.ts';
import { createRequests, type Requests } from './requests.ts';
import type { ResourceFamily } from './resource.ts';
import { INSTRUCTIONS, listedTools, SERVER_NAME, SERVER_TITLE } from './surface.ts';
import { traceIdOf } from './trace.ts';

const AnyArguments = z.looseObject({});

function progressOf({ mcpReq }: ServerContext): SendProgress | undefined {
  const progressToken = mcpReq._meta?.progressToken;
  if (progressToken === undefined) return undefined;
  return (progress, message) => {
    const params = { progressToken, progress, message };
    // A client that has gone no longer wants it.
    mcpReq.notify({ method: 'notifications/progress', params }).catch(() => {});
  };
}

function requestOf(context: ServerContext): Request {
  return {
    caller: context.http?.authInfo?.clientId ?? 'local',
    transport: 'http',
    signal: context.mcpReq.signal,
    progress: progressOf(context),
    traceId: traceIdOf(context.mcpReq._meta?.traceparent ?? context.http?.req?.headers.get('traceparent')),
  };
}

const anonymous = (): Request => ({
  caller: 'local',
  transport: 'http',
  signal: new AbortController().signal,
});

async function orProtocolError<T>(uri: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof RequestFailure)) {
      throw new ProtocolError(ProtocolErrorCode.InternalError, 'The server failed on its own side');
    }
    if (error.failure === null) throw new ResourceNotFoundError(uri, error.message);
    const { InvalidParams, InternalError } = ProtocolErrorCode;
    const code = isOfCaller(error.failure) ? InvalidParams : InternalError;
    throw new ProtocolError(code, error.message, { code: error.failure.code });
  }
}

function addResources(server: McpServer, family: ResourceFamily, requests: Requests): void {
  const { name, title, description, uriTemplate } = family;
  const complete = Object.fromEntries(
    Object.keys(family.values).map((variable) => [
      variable,
      (typed: string, context?: { arguments?: Record<string, string> }) =>
        orProtocolError(
          uriTemplate,
          requests.complete(
            { owner: family, name: variable, typed, chosen: context?.arguments ?? {} },
            anonymous(),
          ),
        ),
    ]),
  );
  const template = new ResourceTemplate(uriTemplate, {
    list: undefined,
    complete,
  });
  server.registerResource(
    name,
    template,
    { title, description, mimeType: 'application/json' },
    (uri, variables, context) =>
      orProtocolError(uri.href, requests.read(family, { uri: uri.href, variables }, requestOf(context))),
  );
}

function addPrompt(server: McpServer, prompt: Prompt, requests: Requests): void {
  const shape = Object.fromEntries(
    prompt.arguments.map(({ name, description, required }) => {
      const text = z.string().max(253).describe(description);
      const schema = required ? text : text.optional();
      const field = completable(schema, (typed = '', context) =>
        orProtocolError(
          name,
          requests.complete({ owner: prompt, name, typed, chosen: context?.arguments ?? {} }, anonymous()),
        ),
      );
      return [name, field];
    }),
  );
  const { title, description } = prompt;
  server.registerPrompt(prompt.name, { title, description, argsSchema: z.object(shape) }, (args, context) =>
    orProtocolError(prompt.name, requests.prompt(prompt, args as Record<string, string>, requestOf(context))),
  );
}

/** As in the other adapter; this revision wants an error of the protocol for a tool that is not there. */
function answerAll({ server }: McpServer, desk: Desk, requests: Requests): void {
  const { tools, resources } = desk.surface;
  if (tools.length > 0)
    server.setRequestHandler('tools/call', async ({ params }, context) => {
      const result = await desk.callTool(params.name, params.arguments ?? {}, requestOf(context));
      if (tools.some(({ name }) => name === params.name))
        return server.projectCallToolResult({ ...result }, undefined);
      throw new ProtocolError(ProtocolErrorCode.InvalidParams, result.content[0]?.text ?? '');
    });
  if (resources.length > 0)
    server.setRequestHandler('resources/list', ({ params }, context) =>
      orProtocolError('resources', requests.list(params?.cursor, requestOf(context))),
    );
}

export function createServerV2(desk: Desk): McpServer {
  const { surface } = desk;
  const server = new McpServer(
    { name: SERVER_NAME, title: SERVER_TITLE, version: surface.version },
    { instructions: INSTRUCTIONS },
  );
  for (const tool of surface.tools) {
    server.registerTool(tool.name, { inputSchema: AnyArguments }, async (args, context) => ({
      ...(await desk.callTool(tool.name, args, requestOf(context))),
    }));
  }
  const requests = createRequests(desk);
  for (const family of surface.resources) addResources(server, family, requests);
  for (const prompt of surface.prompts) addPrompt(server, prompt, requests);
  server.server.setRequestHandler('tools/list', () => ({ tools: listedTools(surface) as never }));
  answerAll(server, desk, requests);
  return server;
}

export interface ModernFront {
  /** Whether the request belongs to the older revisions after all. */
  readonly isLegacy: (req: IncomingMessage, body: unknown) => Promise<boolean>;
  readonly answer: (req: IncomingMessage, res: ServerResponse, body: unknown) => Promise<void>;
  readonly close: () => Promise<void>;
}

export function createModernFront(desk: Desk): ModernFront {
  const handler = createMcpHandler(() => createServerV2(desk), { legacy: 'reject' });
  const answer = toNodeHandler(handler);
  return {
    isLegacy: async (req, body) => isLegacyRequest(await toWebRequest(req as never, body), body),
    answer: (req, res, body) => answer(req as never, res, body),
    close: () => handler.close(),
  };
}
