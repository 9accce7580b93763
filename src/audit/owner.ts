/** The owner of a pod, read off its name. Kubernetes builds the names, so the suffix tells the controller. */

export interface Owner {
  readonly kind: string;
  readonly name: string;
}

/** Letters of generated suffixes: no vowels and no 0, 1, 3 (k8s.io/apimachinery util/rand). */
const SAFE = '[bcdfghjklmnpqrstvwxz2456789]';

const PATTERNS: readonly (readonly [kind: string, pattern: RegExp])[] = [
  // <cronjob>-<minutes since 1970>-<random>
  ['CronJob', /^(.+)-\d{8,10}-[bcdfghjklmnpqrstvwxz2456789]{5}$/],
  // <deployment>-<pod template hash>-<random>
  ['Deployment', new RegExp(`^(.+)-${SAFE}{6,10}-${SAFE}{5}$`)],
  // <statefulset>-<ordinal>
  ['StatefulSet', /^(.+)-(?:0|[1-9]\d{0,3})$/],
  // <daemonset or job>-<random>: the name alone cannot tell which
  ['DaemonSetOrJob', new RegExp(`^(.+)-${SAFE}{5}$`)],
];

export function ownerOf(podName: string): Owner {
  for (const [kind, pattern] of PATTERNS) {
    const name = pattern.exec(podName)?.[1];
    if (name !== undefined) return { kind, name };
  }
  return { kind: 'Pod', name: podName };
}
