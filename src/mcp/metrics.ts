/** The server's own metrics in the Prometheus text format, named after OpenTelemetry's MCP conventions. No workload names. */

/** Seconds; from a cached answer to a tool that ran into its deadline. */
const BOUNDS_SECONDS = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60] as const;

type Labels = Readonly<Record<string, string>>;

interface Histogram {
  readonly buckets: number[];
  sum: number;
  count: number;
}

export interface Metrics {
  readonly operation: (labels: Labels, durationSeconds: number) => void;
  readonly session: (labels: Labels, durationSeconds: number) => void;
  readonly add: (name: CounterName, labels: Labels, by?: number) => void;
  readonly gauge: (name: GaugeName, read: () => number) => void;
  readonly text: () => string;
}

const COUNTERS = {
  mcp_server_result_bytes_total: 'Bytes of JSON in tool results',
  mcp_server_truncated_results_total: 'Tool results that were cut to fit the budget',
  mcp_server_rejected_requests_total: 'Requests refused before they reached a tool, by reason',
  carbon_audit_source_reads_total: 'Reads of the configured Kepler sources, by outcome',
} as const;
type CounterName = keyof typeof COUNTERS;

const GAUGES = {
  mcp_server_in_flight_tool_calls: 'Tool calls running now',
  mcp_server_sessions: 'Open sessions',
  nodejs_heap_size_used_bytes: 'Heap in use by JavaScript values',
  process_resident_memory_bytes: 'Memory of the process',
} as const;
type GaugeName = keyof typeof GAUGES;

const HISTOGRAMS = {
  mcp_server_operation_duration_seconds: 'Duration of MCP operations',
  mcp_server_session_duration_seconds: 'Duration of MCP sessions',
} as const;

const escaped = (value: string): string =>
  value.replace(/[\\"\n]/g, (sign) => (sign === '\n' ? '\\n' : `\\${sign}`));
const labelText = (labels: Labels): string =>
  Object.entries(labels)
    .map(([name, value]) => `${name}="${escaped(value)}"`)
    .join(',');
const braced = (labels: string): string => (labels === '' ? '' : `{${labels}}`);

function observe(into: Map<string, Histogram>, labels: Labels, seconds: number): void {
  const key = labelText(labels);
  const histogram = into.get(key) ?? { buckets: BOUNDS_SECONDS.map(() => 0), sum: 0, count: 0 };
  for (const [i, bound] of BOUNDS_SECONDS.entries()) {
    if (seconds <= bound) histogram.buckets[i] = (histogram.buckets[i] ?? 0) + 1;
  }
  histogram.sum += seconds;
  histogram.count++;
  into.set(key, histogram);
}

function histogramLines(name: string, help: string, series: ReadonlyMap<string, Histogram>): string[] {
  const lines = [`# HELP ${name} ${help}`, `# TYPE ${name} histogram`];
  for (const [labels, { buckets, sum, count }] of series) {
    const before = labels === '' ? '' : `${labels},`;
    for (const [i, bound] of BOUNDS_SECONDS.entries()) {
      lines.push(`${name}_bucket{${before}le="${bound}"} ${buckets[i] ?? 0}`);
    }
    lines.push(`${name}_bucket{${before}le="+Inf"} ${count}`);
    lines.push(`${name}_sum${braced(labels)} ${sum}`, `${name}_count${braced(labels)} ${count}`);
  }
  return lines;
}

export function createMetrics(): Metrics {
  const operations = new Map<string, Histogram>();
  const sessions = new Map<string, Histogram>();
  const counters = new Map<CounterName, Map<string, number>>();
  const gauges = new Map<GaugeName, () => number>();
  const simple = (
    name: string,
    type: string,
    help: string,
    values: Iterable<readonly [string, number]>,
  ): string[] => [
    `# HELP ${name} ${help}`,
    `# TYPE ${name} ${type}`,
    ...[...values].map(([labels, value]) => `${name}${braced(labels)} ${value}`),
  ];
  return {
    operation: (labels, seconds) => observe(operations, labels, seconds),
    session: (labels, seconds) => observe(sessions, labels, seconds),
    gauge: (name, read) => void gauges.set(name, read),
    add(name, labels, by = 1) {
      const series = counters.get(name) ?? new Map<string, number>();
      const key = labelText(labels);
      series.set(key, (series.get(key) ?? 0) + by);
      counters.set(name, series);
    },
    text() {
      const [operation, session] = Object.entries(HISTOGRAMS);
      const lines = [
        ...histogramLines(...(operation as [string, string]), operations),
        ...histogramLines(...(session as [string, string]), sessions),
        ...[...counters].flatMap(([name, series]) => simple(name, 'counter', COUNTERS[name], series)),
        ...[...gauges].flatMap(([name, read]) => simple(name, 'gauge', GAUGES[name], [['', read()]])),
      ];
      return `${lines.join('\n')}\n`;
    },
  };
}
