/** The tools, resources and prompts the protocol's conformance suite calls by name; only its test build has them. */

import { completable } from '@modelcontextprotocol/sdk/server/completable.js';
import { type McpServer, ResourceTemplate } from '@modelcontextprotocol/sdk/server/mcp.js';
import type { RequestHandlerExtra } from '@modelcontextprotocol/sdk/shared/protocol.js';
import {
  type CallToolResult,
  CreateMessageResultSchema,
  type ElicitRequestFormParams,
  ElicitResultSchema,
  ListToolsRequestSchema,
  type ServerNotification,
  type ServerRequest,
} from '@modelcontextprotocol/sdk/types.js';
import * as z from 'zod';
import { listedTools, type Surface } from '../../src/mcp/surface.ts';

type Extra = RequestHandlerExtra<ServerRequest, ServerNotification>;

/** One red pixel. */
const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==';
/** A header without samples. */
const WAV = 'UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAIA+AAACABAAZGF0YQAAAAA=';

const pause = (ms = 50): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const text = (words: string): CallToolResult => ({ content: [{ type: 'text', text: words }] });
const image = { type: 'image', data: PNG, mimeType: 'image/png' } as const;

async function elicit(extra: Extra, message: string, requestedSchema: object): Promise<CallToolResult> {
  const params = { message, requestedSchema } as ElicitRequestFormParams;
  const answer = await extra.sendRequest({ method: 'elicitation/create', params }, ElicitResultSchema);
  return text(
    `Elicitation completed: action=${answer.action}, content=${JSON.stringify(answer.content ?? {})}`,
  );
}

const DEFAULTS = {
  type: 'object',
  properties: {
    name: { type: 'string', default: 'John Doe' },
    age: { type: 'integer', default: 30 },
    score: { type: 'number', default: 95.5 },
    status: { type: 'string', enum: ['active', 'inactive', 'pending'], default: 'active' },
    verified: { type: 'boolean', default: true },
  },
};

const titled = (titles: readonly string[]): object[] =>
  titles.map((title, i) => ({ const: `value${i + 1}`, title }));
const OPTIONS = ['option1', 'option2', 'option3'];
const ENUMS = {
  type: 'object',
  properties: {
    untitledSingle: { type: 'string', enum: OPTIONS },
    titledSingle: { type: 'string', oneOf: titled(['First Option', 'Second Option', 'Third Option']) },
    legacyEnum: {
      type: 'string',
      enum: ['opt1', 'opt2', 'opt3'],
      enumNames: ['Option One', 'Option Two', 'Option Three'],
    },
    untitledMulti: { type: 'array', items: { type: 'string', enum: OPTIONS } },
    titledMulti: {
      type: 'array',
      items: { anyOf: titled(['First Choice', 'Second Choice', 'Third Choice']) },
    },
  },
};

const SCHEMA_2020_12 = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  $defs: {
    address: { type: 'object', properties: { street: { type: 'string' }, city: { type: 'string' } } },
  },
  properties: { name: { type: 'string' }, address: { $ref: '#/$defs/address' } },
  additionalProperties: false,
};

type Run = (extra: Extra, args: Record<string, string>) => Promise<CallToolResult>;

const embedded = {
  uri: 'test://embedded-resource',
  mimeType: 'text/plain',
  text: 'This is an embedded resource content.',
};
const mixed = {
  uri: 'test://mixed-content-resource',
  mimeType: 'application/json',
  text: '{"test":"data","value":123}',
};

async function withLogging(extra: Extra): Promise<CallToolResult> {
  for (const data of ['Tool execution started', 'Tool processing data', 'Tool execution completed']) {
    await extra.sendNotification({ method: 'notifications/message', params: { level: 'info', data } });
    await pause();
  }
  return text('Logged.');
}

async function withProgress(extra: Extra): Promise<CallToolResult> {
  const progressToken = extra._meta?.progressToken;
  for (const progress of [0, 50, 100]) {
    if (progressToken !== undefined) {
      const params = { progressToken, progress, total: 100 };
      await extra.sendNotification({ method: 'notifications/progress', params });
    }
    await pause();
  }
  return text('Progressed.');
}

async function sample(extra: Extra, { prompt = '' }: Record<string, string>): Promise<CallToolResult> {
  const messages = [{ role: 'user' as const, content: { type: 'text' as const, text: prompt } }];
  const request = { method: 'sampling/createMessage' as const, params: { messages, maxTokens: 100 } };
  const { content } = await extra.sendRequest(request, CreateMessageResultSchema);
  return text(`LLM response: ${JSON.stringify(content)}`);
}

async function breakStream(extra: Extra): Promise<CallToolResult> {
  extra.closeSSEStream?.();
  await pause(100);
  return text('Reconnected.');
}

