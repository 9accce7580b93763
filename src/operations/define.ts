/** Hides the types of an operation, so that doors and registries need no generics. */

import type { View } from '../view.ts';
import { checked, type Fields } from './fields.ts';
import type { AnyOperation, Operation } from './operation.ts';

export function defineOperation<F extends Fields, Result>(operation: Operation<F, Result>): AnyOperation {
  const { name, title, description, fields } = operation;
  return {
    name,
    title,
    description,
    invoke: async (rawInput, ports) => {
      const result = await operation.run(checked(name, fields, rawInput), ports);
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
