/** Hides the types of an operation, so that doors and registries need no generics. */

import * as z from 'zod/mini';
import en from 'zod/v4/locales/en.js';
import { AuditError } from '../errors.ts';
import type { AnyOperation, Operation } from './operation.ts';

// The small edition has no messages of its own.
z.config(en());

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

function refusal(name: string, issues: readonly Issue[]): AuditError {
  const [first] = issues;
  const where = first === undefined || first.path.length === 0 ? name : `${name}: ${first.path.join('.')}`;
  return new AuditError('USAGE', `${where}: ${first?.message ?? 'not understood'}`);
}

export function defineOperation<Input, Result>(operation: Operation<Input, Result>): AnyOperation {
  const { name, title, description, input } = operation;
  return {
    name,
    title,
    description,
    input,
    invoke: async (rawInput, ports) => {
      const parsed = input.safeParse(rawInput);
      if (!parsed.success) throw refusal(name, parsed.error.issues);
      const result = await operation.run(parsed.data, ports);
      return { result, view: operation.view(result), outcome: operation.outcome(result) };
    },
  };
}
