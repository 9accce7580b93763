/** Opaque page marks: a position and a fingerprint of the question, so that a cursor cannot answer another one. */

import { createHash } from 'node:crypto';
import { AuditError } from '../errors.ts';

export function fingerprintOf(question: unknown): string {
  return createHash('sha256').update(JSON.stringify(question)).digest('base64url').slice(0, 11);
}

export function cursorAt(position: number, fingerprint: string): string {
  return Buffer.from(`${position}.${fingerprint}`).toString('base64url');
}

/** Position of the next item. Throws USAGE for a cursor that is not of this question. */
export function positionOf(cursor: string | undefined, fingerprint: string): number {
  if (cursor === undefined) return 0;
  const [position, of] = Buffer.from(cursor, 'base64url').toString().split('.');
  if (of === fingerprint && /^\d{1,9}$/.test(position ?? '')) return Number(position);
  throw new AuditError('USAGE', 'This cursor does not belong to this question', {
    hint: 'Repeat the call with the same arguments and the nextCursor of its last answer, or without a cursor',
  });
}
