/** Writes small scrapes in Kepler's own style. */

export interface PodText {
  readonly name: string;
  readonly id?: string;
  readonly namespace?: string;
  readonly state?: string;
  /** Zone to figure; 'gpu' goes to the GPU families. */
  readonly watts?: Readonly<Record<string, number | string>>;
  readonly joules?: Readonly<Record<string, number | string>>;
}

export interface ZoneText {
  readonly path?: string;
  /** [active, idle] */
  readonly watts?: readonly [number | string, number | string];
  readonly totalWatts?: number;
  readonly joules?: readonly [number | string, number | string];
}

export interface NodeText {
  readonly node?: string;
  readonly version?: string;
  readonly ratio?: number;
  readonly sockets?: number;
  readonly zones?: Readonly<Record<string, ZoneText>>;
  readonly pods?: readonly PodText[];
  /** Further lines, as they are. */
  readonly lines?: readonly string[];
}

/** One scrape of Kepler 0.10 or later. */
export function rewriteText(given: NodeText): string {
  const node = given.node ?? 'n1';
  const lines = [
    ...(given.version === undefined ? [] : [`kepler_build_info{version="${given.version}"} 1`]),
    ...Array.from({ length: given.sockets ?? 0 }, (_, id) => `kepler_node_cpu_info{physical_id="${id}"} 1`),
    ...(given.ratio === undefined ? [] : [`kepler_node_cpu_usage_ratio{node_name="${node}"} ${given.ratio}`]),
    ...Object.entries(given.zones ?? {}).flatMap(([zone, text]) => zoneLines(node, zone, text)),
    ...(given.pods ?? []).flatMap((pod) => podLines(node, pod)),
    ...(given.lines ?? []),
  ];
  return `${lines.join('\n')}\n`;
}

function zoneLines(node: string, zone: string, text: ZoneText): readonly string[] {
  const labels = `{node_name="${node}",path="${text.path ?? `aggregated-${zone}`}",zone="${zone}"}`;
  const of = (part: string, suffix: string, value: number | string) =>
    `kepler_node_cpu_${part}${suffix}${labels} ${value}`;
  const total = text.totalWatts ?? Number(text.watts?.[0]) + Number(text.watts?.[1]);
  return [
    ...(text.watts === undefined
      ? []
      : [of('', 'watts', total), of('active_', 'watts', text.watts[0]), of('idle_', 'watts', text.watts[1])]),
    ...(text.joules === undefined
      ? []
      : [of('active_', 'joules_total', text.joules[0]), of('idle_', 'joules_total', text.joules[1])]),
  ];
}

function podLines(node: string, pod: PodText): readonly string[] {
  const start = `node_name="${node}",pod_id="${pod.id ?? `id-${pod.name}`}",pod_name="${pod.name}",pod_namespace="${pod.namespace ?? 'ns'}",state="${pod.state ?? 'running'}"`;
  const line = (suffix: string) => (entry: [string, number | string]) =>
    entry[0] === 'gpu'
      ? `kepler_pod_gpu_${suffix}{${start}} ${entry[1]}`
      : `kepler_pod_cpu_${suffix}{${start},zone="${entry[0]}"} ${entry[1]}`;
  return [
    ...Object.entries(pod.watts ?? {}).map(line('watts')),
    ...Object.entries(pod.joules ?? {}).map(line('joules_total')),
  ];
}

export interface LegacyText {
  readonly node?: string;
  readonly source?: string;
  readonly version?: string;
  /** Component to [dynamic, idle] joules. */
  readonly zones?: Readonly<Record<string, readonly [number, number]>>;
  readonly containers?: readonly LegacyContainer[];
  readonly lines?: readonly string[];
}

interface LegacyContainer {
  readonly pod: string;
  readonly namespace?: string;
  readonly id?: string;
  /** Component to dynamic joules; '' is Kepler's own sum. */
  readonly joules: Readonly<Record<string, number>>;
}

/** One scrape of Kepler 0.4 to 0.9. */
export function legacyText(given: LegacyText): string {
  const source = given.source ?? 'rapl-sysfs';
  const lines = [
    ...(given.version === undefined ? [] : [`kepler_exporter_build_info{version="${given.version}"} 1`]),
    ...Object.entries(given.zones ?? {}).flatMap(([zone, values]) =>
      (['dynamic', 'idle'] as const).map(
        (mode, index) =>
          `kepler_node_${zone}_joules_total{instance="${given.node ?? 'old-1'}",mode="${mode}",package="0",source="${source}"} ${values[index]}`,
      ),
    ),
    ...(given.containers ?? []).flatMap((container) =>
      Object.entries(container.joules).map(
        ([component, value]) =>
          `kepler_container_${component === '' ? '' : `${component}_`}joules_total{container_id="${container.id ?? container.pod}",container_name="c",container_namespace="${container.namespace ?? 'ns'}",mode="dynamic",pod_name="${container.pod}",source="${component === '' ? '' : source}"} ${value}`,
      ),
    ),
    ...(given.lines ?? []),
  ];
  return `${lines.join('\n')}\n`;
}
