/** What the tools say of an endpoint that a running server reads again and again. */

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { keplerPage, keplerPod } from '../support/kepler-page.ts';
import { httpServer, inTurn } from '../support/servers.ts';
import { called, engineClient, engineOutside, NODE_A, readingBy } from './engine.ts';

const PAGE = readFileSync(NODE_A);

interface Answer {
  readonly verdict: string;
  readonly gaps: readonly string[];
  readonly warnings: readonly { readonly code: string }[];
}

/** Asks for a workload after each of `pages` was put behind one address one after the other by the clock of the server. */
async function askedOf(
  pages: readonly (Buffer | string)[],
  { workload = 'heavy-app', stepMs = 20_000 } = {},
) {
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
    clock.ms += stepMs;
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

const nodePage = (node: string): string => `${keplerPage(node)}${keplerPod(`of-${node}`, node)}`;
const OPEN =
  /^http:.* answers for node n1 now and answered for n2 shortly before, of which nothing is known now$/;

test('an address behind which nodes take turns leaves the answer open, whoever answers', async () => {
  const pages = ['n1', 'n2', 'n1', 'n2'].map(nodePage);
  const [first, second, third, fourth] = await askedOf(pages, { workload: 'of-n1' });
  expect(first).toMatchObject({ verdict: 'COMPLIANT', gaps: [] });
  expect(third).toMatchObject({ verdict: 'INCONCLUSIVE', gaps: [expect.stringMatching(OPEN)] });
  expect(third?.codes).toContain('ENDPOINT_NODES_DIFFER');
  for (const answer of [second, fourth]) {
    expect(answer?.verdict).toBe('INCONCLUSIVE');
    expect(answer?.gaps).toHaveLength(2); // the workload is not on that node, and the other one is not known
  }
});

test('a node that was replaced leaves the answer open for a quarter of an hour and no longer', async () => {
  const pages = ['n2', 'n1', 'n1', 'n1'].map(nodePage);
  const answers = await askedOf(pages, { workload: 'of-n1', stepMs: 7 * 60_000 });
  expect(answers.map(({ gaps }) => gaps.length)).toEqual([1, 1, 1, 0]);
});
