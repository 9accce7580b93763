/** The part of an input that every operation about workloads shares. Source selection is not here: sources are configured, never asked for. */

import * as z from 'zod';
import { GRADES } from '../evidence.ts';

/** DNS-1123 label. */
const Namespace = z
  .string()
  .regex(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/, 'a namespace is lower-case letters, digits and dashes')
  .max(63);

export const Region = z.string().min(1).max(64);

export const selectionFields = {
  /** Pod or owner, optionally KIND/NAME; null: all. */
  workload: z.string().min(1).max(320).nullable().default(null),
  /** null: all namespaces. */
  namespaces: z.array(Namespace).min(1).max(100).nullable().default(['default']),
};

export const siteFields = {
  /** Absent: ap-northeast-2, shown as a default. */
  region: Region.optional(),
  pue: z.number().min(1).max(10).optional(),
  /** gCO2eq/kWh, or the path of a CSV/JSON series. */
  intensity: z.union([z.number().min(0).max(5000), z.strictObject({ file: z.string().min(1) })]).optional(),
};

export const ruleFields = {
  standards: z.array(z.string().min(1).max(64)).min(1).max(50).default(['KR_CARBON_2050', 'KR_PUE_GREEN_DC']),
  maxPowerWatts: z.number().positive().optional(),
  maxEmissionsKgco2eqPerMonth: z.number().positive().optional(),
  maxIntensityGco2eqPerKwh: z.number().positive().optional(),
  groupBy: z.enum(['pod', 'workload']).default('pod'),
  idle: z.enum(['none', 'share']).default('none'),
  failOn: z.enum(['error', 'warning', 'none']).default('error'),
  onInconclusive: z.enum(['fail', 'warn']).default('fail'),
  minEvidence: z.enum(GRADES).default('estimated'),
  minCoverageRatio: z.number().min(0).max(1).default(1),
};

export const AuditInput = z.strictObject({ ...selectionFields, ...siteFields, ...ruleFields });
export type AuditInput = z.output<typeof AuditInput>;
