/** Picks the workloads a question is about. A name that is not there is answered with the near ones, never with nothing. */

import type { PodPower } from '../kepler/measurement.ts';
import { nearest } from '../near.ts';
import { ownerOf } from './owner.ts';

export interface Selection {
  /** null: all namespaces. */
  readonly namespaces: readonly string[] | null;
  /** Pod or owner, optionally KIND/NAME; null: all. */
  readonly workload: string | null;
}

export interface NotFound {
  readonly name: string;
  readonly reason: string;
  readonly near: readonly string[];
}

export interface Selected {
  readonly pods: readonly PodPower[];
  /** The name was an owner's: its pods belong together. */
  readonly byOwner: boolean;
  readonly notFound: NotFound | null;
}

/** kubectl's short names. */
const KIND_OF: Readonly<Record<string, string>> = {
  pod: 'Pod',
  po: 'Pod',
  deploy: 'Deployment',
  deployment: 'Deployment',
  sts: 'StatefulSet',
  statefulset: 'StatefulSet',
  ds: 'DaemonSetOrJob',
  daemonset: 'DaemonSetOrJob',
  job: 'DaemonSetOrJob',
  cj: 'CronJob',
  cronjob: 'CronJob',
};

function split(workload: string): { kind: string | null; name: string } {
  const slash = workload.indexOf('/');
  if (slash < 0) return { kind: null, name: workload };
  const kind = workload.slice(0, slash).toLowerCase();
  return { kind: KIND_OF[kind] ?? kind, name: workload.slice(slash + 1) };
}

const namesOf = (pods: readonly PodPower[]): string[] => [
  ...new Set(pods.flatMap((pod) => [pod.name, ownerOf(pod.name).name])),
];

function absent(
  workload: string,
  scope: string,
  pods: readonly PodPower[],
  elsewhere: readonly PodPower[],
): NotFound {
  const { name } = split(workload);
  const others = elsewhere.filter((pod) => pod.name === name || ownerOf(pod.name).name === name);
  const named = [
    ...new Set(others.map((pod) => `${pod.namespace}/${pod.name}`)),
    ...nearest(name, namesOf(pods)),
  ];
  const near = (named.length > 0 ? named : namesOf(pods)).slice(0, 5);
  return { name: workload, reason: `no running workload ${workload} ${scope} in the scrape`, near };
}

function byName(workload: string, pods: readonly PodPower[]): Pick<Selected, 'pods' | 'byOwner'> {
  const { kind, name } = split(workload);
  const exact = kind === null || kind === 'Pod' ? pods.filter((pod) => pod.name === name) : [];
  if (exact.length > 0) return { pods: exact, byOwner: false };
  const owned = pods.filter((pod) => {
    const owner = ownerOf(pod.name);
    return owner.name === name && (kind === null || owner.kind === kind);
  });
  return { pods: owned, byOwner: true };
}

function noNamespace(namespaces: readonly string[], all: readonly PodPower[]): NotFound {
  const known = [...new Set(all.map((pod) => pod.namespace))];
  const name = namespaces.join(', ');
  return {
    name,
    reason: `no running workload in namespace ${name} in the scrape`,
    near: namespaces.flatMap((namespace) => nearest(namespace, known)),
  };
}

/** NAMESPACE/NAME, as near names are told: the namespace in the name counts. null where the prefix is a kind or no namespace here. */
function qualified(all: readonly PodPower[], workload: string): Selection | null {
  const slash = workload.indexOf('/');
  const prefix = workload.slice(0, Math.max(0, slash));
  if (slash < 0 || Object.hasOwn(KIND_OF, prefix.toLowerCase())) return null;
  const isNamespace = all.some((pod) => pod.namespace === prefix);
  return isNamespace ? { namespaces: [prefix], workload: workload.slice(slash + 1) } : null;
}

export function select(all: readonly PodPower[], asked: Selection): Selected {
  const { namespaces, workload } = (asked.workload === null ? null : qualified(all, asked.workload)) ?? asked;
  const pods = namespaces === null ? all : all.filter((pod) => namespaces.includes(pod.namespace));
  const empty = (namespaces ?? []).filter((name) => !all.some((pod) => pod.namespace === name));
  const noPods = empty.length > 0 ? noNamespace(empty, all) : null;
  if (workload === null) return { pods, byOwner: false, notFound: noPods };
  const found = byName(workload, pods);
  if (found.pods.length > 0) return { ...found, notFound: noPods };
  const scope = namespaces === null ? 'in any namespace' : `in namespace ${namespaces.join(', ')}`;
  return { ...found, notFound: absent(workload, scope, pods, all) };
}
