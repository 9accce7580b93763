/**
 * Opaque page marks: a position, a fingerprint of the question, so that a cursor cannot answer another one, and one of
 * the list, so that the next page can tell that it is of another reading. Kept by the client: any replica goes on.
 */

import { createHash } from 'node:crypto';
import { AuditError } from '../errors.ts';

export function fingerprintOf(question: unknown): string {
  return createHash('sha256').update(JSON.stringify(question)).digest('base64url').slice(0, 11);
}

export function cursorAt(position: number, fingerprint: string, listFingerprint: string): string {
  return Buffer.from(`${position}.${fingerprint}.${listFingerprint}`).toString('base64url');
}

const partsOf = (cursor: string): string[] => Buffer.from(cursor, 'base64url').toString().split('.');

/** Fingerprint of the list whose page this cursor ended. */
export const listOf = (cursor: string): string | undefined => partsOf(cursor)[2];

/** Position of the next item. Throws USAGE for a cursor that is not of this question. */
export function positionOf(cursor: string | undefined, fingerprint: string): number {
  if (cursor === undefined) return 0;
  const [position, of] = partsOf(cursor);
  if (of === fingerprint && /^\d{1,9}$/.test(position ?? '')) return Number(position);
  throw new AuditError('USAGE', 'This cursor does not belong to this question', {
    hint: 'Repeat the call with the same arguments and the nextCursor of its last answer, or without a cursor',
  });
}
