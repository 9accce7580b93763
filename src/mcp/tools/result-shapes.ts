/** What clients may rely on in results. Loose: the reports hold more, and may grow without breaking a cached schema. */

import * as z from 'zod';
import { VERDICTS } from '../../audit/verdict.ts';

export const verdict = () => z.enum(VERDICTS);
export const count = () => z.number();
export const maybeNumber = () => z.number().nullable();
/** Sentences about what the evidence left open. */
export const gaps = () => z.array(z.string());

export const workload = () =>
  z.looseObject({
    workload: z.looseObject({ namespace: z.string(), name: z.string() }),
    powerWatts: maybeNumber(),
  });

/** Only when the answer was cut. */
export const cut = () => ({
  omitted: z.number().optional(),
  nextCursor: z.string().optional(),
});
