/** What the evidence left open and no finding carries. Each is a sentence, and each makes the report INCONCLUSIVE. */

import type { Measurement } from '../kepler/measurement.ts';
import type { Coverage } from './report.ts';
import type { NotFound } from './select.ts';

export interface GapInput {
  readonly missing: Coverage['missing'];
  readonly measurement: Measurement;
  readonly minCoverageRatio: number;
}

function absent({ reason, near }: NotFound): string {
  return near.length > 0 ? `${reason}; near: ${near.join(', ')}` : reason;
}

function unansweredEndpoints({ missing, measurement, minCoverageRatio }: GapInput): string[] {
  const answered = measurement.nodes.length;
  const all = answered + missing.length;
  if (missing.length === 0 || answered / all >= minCoverageRatio) return [];
  return [`${missing.length} of ${all} endpoints did not answer`];
}

/** Lines that could not be read, or a text that stops inside one: workloads may be missing that nothing else would name. */
function unread({ warnings }: Measurement): string[] {
  const isCut = new Set(
    warnings.filter(({ code }) => code === 'SCRAPE_TRUNCATED').map(({ subject }) => subject),
  );
  return warnings
    .filter(({ code }) => code === 'UNPARSED_LINES')
    .map(({ subject, figures }) =>
      isCut.has(subject)
        ? `${subject ?? 'a scrape'} is cut off in the middle of a line, and what followed is missing`
        : `${subject ?? 'a scrape'} has lines that could not be read (${figures?.badLines ?? 'some'}), and what they say is missing`,
    );
}

/** More nodes stand behind the address than the one that answered, and their workloads are in no list. */
const nodesBehindOneAddress = ({ warnings }: Measurement): string[] =>
  warnings
    .filter(({ code }) => code === 'ENDPOINT_NODES_DIFFER')
    .map(
      ({ subject, figures }) =>
        `${subject} answers for node ${figures?.nodes} now and answered for ${figures?.otherNodes} shortly before, of which nothing is known now`,
    );

/** Old samples say nothing of the time that is asked about. */
const staleSamples = ({ warnings }: Measurement): string[] =>
  warnings
    .filter(({ code }) => code === 'STALE_SAMPLES')
    .map(
      ({ subject, figures }) =>
        `samples of ${subject} are up to ${figures?.apartSeconds} s from the time for which they are given`,
    );

/** A node always runs Kepler itself as a pod: the rest of the scrape is missing, or the pod level is switched off. */
function nodesWithoutPods({ warnings }: Measurement): string[] {
  const nodes = warnings.filter(({ code }) => code === 'NO_POD_FAMILY').map(({ subject }) => subject);
  return [...new Set(nodes)].map((node) => `node ${node} shows no pod, so what runs on it is not known`);
}

/** What a pod draws of a GPU stands at the end of a scrape; without it every pod of the node may be too low. */
const cutGpus = ({ warnings }: Measurement): string[] =>
  warnings
    .filter(({ code }) => code === 'GPU_MAY_BE_CUT')
    .map(({ subject }) => `the scrape of node ${subject} may be cut off before the GPU power of its pods`);

const cutPods = ({ warnings }: Measurement): string[] =>
  warnings
    .filter(({ code }) => code === 'PODS_MAY_BE_CUT')
    .map(({ subject }) => `the scrapes of node ${subject} may be cut off inside the list of its pods`);

export function gapsOf(input: GapInput, notFound: NotFound | null): readonly string[] {
  const reasons = notFound === null ? [] : [absent(notFound)];
  const { measurement } = input;
  reasons.push(...unansweredEndpoints(input), ...nodesBehindOneAddress(measurement));
  reasons.push(
    ...unread(measurement),
    ...staleSamples(measurement),
    ...cutPods(measurement),
    ...cutGpus(measurement),
  );
  if (measurement.pods.length > 0) reasons.push(...nodesWithoutPods(measurement));
  else if (notFound === null) reasons.push('the scrape holds no pod');
  return reasons;
}
