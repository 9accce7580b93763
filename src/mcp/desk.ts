/** Where every request of every door and protocol is answered: deadlines, permits, cleaning, budget, log and metrics. */

import { performance } from 'node:perf_hooks';
import type { Ports, ScrapeSet } from '../ports.ts';
import { MS_PER_SECOND } from '../units.ts';
import { createAnswerCache } from './answer-cache.ts';
import { argumentsFor } from './arguments.ts';
import { withinBudget } from './budget.ts';
import type { CallLog } from './call-log.ts';
import { cleanJson } from './clean.ts';
import { fingerprintOf } from './cursor.ts';
import { type Failure, failureOf, Refusal, sentenceOf } from './failure.ts';
import type { Metrics } from './metrics.ts';
import { createPermits } from './permits.ts';
import { type SendProgress, startProgress } from './progress.ts';
import type { CachedSources, SourceCache } from './source-cache.ts';
import type { Surface } from './surface.ts';
import type { Tool, ToolAnswer, ToolContext } from './tool.ts';

/** Above this an answer is refused: hosts spill or drop it. */
const HARD_CAP_BYTES = 48 * 1024;

/** Who asks, through which door. */
export interface Request {
  readonly caller: string;
  readonly transport: string;
  readonly signal: AbortSignal;
  readonly progress?: SendProgress | undefined;
  readonly traceId?: string | undefined;
}

/** The shape of a tools/call result in every revision of the protocol. */
export interface CallResult {
  content: { type: 'text'; text: string }[];
  structuredContent?: Record<string, unknown>;
  isError?: boolean;
  _meta?: Record<string, unknown>;
}

/** Thrown for resources, prompts and completions; the text is made for outside. */
export class RequestFailure extends Error {
  override readonly name = 'RequestFailure';
  readonly failure: Failure | null;

  /** `failure` null: what was asked for does not exist. */
  constructor(message: string, failure: Failure | null) {
    super(message);
    this.failure = failure;
  }
}

export interface DeskOptions {
  readonly surface: Surface;
  readonly ports: Omit<Ports, 'scrapes'>;
  readonly sources: SourceCache;
  readonly log: CallLog;
  readonly metrics: Metrics;
  readonly toolTimeoutMs: number;
  readonly limits: { readonly running: number; readonly waiting: number };
}

export interface Desk {
  readonly surface: Surface;
  readonly callTool: (tool: Tool, rawArguments: unknown, request: Request) => Promise<CallResult>;
  /** Runs any other read under the same deadline, log and error rules. */
  readonly serve: <T>(
    what: { method: string; target: string },
    request: Request,
    run: (context: ToolContext) => Promise<T>,
  ) => Promise<T>;
}

function resultOf(answer: ToolAnswer, fingerprint: string): CallResult & { bytes: number; cut: boolean } {
  const cut = withinBudget(cleanJson(answer.structured) as Record<string, unknown>, answer.list, fingerprint);
  const bytes = Buffer.byteLength(cut.json);
  if (bytes > HARD_CAP_BYTES) {
    const hint = 'Ask for one namespace or one workload, or a smaller limit';
    throw new Refusal('ANSWER_TOO_LARGE', `The answer would be ${Math.ceil(bytes / 1024)} KiB`, hint);
  }
  const more =
    cut.omitted === 0 ? '' : ` ${cut.omitted} more left out; call again with nextCursor as cursor for them.`;
  const content = [
    { type: 'text' as const, text: `${answer.text}${more}` },
    { type: 'text' as const, text: cut.json },
  ];
  return { content, structuredContent: { ...cut.structured }, bytes, cut: cut.omitted > 0 };
}

/** The code stands beside the text, in `_meta`: structured content must match the tool's schema even in errors. */
function errorResult(failure: Failure): CallResult {
  const { code, hint, reference } = failure;
  const details = {
    code,
    ...(hint === undefined ? {} : { hint }),
    ...(reference === undefined ? {} : { reference }),
  };
  return {
    isError: true,
    content: [{ type: 'text', text: sentenceOf(failure) }],
    _meta: { 'carbon-audit/error': details },
  };
}

const rejectOnAbort = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    else signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });

