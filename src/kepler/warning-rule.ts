/** The form of every warning about a node: one function a code, null where it does not apply. */

import type { Diagnostic } from '../diagnostics.ts';
import type { Visit } from './counter.ts';
import type { Case } from './doubts.ts';
import type { NodePower, PodPower } from './measurement.ts';

interface Subject extends Case {
  readonly node: NodePower;
  readonly pods: readonly PodPower[];
  readonly visits: readonly Visit[];
}

export type Rule = (subject: Subject) => Diagnostic | null;
