/** Writes each finished request into log and metrics. */

import { performance } from 'node:perf_hooks';
import { MS_PER_SECOND } from '../units.ts';
import type { CallLog } from './call-log.ts';
import type { Request } from './desk.ts';
import type { Metrics } from './metrics.ts';

export interface Asked {
  readonly method: string;
  readonly target: string;
  /** In place of the target where metrics must not name it: what callers make up would be a series each. */
  readonly label?: string;
}

interface Outcome {
  /** `ok`, or the code of the failure. */
  readonly outcome: string;
  readonly bytes: number;
  readonly reference?: string | undefined;
}

const TOOL_CALL = 'tools/call';

function labelsOf(
  { method, target, label = target }: Asked,
  outcome: string,
  transport: string,
): Record<string, string> {
  const isCall = method === TOOL_CALL;
  return {
    mcp_method_name: method,
    ...(isCall ? { gen_ai_tool_name: label } : {}),
    ...(outcome === 'ok' ? {} : { error_type: isCall ? 'tool_error' : outcome }),
    network_transport: transport,
  };
}

/** Starts the clock of a request; the function it gives is called once, when the request has ended. */
export function startClock(
  asked: Asked,
  { caller, transport, traceId }: Request,
  { log, metrics }: { log: CallLog; metrics: Metrics },
): (outcome: Outcome) => void {
  const startedAt = performance.now();
  return ({ outcome, bytes, reference }) => {
    const durationMs = performance.now() - startedAt;
    metrics.operation(labelsOf(asked, outcome, transport), durationMs / MS_PER_SECOND);
    const rounded = Math.round(durationMs * 10) / 10;
    const { method, target } = asked;
    log.call({ method, target, caller, transport, durationMs: rounded, outcome, bytes, reference, traceId });
  };
}
