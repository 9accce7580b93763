/** A tool as data, known to no SDK: both protocol adapters and the reference page read this table. */

import type * as z from 'zod';
import type { Ports } from '../ports.ts';

/** What the server lends a tool for one call. */
export interface ToolContext {
  readonly ports: Ports;
  readonly signal: AbortSignal;
}

/** The one list of an answer that may be cut, whole items from the end, to fit `limit` and the byte budget. */
export interface CuttableList {
  /** Top-level key of `structured`. */
  readonly key: string;
  /** Most items to return; absent: as many as fit the budget. */
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}

export interface ToolAnswer {
  /** The result of the operation, the same JSON the command line prints. */
  readonly structured: Readonly<Record<string, unknown>>;
  /** A few sentences of ours. No text from the cluster: a hostile pod name stays in the data. */
  readonly text: string;
  readonly list?: CuttableList;
}

export interface Tool {
  readonly name: string;
  readonly title: string;
  /** What it answers and when to use it; hosts show it to the model. */
  readonly description: string;
  readonly input: z.ZodObject;
  readonly output: z.ZodObject;
  readonly invoke: (args: never, context: ToolContext) => Promise<ToolAnswer>;
}

/** True of every tool here: nothing in this program writes to a cluster or reaches beyond its configured sources. */
export const ANNOTATIONS = {
  readOnlyHint: true,
  destructiveHint: false,
  idempotentHint: true,
  openWorldHint: false,
} as const;

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/**
 * Ties a tool's argument type to its schema, then hides it so that tables need no generics. Schemas are made when they
 * are first asked for: making all of them would delay every start.
 */
export function defineTool<Input extends z.ZodObject>(tool: {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly input: () => Input;
  readonly output: () => z.ZodObject;
  readonly invoke: (args: z.output<Input>, context: ToolContext) => Promise<ToolAnswer>;
}): Tool {
  const { name, title, description, invoke } = tool;
  const input = once(tool.input);
  const output = once(tool.output);
  return {
    name,
    title,
    description,
    get input() {
      return input();
    },
    get output() {
      return output();
    },
    invoke: invoke as Tool['invoke'],
  };
}
