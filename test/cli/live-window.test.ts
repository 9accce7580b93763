/** In a file of its own, because it waits ten seconds while the others work. */

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { carbonAudit, NODE_A, NODE_A_T30 } from '../support/cli.ts';
import { httpServer, inTurn } from '../support/servers.ts';

test('assess of a live endpoint with an interval scrapes twice and uses the energy between', async () => {
  const server = await httpServer(inTurn([readFileSync(NODE_A), readFileSync(NODE_A_T30)]));
  const ran = await carbonAudit(
    `assess heavy-app -n demo --kepler ${server.url}/metrics --interval 10s -o json`,
  );
  const report = JSON.parse(ran.stdout);
  expect(server.requests).toHaveLength(2);
  expect(report.window.seconds).toBeGreaterThanOrEqual(10);
  expect(report.workloads[0]).toMatchObject({ powerMethod: 'counter' });
  // Whatever the seconds were, the energy is that between the two pages.
  const joules = report.workloads[0].powerWatts * report.window.seconds;
  expect(report.workloads[0].energyKwh).toBeCloseTo(joules / 3_600_000, 9);
}, 40_000);
