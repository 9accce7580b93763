import { createCallLog } from '../../src/mcp/call-log.ts';
import { createDesk, type Desk } from '../../src/mcp/desk.ts';
import { createMetrics } from '../../src/mcp/metrics.ts';
import { createSourceCache } from '../../src/mcp/source-cache.ts';
import { type Outside, SAMPLE } from './sample-surface.ts';

/** The desk as startServer makes it, for tests that need no door. */
export function deskFor(outside: Outside, toolTimeoutMs = 30_000): Desk {
  const { ports, readScrapes, surface = SAMPLE } = outside;
  const metrics = createMetrics();
  const nowMs = (): number => ports.now().getTime();
  return createDesk({
    surface,
    ports,
    metrics,
    toolTimeoutMs,
    log: createCallLog(outside.log, { now: ports.now, secrets: [] }),
    sources: createSourceCache({
      read: readScrapes,
      nowMs,
      steadyMs: nowMs,
      ttlMs: 15_000,
      staleOkMs: 0,
      metrics,
    }),
    limits: { running: 16, waiting: 128 },
  });
}
