/** Where every request of every door and protocol is answered, under the same deadlines, permits, log and error rules. */

import type { Ports, ScrapeSet } from '../ports.ts';
import { createAnswerCache } from './answer-cache.ts';
import { argumentsFor } from './arguments.ts';
import type { CallLog } from './call-log.ts';
import { type CallResult, errorResult, type Finished, finished, staleNote } from './call-result.ts';
import { clean } from './clean.ts';
import { fingerprintOf } from './cursor.ts';
import { withDeadline } from './deadline.ts';
import { type Failure, failureOf, sentenceOf } from './failure.ts';
import type { Metrics } from './metrics.ts';
import { createPermits } from './permits.ts';
import { type SendProgress, startProgress } from './progress.ts';
import { type Asked, startClock } from './settle.ts';
import { createSharedWork } from './shared-work.ts';
import type { CachedSources, SourceCache } from './source-cache.ts';
import { type Surface, unknownTool } from './surface.ts';
import type { Tool, ToolContext } from './tool.ts';

/** Who asks, through which door. */
export interface Request {
  readonly caller: string;
  readonly transport: string;
  readonly signal: AbortSignal;
  readonly progress?: SendProgress | undefined;
  readonly traceId?: string | undefined;
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
  /** Requests that are not answered yet. */
  readonly open: () => number;
  /** Never throws: what went wrong is a result too. */
  readonly callTool: (name: string, rawArguments: unknown, request: Request) => Promise<CallResult>;
  /** Runs any other read. Throws RequestFailure. */
  readonly serve: <T>(
    asked: Asked,
    request: Request,
    run: (context: ToolContext) => Promise<T>,
  ) => Promise<T>;
}

const LONGEST_LOGGED_NAME = 64;
const MS_PER_MINUTE = 60_000;

function askedOf(name: string, tool: Tool | undefined): Asked {
  if (tool !== undefined) return { method: 'tools/call', target: name };
  return { method: 'tools/call', target: clean(name).slice(0, LONGEST_LOGGED_NAME), label: 'other' };
}

export function createDesk(options: DeskOptions): Desk {
  const { sources, log, metrics, toolTimeoutMs } = options;
  const tools = new Map(options.surface.tools.map((tool) => [tool.name, tool]));
  const permits = createPermits(options.limits);
  const answers = createAnswerCache<Finished>();
  const shared = createSharedWork<Finished>();
  metrics.gauge('mcp_server_in_flight_tool_calls', permits.running);

  function contextFor(signal: AbortSignal, seen: (sources: CachedSources) => void): ToolContext {
    const scrapes = async (): Promise<ScrapeSet> => {
      const current = await sources.current(signal);
      seen(current);
      return current.set;
    };
    return { ports: { ...options.ports, scrapes }, signal };
  }

  /** One run of a tool, from permit to finished result. */
  async function worked(
    tool: Tool,
    { args, question }: { args: Record<string, unknown>; question: string },
    signal: AbortSignal,
  ): Promise<Finished> {
    const release = await permits.take(signal);
    try {
      let used: CachedSources | undefined;
      const context = contextFor(signal, (current) => {
        used = current;
      });
      const answer = await tool.invoke(args as never, context);
      const { cursor: _cursor, limit: _limit, ...about } = args;
      const text = `${staleNote(used)}${answer.text}`;
      const done = finished({ ...answer, text }, fingerprintOf([tool.name, about]));
      if (used?.staleBecause === null) answers.keep(question, used.version, done);
      return done;
    } finally {
      release();
    }
  }

  async function answered(tool: Tool, raw: unknown, request: Request): Promise<Finished> {
    const args = argumentsFor(tool, raw);
    // What runs when, and which limits are in force, depends on the clock: an answer is not kept beyond its minute.
    const minute = Math.floor(options.ports.now().getTime() / MS_PER_MINUTE);
    const question = `${minute} ${tool.name} ${JSON.stringify(args)}`;
    const known = answers.find(question, sources.freshVersion());
    if (known) return known;
    const stop = startProgress(request.progress, 'reading the sources and judging');
    try {
      return await withDeadline(request.signal, toolTimeoutMs, (signal) =>
        shared.once(question, signal, () => worked(tool, { args, question }, signal)),
      );
    } finally {
      stop();
    }
  }

  function failed(error: unknown): Failure {
    const failure = failureOf(error);
    if (failure.reference !== undefined) log.failure(failure.reference, error);
    return failure;
  }

  let open = 0;
  return {
    surface: options.surface,
    open: () => open,
    async callTool(name, raw, request) {
      open++;
      const tool = tools.get(name);
      const ended = startClock(askedOf(name, tool), request, { log, metrics });
      try {
        if (tool === undefined) throw unknownTool(name, [...tools.keys()]);
        const { result, bytes, isCut } = await answered(tool, raw, request);
        const labels = { gen_ai_tool_name: tool.name };
        metrics.add('mcp_server_result_bytes_total', labels, bytes);
        if (isCut) metrics.add('mcp_server_truncated_results_total', labels);
        ended({ outcome: 'ok', bytes });
        return result;
      } catch (error) {
        const failure = failed(error);
        ended({ outcome: failure.code, bytes: 0, reference: failure.reference });
        return errorResult(failure);
      } finally {
        open--;
      }
    },
    async serve(asked, request, run) {
      open++;
      const ended = startClock(asked, request, { log, metrics });
      try {
        const value = await withDeadline(request.signal, toolTimeoutMs, (signal) =>
          run(contextFor(signal, () => {})),
        );
        ended({ outcome: 'ok', bytes: 0 });
        return value;
      } catch (error) {
        const failure = error instanceof RequestFailure ? error.failure : failed(error);
        ended({ outcome: failure?.code ?? 'NOT_FOUND', bytes: 0, reference: failure?.reference });
        throw failure === null ? error : new RequestFailure(sentenceOf(failure), failure);
      } finally {
        open--;
      }
    },
  };
}
