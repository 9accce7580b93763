/** One thing the tool can do, defined once and served by every door. */

import type * as z from 'zod/mini';
import type { Verdict } from '../audit/verdict.ts';
import type { Ports } from '../ports.ts';
import type { View } from '../view.ts';

/** What the gate and the exit code look at. null where the operation judges nothing. */
export interface Outcome {
  readonly verdict: Verdict | null;
  /** Exit code of a gate that has already been applied: 0, 1 or 4. */
  readonly exitCode: 0 | 1 | 4;
}

export interface Operation<Input, Result> {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly input: z.ZodMiniType<Input>;
  readonly run: (input: Input, ports: Ports) => Promise<Result>;
  /** The human side of a result; pure. */
  readonly view: (result: Result) => View;
  readonly outcome: (result: Result) => Outcome;
}

/** An operation whose types are hidden, so that doors need no generics. */
export interface AnyOperation {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly input: z.ZodMiniType;
  readonly invoke: (rawInput: unknown, ports: Ports) => Promise<Invocation>;
}

export interface Invocation {
  /** Plain JSON: no NaN, no undefined, no Map. */
  readonly result: unknown;
  readonly view: View;
  readonly outcome: Outcome;
}
