/** Arguments that several tools share, as the tool contract names them, and their meaning for the operations. */

import * as z from 'zod';

const NO_NAMESPACE = 'is no namespace: those are lower-case letters, digits and dashes, or * for all';
const NAMESPACE = /^(\*|[a-z0-9]([-a-z0-9]*[a-z0-9])?)$/;

const listOf = (codes: string): string[] =>
  codes
    .split(',')
    .map((code) => code.trim())
    .filter((code) => code !== '');

export const workloadName = () => z.string().min(1).max(320).describe('Pod or owner, e.g. "checkout-api"');

export const namespace = () =>
  z
    .string()
    .regex(NAMESPACE, NO_NAMESPACE)
    .max(63)
    .default('default')
    .describe('Kubernetes namespace; * for all');

export const anyNamespace = () =>
  z
    .string()
    .regex(NAMESPACE, NO_NAMESPACE)
    .max(63)
    .optional()
    .describe('Kubernetes namespace; all if left out');

/** Of the tool contract, which names one where the command line takes two. */
export const DEFAULT_STANDARD = 'KR_CARBON_2050';

/** As many, and as long, as the operations take. */
const MOST_CODES = 50;
const LONGEST_CODE = 64;

export const standard = () =>
  z
    .string()
    .min(1)
    .max(400)
    .refine((text) => listOf(text).length > 0, 'names no standard')
    .refine((text) => listOf(text).length <= MOST_CODES, `names more than ${MOST_CODES} standards`)
    .refine(
      (text) => listOf(text).every((code) => code.length <= LONGEST_CODE),
      `has a code of more than ${LONGEST_CODE} characters`,
    )
    .default(DEFAULT_STANDARD)
    .describe('Codes of standards, e.g. "KR_CARBON_2050,KR_PUE_GREEN_DC"');

/** The default is the operation's, which then says in its result that it was one. */
export const region = () =>
  z
    .string()
    .min(1)
    .max(64)
    .optional()
    .meta({ default: 'ap-northeast-2' })
    .describe('Cloud region of the cluster');

export const pue = () => z.number().min(1).max(10).optional().describe('PUE of the site, if stated');

export const limit = (most: string, fallback: number) =>
  z.int().min(1).max(500).default(fallback).describe(`Most ${most} to return`);

export const cursor = () => z.string().max(100).optional().describe('nextCursor of the previous answer');

interface Given {
  readonly workload_name?: string | undefined;
  readonly namespace?: string | undefined;
  readonly standard?: string | undefined;
  readonly region?: string | undefined;
  readonly pue?: number | undefined;
}

/** The input of an operation; what was left out stays out, so that the operation's own defaults hold. */
export function auditInput(given: Given): Record<string, unknown> {
  const isAll = given.namespace === undefined || given.namespace === '*';
  return {
    namespaces: isAll ? null : [given.namespace],
    ...(given.workload_name === undefined ? {} : { workload: given.workload_name }),
    ...(given.standard === undefined ? {} : { standards: listOf(given.standard) }),
    ...(given.region === undefined ? {} : { region: given.region }),
    ...(given.pue === undefined ? {} : { pue: given.pue }),
  };
}
