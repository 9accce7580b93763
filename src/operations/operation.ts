/** One thing the tool can do, defined once and served by every door. */

import type { Verdict } from '../audit/verdict.ts';
import type { Ports } from '../ports.ts';
import type { View } from '../view.ts';
import type { Fields, InputOf } from './fields.ts';

/** What the gate and the exit code look at. null where the operation judges nothing. */
export interface Outcome {
  readonly verdict: Verdict | null;
  /** Exit code of a gate that has already been applied: 0, 1 or 4. */
  readonly exitCode: 0 | 1 | 4;
}

export interface Operation<F extends Fields, Result> {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly fields: F;
  readonly run: (input: InputOf<F>, ports: Ports) => Promise<Result>;
  /** The human side of a result; pure. */
  readonly view: (result: Result) => View;
  readonly outcome: (result: Result) => Outcome;
}

/** An operation whose types are hidden, so that doors need no generics. */
export interface AnyOperation {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly invoke: (rawInput: unknown, ports: Ports) => Promise<Invocation>;
}

export interface Invocation {
  /** Plain JSON: no NaN, no undefined, no Map. */
  readonly result: unknown;
  readonly view: View;
  readonly outcome: Outcome;
}
