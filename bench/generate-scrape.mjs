#!/usr/bin/env node
/**
 * Writes a synthetic scrape of Kepler 0.11 of any size. Same arguments, same bytes.
 *
 *   node bench/generate-scrape.mjs --size 100M [--seed 1] [--layout merged|concat] [--repeat 1] [--out FILE]
 *
 *   --size     of one repetition, reached within some percent; one node is about 1 MB
 *   --layout   merged: each family once, over all nodes, as a federating proxy serves it
 *              concat: node after node with headers repeated, as `cat` of saved scrapes gives it
 *   --repeat   the same text so many times: a long stream with the series of a short one
 *
 * Proportions as on a busy node: 84 % of the bytes are process series, 11 % containers, 3.5 % pods, 1 % the node itself.
 * Labels and families are sorted and numbers spelled as client_golang does; joules are whole microjoules, watts have
 * all their digits, and three of five processes are idle. One process in 200 has an escape, a brace or a letter outside
 * ASCII in its labels. All names and values are invented.
 */
import { closeSync, openSync, writeSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { nodeOf, random } from './kepler-node.mjs';

const PROCESSES_OF_A_NODE = 640;
const BYTES_OF_A_PROCESS = 1395; // five lines of its own and its share of everything else
const ZONES = ['dram', 'package'];
/** Yields the scrape in pieces of text. */
export function* scrape({ sizeBytes, seed = 1, layout = 'merged', repeat = 1 }) {
  const nodes = Math.max(1, Math.round(sizeBytes / (PROCESSES_OF_A_NODE * BYTES_OF_A_PROCESS)));
  const processes = Math.max(3, Math.round(sizeBytes / nodes / BYTES_OF_A_PROCESS));
  const all = Array.from({ length: nodes }, (_, index) => nodeOf({ seed, index, processes }));
  for (let round = 0; round < repeat; round++) {
    if (layout === 'merged') yield* families(all);
    else for (const node of all) yield* families([node]);
  }
}

function* families(nodes) {
  const many = nodes.length > 1;
  for (const { name, type, help, lines } of FAMILIES) {
    yield `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n`;
    for (const node of nodes) {
      let text = '';
      for (const [labels, value] of lines(node)) {
        // A proxy that merges nodes tells their own process metrics apart by instance.
        const all =
          many && !labels.includes('node_name=') ? join(`instance="${node.name}:28282"`, labels) : labels;
        text += `${name}${all === '' ? '' : `{${all}}`} ${goNumber(value)}\n`;
      }
      yield text;
    }
  }
}

const join = (...labels) => labels.filter((one) => one !== '').join(',');

const podLabels = (node, pod) =>
  `node_name="${node.name}",pod_id="${pod.id}",pod_name="${pod.name}",pod_namespace="${pod.namespace}",state="${pod.state}"`;
const containerLabels = (node, { id, name, pod }) =>
  `container_id="${id}",container_name="${name}",node_name="${node.name}",pod_id="${pod.id}",runtime="containerd",state="${pod.state}"`;
const processLabels = (node, p) =>
  `comm="${p.comm}",container_id="${p.container}",exe="${p.exe}",node_name="${node.name}",pid="${p.pid}",state="${p.state}",type="${p.container ? 'container' : 'regular'}",vm_id=""`;

const microjoules = (dice) => Math.floor((dice() / 2 ** 32) ** 8 * 8e12) / 1e6;
const ticks = (dice) => Math.floor((dice() / 2 ** 32) ** 2 * 9e7) / 100;
const watts = (dice) => (dice() % 10 < 6 ? 0 : ((dice() % 52) / 9973) * (40 + (dice() % 90e6) / 1e6));
const TOTALS = {
  joules_total: ['counter', microjoules],
  seconds_total: ['counter', ticks],
  watts: ['gauge', watts],
};

const FAMILIES = [
  ...['alloc', 'heap_idle', 'heap_inuse', 'next_gc', 'other_sys', 'stack_inuse', 'sys'].map((part) =>
    ownGauge(`go_memstats_${part}_bytes`, 4e8),
  ),
  {
    name: 'go_gc_duration_seconds',
    type: 'summary',
    help: 'Pauses of the garbage collector.',
    lines: pauses,
  },
  ownGauge('go_goroutines', 90),
  ...levelFamilies('container', (node) => node.containers().map((one) => containerLabels(node, one))),
  ...['', 'active_', 'idle_'].flatMap((part) => [
    nodeFamily(`${part}joules_total`, 'counter'),
    nodeFamily(`${part}watts`, 'gauge'),
  ]),
  { name: 'kepler_node_cpu_info', type: 'gauge', help: 'The processors of the node', lines: processors },
  ...levelFamilies('pod', (node) => node.pods().map((pod) => podLabels(node, pod))).filter(
    ({ name }) => !name.includes('seconds'),
  ),
  ...levelFamilies('process', (node) => node.processes().map((one) => processLabels(node, one))),
  ownGauge('process_resident_memory_bytes', 3e8),
  ownGauge('process_start_time_seconds', 1.7e9),
].sort((a, b) => (a.name < b.name ? -1 : 1));

function levelFamilies(level, labelsOf) {
  return Object.entries(TOTALS).map(([suffix, [type, value]], i) => ({
    name: `kepler_${level}_cpu_${suffix}`,
    type,
    help: `Use of cpu at ${level} level in ${suffix.split('_')[0]}`,
    *lines(node) {
      const dice = random(...node.seed, 10 * level.length + i);
      for (const labels of labelsOf(node)) {
        if (suffix === 'seconds_total') yield [labels, value(dice)];
        else for (const zone of ZONES) yield [`${labels},zone="${zone}"`, value(dice)];
      }
    },
  }));
}

function nodeFamily(suffix, type) {
  return {
    name: `kepler_node_cpu_${suffix}`,
    type,
    help: `Use of cpu at node level in ${suffix}`,
    *lines(node) {
      const dice = random(...node.seed, suffix.length);
      for (const [i, zone] of ZONES.entries()) {
        const path = `/sys/class/powercap/intel-rapl/intel-rapl:${i}`;
        yield [
          `node_name="${node.name}",path="${path}",zone="${zone}"`,
          type === 'gauge' ? 5 + dice() / 2e7 : microjoules(dice),
        ];
      }
    },
  };
}

function* processors(node) {
  for (let i = 0; i < 32; i++)
    yield [`core_id="${i >> 1}",model_name="EPYC",node_name="${node.name}",processor="${i}"`, 1];
}

function* pauses(node) {
  const dice = random(...node.seed, 7);
  for (const quantile of ['0', '0.25', '0.5', '0.75', '1'])
    yield [`quantile="${quantile}"`, (dice() % 1e6) / 1e9];
}

function ownGauge(name, most) {
  return {
    name,
    type: 'gauge',
    help: `Of the exporter itself: ${name}.`,
    lines: (node) => [['', random(...node.seed, name.length)() % most]],
  };
}

/** Go's shortest form: exponents below 1e-4 and from a million up, with two digits. */
function goNumber(value) {
  if (value === 0) return '0';
  const [mantissa, exponent] = value.toExponential().split('e');
  const power = Math.abs(Number(exponent));
  if (Number(exponent) >= -4 && Number(exponent) < 6) return String(value);
  return `${mantissa}e${exponent[0]}${String(power).padStart(2, '0')}`;
}

/** `100M` in bytes, decimal units. */
export function bytesOf(size) {
  const match = /^(\d+(?:\.\d+)?)([kMG]?)B?$/.exec(size);
  if (!match) throw new Error(`--size ${size}: expected for example 1M, 100M or 1G`);
  return Number(match[1]) * { '': 1, k: 1e3, M: 1e6, G: 1e9 }[match[2]];
}

/** Writes the whole scrape and returns its size in bytes. */
export function writeScrape(fd, options) {
  let bytes = 0;
  let held = '';
  const flush = () => {
    const block = Buffer.from(held);
    held = '';
    for (let at = 0; at < block.length; ) at += writeSome(fd, block, at);
    bytes += block.length;
  };
  for (const piece of scrape(options)) {
    held += piece;
    if (held.length > 1 << 20) flush();
  }
  flush();
  return bytes;
}

/** 0 when a pipe is full: the reader gets two milliseconds. */
function writeSome(fd, block, at) {
  try {
    return writeSync(fd, block, at);
  } catch (error) {
    if (error.code !== 'EAGAIN') throw error;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2);
    return 0;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const text = { type: 'string' };
  const { values } = parseArgs({
    options: { size: text, seed: text, layout: text, repeat: text, out: text },
  });
  const fd = values.out === undefined ? 1 : openSync(values.out, 'w');
  const bytes = writeScrape(fd, {
    sizeBytes: bytesOf(values.size ?? '1M'),
    seed: Number(values.seed ?? 1),
    layout: values.layout ?? 'merged',
    repeat: Number(values.repeat ?? 1),
  });
  if (values.out !== undefined) closeSync(fd);
  console.error(`${bytes} bytes`);
}
