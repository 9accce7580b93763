/** A family of resources under one URI template, known to no SDK. */

import type { ToolContext } from './tool.ts';

export interface ListedResource {
  readonly uri: string;
  readonly name: string;
  readonly description: string;
}

export interface ResourceFamily {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** RFC 6570 level 1; each variable is checked against what exists, never used as a path. */
  readonly uriTemplate: string;
  readonly list: (context: ToolContext) => Promise<readonly ListedResource[]>;
  /** Known values of a variable, given the ones chosen before it; the adapter keeps those that match. */
  readonly values: Readonly<
    Record<
      string,
      (context: ToolContext, chosen: Readonly<Record<string, string>>) => Promise<readonly string[]>
    >
  >;
  /** Plain JSON, or null for an id that does not exist. */
  readonly read: (variables: Readonly<Record<string, string>>, context: ToolContext) => Promise<unknown>;
}
