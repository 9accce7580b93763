/** A prompt a person can pick in their client, known to no SDK. */

import type { ToolContext } from './tool.ts';

export interface PromptArgument {
  readonly name: string;
  readonly description: string;
  readonly required: boolean;
  readonly values: (
    context: ToolContext,
    chosen: Readonly<Record<string, string>>,
  ) => Promise<readonly string[]>;
}

export interface Prompt {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly arguments: readonly PromptArgument[];
  /** The user message the client puts into the conversation. */
  readonly text: (args: Readonly<Record<string, string>>) => string;
}
