/** Resources, prompts and completions answered from the tables, in plain protocol shapes. */

import { clean, cleanJson } from './clean.ts';
import { cursorAt, fingerprintOf, positionOf } from './cursor.ts';
import { type Desk, type Request, RequestFailure } from './desk.ts';
import type { Prompt } from './prompt.ts';
import type { ListedResource, ResourceFamily } from './resource.ts';
import type { ToolContext } from './tool.ts';

const JSON_TYPE = 'application/json';
/** Resources on a page. */
const MAX_LISTED = 200;
const LIST = fingerprintOf('resources/list');
const MAX_ARGUMENT_CHARACTERS = 253;

type Values = Readonly<Record<string, string>>;

export interface Requests {
  /** One page of the resources of all families. */
  readonly list: (
    cursor: string | undefined,
    request: Request,
  ) => Promise<{ resources: (ListedResource & { title: string; mimeType: string })[]; nextCursor?: string }>;
  /** Without a family there is no such resource. */
  readonly read: (
    family: ResourceFamily | undefined,
    asked: { uri: string; variables: Readonly<Record<string, string | string[]>> },
    request: Request,
  ) => Promise<{ contents: { uri: string; mimeType: string; text: string }[] }>;
  readonly prompt: (
    prompt: Prompt,
    args: Values,
    request: Request,
  ) => Promise<{
    description: string;
    messages: { role: 'user'; content: { type: 'text'; text: string } }[];
  }>;
  /** Values of a template variable or prompt argument that start with what was typed, then those that contain it. */
  readonly complete: (
    asked: { owner: ResourceFamily | Prompt; name: string; typed: string; chosen: Values },
    request: Request,
  ) => Promise<string[]>;
}

/** Variables arrive as they stand in the URI, percent-encoded. */
function decoded(variables: Readonly<Record<string, string | string[]>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(variables).map(([name, value]) => {
      try {
        return [name, decodeURIComponent(String(value))];
      } catch {
        return [name, ''];
      }
    }),
  );
}

/** All of them: the SDK cuts at the 100 that the protocol allows, and says how many there are. */
function matching(values: readonly string[], typed: string): string[] {
  const wanted = typed.toLowerCase();
  const found = values.filter((value) => value.toLowerCase().includes(wanted));
  const starts = (value: string): boolean => value.toLowerCase().startsWith(wanted);
  return [...found.filter(starts), ...found.filter((value) => !starts(value))];
}

async function listedBy(families: readonly ResourceFamily[], context: ToolContext) {
  const lists = families.map(async ({ title, list }) =>
    (await list(context)).map((one) => ({ title, ...one, mimeType: JSON_TYPE })),
  );
  return (await Promise.all(lists)).flat();
}

export function createRequests(desk: Desk): Requests {
  return {
    list: (cursor, request) =>
      desk.serve({ method: 'resources/list', target: 'all' }, request, async (context) => {
        const from = positionOf(cursor, LIST);
        const all = await listedBy(desk.surface.resources, context);
        const to = from + MAX_LISTED;
        const resources = cleanJson(all.slice(from, to)) as typeof all;
        return to < all.length ? { resources, nextCursor: cursorAt(to, LIST, '') } : { resources };
      }),
    read: (family, asked, request) =>
      desk.serve({ method: 'resources/read', target: family?.name ?? 'other' }, request, async (context) => {
        const value = (await family?.read(decoded(asked.variables), context)) ?? null;
        if (value === null) {
          const form = family === undefined ? '' : `; the form is ${family.uriTemplate}`;
          throw new RequestFailure(
            `No such resource. List the resources for the ones there are${form}.`,
            null,
          );
        }
        return {
          contents: [{ uri: asked.uri, mimeType: JSON_TYPE, text: JSON.stringify(cleanJson(value)) }],
        };
      }),
    prompt: (prompt, args, request) =>
      desk.serve({ method: 'prompts/get', target: prompt.name }, request, async () => {
        const given = Object.entries(args).map(([name, value]) => [
          name,
          clean(value).slice(0, MAX_ARGUMENT_CHARACTERS),
        ]);
        const text = prompt.text(Object.fromEntries(given));
        return {
          description: prompt.description,
          messages: [{ role: 'user', content: { type: 'text', text } }],
        };
      }),
    complete: ({ owner, name, typed, chosen }, request) =>
      desk.serve({ method: 'completion/complete', target: owner.name }, request, async (context) => {
        const values =
          'uriTemplate' in owner
            ? owner.values[name]
            : owner.arguments.find((argument) => argument.name === name)?.values;
        return matching((await values?.(context, chosen)) ?? [], typed).map(clean);
      }),
  };
}
