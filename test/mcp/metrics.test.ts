import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { createMetrics } from '../../src/mcp/metrics.ts';

interface Family {
  readonly name: string;
  readonly type: string;
  readonly metrics: readonly { readonly value: string }[];
}
/** It comes without types. */
const parse: (text: string) => readonly Family[] = createRequire(import.meta.url)(
  'parse-prometheus-text-format',
);

test('a histogram counts each duration in every bucket it fits', () => {
  const metrics = createMetrics();
  metrics.operation({ mcp_method_name: 'tools/call' }, 0.003);
  metrics.operation({ mcp_method_name: 'tools/call' }, 0.7);
  const text = metrics.text();
  const name = 'mcp_server_operation_duration_seconds';
  expect(text).toContain(`${name}_bucket{mcp_method_name="tools/call",le="0.001"} 0`);
  expect(text).toContain(`${name}_bucket{mcp_method_name="tools/call",le="0.005"} 1`);
  expect(text).toContain(`${name}_bucket{mcp_method_name="tools/call",le="1"} 2`);
  expect(text).toContain(`${name}_bucket{mcp_method_name="tools/call",le="+Inf"} 2`);
  expect(text).toContain(`${name}_sum{mcp_method_name="tools/call"} 0.703`);
});

test('what it writes is the format others read', () => {
  const metrics = createMetrics();
  metrics.operation({ a: 'quote " backslash \\ line\nend' }, 1);
  metrics.session({}, 2);
  metrics.add('mcp_server_rejected_requests_total', { reason: 'host' }, 3);
  metrics.gauge('mcp_server_sessions', () => 4);
  const families = parse(metrics.text());
  const byName = new Map(families.map((family) => [family.name, family]));
  expect(byName.get('mcp_server_rejected_requests_total')?.metrics[0]).toMatchObject({ value: '3' });
  expect(byName.get('mcp_server_sessions')?.metrics[0]).toMatchObject({ value: '4' });
  expect(byName.get('mcp_server_operation_duration_seconds')?.type).toBe('HISTOGRAM');
});