const TOOLS: Readonly<Record<string, Run>> = {
  test_simple_text: async () => text('This is a simple text response for testing.'),
  test_image_content: async () => ({ content: [image] }),
  test_audio_content: async () => ({ content: [{ type: 'audio', data: WAV, mimeType: 'audio/wav' }] }),
  test_embedded_resource: async () => ({ content: [{ type: 'resource', resource: embedded }] }),
  test_multiple_content_types: async () => ({
    content: [
      { type: 'text', text: 'Multiple content types test:' },
      image,
      { type: 'resource', resource: mixed },
    ],
  }),
  test_error_handling: async () => {
    throw new Error('This tool intentionally returns an error for testing');
  },
  test_tool_with_logging: withLogging,
  test_tool_with_progress: withProgress,
  test_sampling: sample,
  test_elicitation: (extra, { message = '' }) =>
    elicit(extra, message, {
      type: 'object',
      properties: {
        username: { type: 'string', description: "User's response" },
        email: { type: 'string', description: "User's email address" },
      },
      required: ['username', 'email'],
    }),
  test_elicitation_sep1034_defaults: (extra) => elicit(extra, 'Defaults', DEFAULTS),
  test_elicitation_sep1330_enums: (extra) => elicit(extra, 'Enums', ENUMS),
  test_reconnection: breakStream,
  json_schema_2020_12_tool: async () => text('ok'),
};

function addResources(server: McpServer): void {
  const fixed = { description: 'for the conformance suite' };
  server.registerResource(
    'static-text',
    'test://static-text',
    { ...fixed, mimeType: 'text/plain' },
    async ({ href }) => ({
      contents: [
        { uri: href, mimeType: 'text/plain', text: 'This is the content of the static text resource.' },
      ],
    }),
  );
  server.registerResource(
    'static-binary',
    'test://static-binary',
    { ...fixed, mimeType: 'image/png' },
    async ({ href }) => ({
      contents: [{ uri: href, mimeType: 'image/png', blob: PNG }],
    }),
  );
  server.registerResource('watched-resource', 'test://watched-resource', fixed, async ({ href }) => ({
    contents: [{ uri: href, mimeType: 'text/plain', text: 'watched' }],
  }));
  const template = new ResourceTemplate('test://template/{id}/data', { list: undefined });
  server.registerResource('template', template, fixed, async ({ href }, { id }) => ({
    contents: [
      {
        uri: href,
        mimeType: 'application/json',
        text: JSON.stringify({ id, templateTest: true, data: `Data for ID: ${id}` }),
      },
    ],
  }));
}

function addPrompts(server: McpServer): void {
  const description = 'for the conformance suite';
  const user = <Content>(content: Content) => ({ role: 'user' as const, content });
  const says = (words: string) => user({ type: 'text' as const, text: words });
  server.registerPrompt('test_simple_prompt', { description }, () => ({
    messages: [says('This is a simple prompt for testing.')],
  }));
  const argument = (name: string) =>
    completable(z.string().describe(name), (typed) =>
      ['testValue1', 'testValue2'].filter((v) => v.startsWith(typed)),
    );
  server.registerPrompt(
    'test_prompt_with_arguments',
    {
      description,
      argsSchema: { arg1: argument('First test argument'), arg2: argument('Second test argument') },
    },
    ({ arg1, arg2 }) => ({ messages: [says(`Prompt with arguments: arg1='${arg1}', arg2='${arg2}'`)] }),
  );
  server.registerPrompt(
    'test_prompt_with_embedded_resource',
    { description, argsSchema: { resourceUri: z.string().describe('URI of the resource to embed') } },
    ({ resourceUri }) => {
      const resource = {
        uri: resourceUri,
        mimeType: 'text/plain',
        text: 'Embedded resource content for testing.',
      };
      return {
        messages: [
          user({ type: 'resource' as const, resource }),
          says('Please process the embedded resource above.'),
        ],
      };
    },
  );
  server.registerPrompt('test_prompt_with_image', { description }, () => ({
    messages: [user(image), says('Please analyze the image above.')],
  }));
}

const empty = { type: 'object' as const, properties: {} };
const inputSchemaOf = (name: string): object =>
  name === 'json_schema_2020_12_tool' ? SCHEMA_2020_12 : empty;

/** For `extend` of the factory: everything is added to the shipped surface, nothing of it is replaced. */
export function conformanceFixtures(surface: Surface): (server: McpServer) => void {
  const description = 'for the conformance suite';
  const listed = Object.keys(TOOLS).map((name) => ({ name, description, inputSchema: inputSchemaOf(name) }));
  return (server) => {
    for (const [name, run] of Object.entries(TOOLS)) {
      server.registerTool(name, { inputSchema: z.looseObject({}) }, (args, extra) =>
        run(extra, args as Record<string, string>),
      );
    }
    // The shipped list is made once from the tables; these are not in them.
    server.server.setRequestHandler(ListToolsRequestSchema, () => ({
      tools: [...listedTools(surface), ...listed] as never,
    }));
    addResources(server);
    addPrompts(server);
  };
}
