/** Hides the types of an operation, so that doors and registries need no generics. */

import { AuditError } from '../errors.ts';
import type { View } from '../view.ts';
import { issueSentence } from './issue-sentence.ts';
import type { AnyOperation, Operation } from './operation.ts';

// One input is checked in a run: compiling a checker for it would take longer than the check.
const CHECK = { error: issueSentence, jitless: true };

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

function refusal(name: string, issues: readonly Issue[]): AuditError {
  const [first] = issues;
  const where = first === undefined || first.path.length === 0 ? 'the input' : first.path.join('.');
  return new AuditError('USAGE', `${name}: ${where} ${first?.message ?? 'is not understood'}`);
}

export function defineOperation<Input, Result>(operation: Operation<Input, Result>): AnyOperation {
  const { name, title, description, input } = operation;
  return {
    name,
    title,
    description,
    input,
    invoke: async (rawInput, ports) => {
      const parsed = input.safeParse(rawInput, CHECK);
      if (!parsed.success) throw refusal(name, parsed.error.issues);
      const result = await operation.run(parsed.data, ports);
      let view: View | null = null;
      return {
        result,
        // Made for the formats that show it: of a large cluster it is as large as the result.
        get view() {
          view ??= operation.view(result);
          return view;
        },
        outcome: operation.outcome(result),
      };
    },
  };
}
