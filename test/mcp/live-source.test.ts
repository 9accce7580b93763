/** What the tools say of an endpoint that a running server reads again and again. */

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { httpServer, inTurn } from '../support/servers.ts';
import { called, engineClient, engineOutside, NODE_A, readingBy } from './engine.ts';

const PAGE = readFileSync(NODE_A);

interface Answer {
  readonly verdict: string;
  readonly gaps: readonly string[];
  readonly warnings: readonly { readonly code: string }[];
}

/** Asks for a workload after each of `pages` was put behind one address, 20 s apart by the clock of the server. */
async function askedOf(pages: readonly Buffer[], workload = 'heavy-app') {
  const server = await httpServer(inTurn(pages));
  const clock = { ms: Date.parse('2026-04-20T03:00:00Z') };
  const outside = engineOutside(readingBy(() => clock.ms, `${server.url}/metrics`));
  const ports = { ...outside.ports, now: () => new Date(clock.ms) };
  const client = await engineClient({ ...outside, ports });
  const answers = [];
  for (const _ of pages) {
    const { structured } = await called(client, 'assess_workload_compliance', {
      workload_name: workload,
      namespace: 'demo',
    });
    const { verdict, gaps, warnings } = structured as unknown as Answer;
    answers.push({ verdict, gaps, codes: warnings.map(({ code }) => code) });
    clock.ms += 20_000;
  }
  return answers;
}

test('an endpoint that never answers anything new is not compliant for ever', async () => {
  const [first, second, third] = await askedOf([PAGE, PAGE, PAGE]);
  expect(first?.codes).not.toContain('FROZEN_COUNTERS');
  for (const answer of [second, third]) {
    expect(answer).toMatchObject({
      verdict: 'INCONCLUSIVE',
      codes: expect.arrayContaining(['FROZEN_COUNTERS']),
    });
  }
});
