/** One more pod of such a node, idle, as lines to put behind the page. */
export const keplerPod = (name: string, node = 'worker-01'): string =>
  ['package', 'dram']
    .map((zone) => {
      const labels = `container_runtime="",node_name="${node}",pod_id="${name}",pod_name="${name}",pod_namespace="demo",state="running",zone="${zone}"`;
      return `kepler_pod_cpu_watts{${labels}} 0\nkepler_pod_cpu_joules_total{${labels}} 1\n`;
    })
    .join('');

/** A small page of Kepler 0.11 for one node with one pod; Σ pods + idle = node. */
export function keplerPage(node = 'worker-01', packageJoules = 1000): string {
  const pod = `container_runtime="",node_name="${node}",pod_id="1f0c",pod_name="web-0",pod_namespace="demo",state="running"`;
  return [
    'kepler_build_info{arch="amd64",branch="HEAD",goversion="go1.23.12",revision="99d84313",version="v0.11.2"} 1',
    ...[
      ['package', 30, 20, packageJoules],
      ['dram', 6, 4, packageJoules / 5],
    ].flatMap(([zone, watts, active, joules]) => [
      `kepler_node_cpu_watts{node_name="${node}",path="p",zone="${zone}"} ${watts}`,
      `kepler_node_cpu_active_watts{node_name="${node}",path="p",zone="${zone}"} ${active}`,
      `kepler_node_cpu_idle_watts{node_name="${node}",path="p",zone="${zone}"} ${Number(watts) - Number(active)}`,
      `kepler_node_cpu_joules_total{node_name="${node}",path="p",zone="${zone}"} ${joules}`,
      `kepler_pod_cpu_watts{${pod},zone="${zone}"} ${active}`,
      `kepler_pod_cpu_joules_total{${pod},zone="${zone}"} ${Number(joules) / 2}`,
    ]),
    '',
  ].join('\n');
}