export function createDesk(options: DeskOptions): Desk {
  const { sources, log, metrics } = options;
  const permits = createPermits(options.limits);
  const answers = createAnswerCache<ReturnType<typeof resultOf>>();
  metrics.gauge('mcp_server_in_flight_tool_calls', permits.running);

  /** Own deadline for each request: a cancellation may never arrive over stateless HTTP. */
  async function withDeadline<T>(request: Request, run: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const deadline = AbortSignal.timeout(options.toolTimeoutMs);
    const signal = AbortSignal.any([request.signal, deadline]);
    try {
      return await Promise.race([run(signal), rejectOnAbort(signal)]);
    } catch (error) {
      if (request.signal.aborted)
        throw new Refusal('CANCELLED', 'The call was cancelled', 'Call again if it is still wanted');
      if (!deadline.aborted) throw error;
      const seconds = options.toolTimeoutMs / MS_PER_SECOND;
      throw new Refusal(
        'TIMEOUT',
        `No answer within ${seconds} s`,
        'The source may be slow: call again, or ask for one namespace',
      );
    }
  }

  function contextFor(
    signal: AbortSignal,
    request: Request,
    seen: (sources: CachedSources) => void,
  ): ToolContext {
    const scrapes = async (): Promise<ScrapeSet> => {
      const stop = startProgress(request.progress, 'reading the Kepler sources');
      try {
        const current = await sources.current(signal);
        seen(current);
        return current.set;
      } finally {
        stop();
      }
    };
    return { ports: { ...options.ports, scrapes }, signal };
  }

  function settle(what: { method: string; target: string }, request: Request, startedAt: number) {
    return (outcome: string, bytes: number, reference?: string): void => {
      const durationMs = performance.now() - startedAt;
      const labels = {
        mcp_method_name: what.method,
        ...(what.method === 'tools/call' ? { gen_ai_tool_name: what.target } : {}),
        ...(outcome === 'ok' ? {} : { error_type: what.method === 'tools/call' ? 'tool_error' : outcome }),
        network_transport: request.transport,
      };
      metrics.operation(labels, durationMs / MS_PER_SECOND);
      log.call({
        ...what,
        caller: request.caller,
        transport: request.transport,
        durationMs: Math.round(durationMs * 10) / 10,
        outcome,
        bytes,
        reference,
        traceId: request.traceId,
      });
    };
  }

  function failed(error: unknown): Failure {
    const failure = failureOf(error);
    if (failure.reference !== undefined) log.failure(failure.reference, error);
    return failure;
  }

  async function answered(tool: Tool, raw: unknown, request: Request): Promise<ReturnType<typeof resultOf>> {
    const args = argumentsFor(tool, raw);
    const question = `${tool.name} ${JSON.stringify(args)}`;
    const known = answers.find(question, sources.freshVersion());
    if (known) return known;
    return withDeadline(request, async (signal) => {
      const release = await permits.take(signal);
      try {
        let used: CachedSources | undefined;
        const context = contextFor(signal, request, (current) => {
          used = current;
        });
        const answer = await tool.invoke(args as never, context);
        const { cursor: _c, limit: _l, ...asked } = args;
        const note =
          used?.staleBecause == null
            ? ''
            : `Old data, read ${Math.round(used.ageMs / MS_PER_SECOND)} s ago: the sources cannot be read now. `;
        const result = resultOf({ ...answer, text: note + answer.text }, fingerprintOf([tool.name, asked]));
        if (used && used.staleBecause === null) answers.keep(question, used.version, result);
        return result;
      } finally {
        release();
      }
    });
  }

  return {
    surface: options.surface,
    async callTool(tool, raw, request) {
      const done = settle({ method: 'tools/call', target: tool.name }, request, performance.now());
      try {
        const { bytes, cut, ...result } = await answered(tool, raw, request);
        metrics.add('mcp_server_result_bytes_total', { gen_ai_tool_name: tool.name }, bytes);
        if (cut) metrics.add('mcp_server_truncated_results_total', { gen_ai_tool_name: tool.name });
        done('ok', bytes);
        return result;
      } catch (error) {
        const failure = failed(error);
        done(failure.code, 0, failure.reference);
        return errorResult(failure);
      }
    },
    async serve(what, request, run) {
      const done = settle(what, request, performance.now());
      try {
        const value = await withDeadline(request, (signal) => run(contextFor(signal, request, () => {})));
        done('ok', 0);
        return value;
      } catch (error) {
        if (error instanceof RequestFailure) {
          done('NOT_FOUND', 0);
          throw error;
        }
        const failure = failed(error);
        done(failure.code, 0, failure.reference);
        throw new RequestFailure(sentenceOf(failure), failure);
      }
    },
  };
}
