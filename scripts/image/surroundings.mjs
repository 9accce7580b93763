// What stands around a container under test: podman, Keplers to read, ports, and the way everything goes again.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
const PODMAN_TIMEOUT_MS = 60_000;
const READY_TRIES = 1000;
const READY_PAUSE_MS = 10;

/** The error in place of the answer: for what may fail. */
export const tolerant = (promise) => promise.catch((error) => error);

export async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** MiB and user of a process. */
export async function memoryOf(pid) {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const mib = (field) => Math.round(Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1]) / 1024);
  return { now: mib('VmRSS'), peak: mib('VmHWM'), user: Number(/Uid:\s+(\d+)/.exec(status)?.[1]) };
}

/** `command` is podman with its store; `work` a folder for what is written. */
export async function openSurroundings({ command: [podmanCommand, ...store], work }) {
  const scratch = await mkdtemp(join(work, 'check-'));
  const page = await readFile('fixtures/kepler-v0.11-node-a.prom', 'utf8');
  const servers = [];
  const containers = [];

  const podman = async (...args) => {
    const limits = { timeout: PODMAN_TIMEOUT_MS, maxBuffer: 64 * 1024 * 1024 };
    return (await run(podmanCommand, [...store, ...args], limits)).stdout;
  };

  async function kepler(node, port, address) {
    const text = page.replaceAll('worker-01', node);
    const server = createServer((_, res) => {
      res.writeHead(200, { 'content-type': 'text/plain; version=0.0.4' });
      res.end(text);
    });
    servers.push(server);
    await new Promise((resolve, reject) => server.once('error', reject).listen(port, address, resolve));
  }

  /** A Kepler on each address, each of its own node, all on one port. Resolves to the port. */
  async function keplers(addresses) {
    const port = await freePort();
    for (const [i, address] of addresses.entries()) await kepler(`worker-${i + 1}`, port, address);
    return port;
  }

  /** Resolves to the time at which it was ready. */
  async function ready(base, container) {
    for (let tries = 0; tries < READY_TRIES; tries += 1) {
      const response = await fetch(`${base}/readyz`).catch(() => null);
      if (response?.ok) return Date.now();
      await delay(READY_PAUSE_MS);
    }
    const { stdout = '', stderr = '' } = await tolerant(run(podmanCommand, [...store, 'logs', container]));
    throw new Error(`no answer on /readyz: ${stdout}${stderr}`);
  }

  const remove = (name) => tolerant(podman('rm', '--force', '--time', '0', name));

  async function close() {
    for (const name of containers) await remove(name);
    for (const server of servers) server.closeAllConnections();
    for (const server of servers) server.close();
    await rm(scratch, { recursive: true, force: true });
  }

  return { scratch, podman, keplers, ready, remove, close, started: (name) => containers.push(name) };
}
