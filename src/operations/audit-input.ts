/** The part of an input that every operation about workloads shares. Source selection is not here: sources are configured, never asked for. */

// The small edition of zod: every start of the command line pays for what stands here (bench/startup.mjs).
import * as z from 'zod/mini';
import { GRADES } from '../evidence.ts';
import { HIGHEST_GRAMS_PER_KWH, HIGHEST_PUE } from '../quantity.ts';

export const text = (maxLength: number) => z.string().check(z.minLength(1), z.maxLength(maxLength));

export const list = <Item extends z.ZodMiniType>(item: Item, maxLength: number) =>
  z.array(item).check(z.minLength(1), z.maxLength(maxLength));

/** null unless given. */
export const orNull = <Value extends z.ZodMiniType>(value: Value) => z._default(z.nullable(value), null);

const oneOf = <const Words extends readonly [string, ...string[]]>(words: Words, usual: Words[number]) =>
  z._default(z.enum(words), usual as never);

const positive = z.optional(z.number().check(z.positive()));

/** DNS-1123 label. */
const Namespace = z
  .string()
  .check(
    z.regex(
      /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/,
      'is no namespace: those are lower-case letters, digits and dashes',
    ),
    z.maxLength(63),
  );

export const Region = text(64);

export const Namespaces = list(Namespace, 100);

const selectionFields = {
  /** Pod or owner, optionally KIND/NAME; null: all. */
  workload: orNull(text(320)),
  /** null: all namespaces. */
  namespaces: z._default(z.nullable(Namespaces), ['default']),
};

const siteFields = {
  /** Absent: ap-northeast-2, shown as a default. */
  region: z.optional(Region),
  pue: z.optional(z.number().check(z.gte(1), z.lte(HIGHEST_PUE))),
  /** gCO2eq/kWh, or the path of a CSV/JSON series. */
  intensity: z.optional(
    z.union([
      z.number().check(z.gte(0), z.lte(HIGHEST_GRAMS_PER_KWH)),
      z.strictObject({ file: z.string().check(z.minLength(1)) }),
    ]),
  ),
};

const ruleFields = {
  standards: z._default(list(text(64), 50), ['KR_CARBON_2050', 'KR_PUE_GREEN_DC']),
  maxPowerWatts: positive,
  maxEmissionsKgco2eqPerMonth: positive,
  maxIntensityGco2eqPerKwh: positive,
  groupBy: oneOf(['pod', 'workload'], 'pod'),
  idle: oneOf(['none', 'share'], 'none'),
  failOn: oneOf(['error', 'warning', 'none'], 'error'),
  onInconclusive: oneOf(['fail', 'warn'], 'fail'),
  minEvidence: oneOf(GRADES, 'estimated'),
  minCoverageRatio: z._default(z.number().check(z.gte(0), z.lte(1)), 1),
};

export const AuditInput = z.strictObject({ ...selectionFields, ...siteFields, ...ruleFields });
export type AuditInput = z.output<typeof AuditInput>;
