/** The part of an input that every operation about workloads shares. Source selection is not here: sources are configured, never asked for. */

import * as z from 'zod/mini';
import { GRADES } from '../evidence.ts';
import { HIGHEST_GRAMS_PER_KWH, HIGHEST_PUE } from '../quantity.ts';
import { USUAL_STANDARDS } from '../standards/lookup.ts';
import { type InputOf, nullable, optional, orNull, usually } from './fields.ts';

export const text = (maxLength: number) => z.string().check(z.minLength(1), z.maxLength(maxLength));

export const list = <Item extends z.ZodMiniType>(item: Item, maxLength: number) =>
  z.array(item).check(z.minLength(1), z.maxLength(maxLength));

export const positive = () => z.number().check(z.positive());

const oneOf = <const Words extends readonly [string, ...string[]]>(words: Words, usual: Words[number]) =>
  usually<Words[number]>(usual, () => z.enum(words));

/** DNS-1123 label. */
const namespace = () =>
  z
    .string()
    .check(
      z.regex(
        /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/,
        'is no namespace: those are lower-case letters, digits and dashes',
      ),
      z.maxLength(63),
    );

export const region = () => text(64);

export const namespaces = (): z.ZodMiniType<readonly string[]> => list(namespace(), 100);

const intensity = () =>
  z.union([
    z.number().check(z.gte(0), z.lte(HIGHEST_GRAMS_PER_KWH)),
    z.strictObject({ file: z.string().check(z.minLength(1)) }),
  ]);

export const AUDIT_FIELDS = {
  /** Pod or owner, optionally KIND/NAME; null: all. */
  workload: orNull(() => text(320)),
  /** null: all namespaces. */
  namespaces: nullable(['default'], namespaces),
  /** Absent: ap-northeast-2, shown as a default. */
  region: optional(region),
  pue: optional(() => z.number().check(z.gte(1), z.lte(HIGHEST_PUE))),
  /** gCO2eq/kWh, or the path of a CSV/JSON series. */
  intensity: optional(intensity),
  standards: usually([...USUAL_STANDARDS], () => list(text(64), 50)),
  maxPowerWatts: optional(positive),
  maxEmissionsKgco2eqPerMonth: optional(positive),
  maxIntensityGco2eqPerKwh: optional(positive),
  groupBy: oneOf(['pod', 'workload'], 'pod'),
  idle: oneOf(['none', 'share'], 'none'),
  failOn: oneOf(['error', 'warning', 'none'], 'error'),
  onInconclusive: oneOf(['fail', 'warn'], 'fail'),
  minEvidence: oneOf(GRADES, 'estimated'),
  minCoverageRatio: usually(1, () => z.number().check(z.gte(0), z.lte(1))),
};
export type AuditInput = InputOf<typeof AUDIT_FIELDS>;
