/** The invented inhabitants of one node, and the dice that invent them. */

const NAMESPACES = [
  'batch',
  'default',
  'ingress',
  'kube-system',
  'ml-training',
  'monitoring',
  'payments',
  'web',
];
const APPS = [
  'api',
  'coredns',
  'etl-runner',
  'frontend',
  'inference',
  'nginx',
  'postgres',
  'redis',
  'scheduler',
  'search-indexer',
  'trainer',
  'worker',
];
const SIDECARS = ['istio-proxy', 'log-shipper', 'metrics', 'POD'];
const PROGRAMS = [
  'bash',
  'containerd-shim',
  'envoy',
  'etcd',
  'gunicorn',
  'java',
  'kubelet',
  'nginx',
  'node',
  'pause',
  'postgres',
  'python3',
  'redis-server',
  'systemd',
];
const KERNEL_THREADS = [
  'cpuhp',
  'irq',
  'jbd2',
  'khugepaged',
  'ksoftirqd',
  'kworker',
  'migration',
  'rcu_preempt',
];
const ODD_PROGRAMS = ['my \\"quoted\\" app', 'C:\\\\tools\\\\run', '{brace}', 'büro,öl=}'];

/** What runs on a node. Made anew from the seed whenever it is asked for, so a thousand nodes need no memory. */
export function nodeOf({ seed, index, processes }) {
  const name = `worker-${String(index).padStart(4, '0')}.${random(seed, index, 1)() % 3}.cluster.example`;
  const podsOf = () => {
    const dice = random(seed, index, 2);
    return Array.from({ length: Math.max(1, Math.round(processes * 0.062)) }, () => podOf(dice)).sort(byId);
  };
  return {
    name,
    seed: [seed, index],
    pods: podsOf,
    containers: () =>
      podsOf()
        .flatMap((pod) => pod.containers.map((one) => ({ ...one, pod })))
        .sort(byId),
    processes: () => {
      const dice = random(seed, index, 3);
      const pods = podsOf();
      return Array.from({ length: processes }, (_, i) => processOf(dice, i, pods)).sort((a, b) =>
        a.comm < b.comm ? -1 : a.comm > b.comm ? 1 : a.pid - b.pid,
      );
    },
  };
}

const byId = (a, b) => (a.id < b.id ? -1 : 1);

function podOf(dice) {
  const app = pick(APPS, dice);
  const containers = Array.from({ length: 1 + (dice() % 3) }, (_, i) => ({
    id: hex(dice, 64),
    name: i === 0 ? app : pick(SIDECARS, dice),
  }));
  const id = `${hex(dice, 8)}-${hex(dice, 4)}-4${hex(dice, 3)}-a${hex(dice, 3)}-${hex(dice, 12)}`;
  const state = dice() % 33 === 0 ? 'terminated' : 'running';
  return {
    id,
    name: `${app}-${hex(dice, 9)}-${hex(dice, 5)}`,
    namespace: pick(NAMESPACES, dice),
    state,
    containers,
  };
}

function processOf(dice, i, pods) {
  const pid = 300 + i * 37 + (dice() % 37);
  const state = dice() % 41 === 0 ? 'terminated' : 'running';
  const kind = dice() % 200;
  if (kind < 70)
    return { pid, state, comm: `${pick(KERNEL_THREADS, dice)}/${i % 64}`, exe: '', container: '' };
  const comm = kind === 199 ? pick(ODD_PROGRAMS, dice) : pick(PROGRAMS, dice);
  const exe = `${dice() % 2 ? '/usr/bin/' : '/usr/local/lib/app/bin/'}${comm}`;
  const container = kind < 160 ? pick(pick(pods, dice).containers, dice).id : '';
  return { pid, state, comm, exe, container };
}

/** murmur3's finaliser over the seeds, then a counter through it: any stream can be started anywhere. */
export function random(...seeds) {
  let state = 0x9e3779b9;
  for (const seed of seeds) state = mixed(state ^ Math.imul(seed + 1, 0x85ebca6b));
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    return mixed(state);
  };
}

function mixed(value) {
  let x = value;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
}

const pick = (list, dice) => list[dice() % list.length];

function hex(dice, digits) {
  let text = '';
  while (text.length < digits) text += dice().toString(16).padStart(8, '0');
  return text.slice(0, digits);
}
