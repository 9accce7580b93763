/** What the evidence left open and no finding carries. Each is a sentence, and each makes the report INCONCLUSIVE. */

import type { Diagnostic } from '../diagnostics.ts';
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

type Sentence = (warning: Diagnostic) => string;

/** Warnings of what may be missing although no workload says so, in the order in which they are told. */
const OPEN: readonly (readonly [code: string, sentence: Sentence])[] = [
  [
    'ENDPOINT_NODES_DIFFER',
    ({ subject, figures }) =>
      `${subject} answers for node ${figures?.nodes} now and answered for ${figures?.otherNodes} shortly before, of which nothing is known now`,
  ],
  [
    'STALE_SAMPLES',
    ({ subject, figures }) =>
      `samples of ${subject} are up to ${figures?.apartSeconds} s from the time for which they are given`,
  ],
  [
    'PODS_MAY_BE_CUT',
    ({ subject }) => `the scrapes of node ${subject} may be cut off inside the list of its pods`,
  ],
  // What a pod draws of a GPU stands at the end of a scrape; without it every pod of the node may be too low.
  [
    'GPU_MAY_BE_CUT',
    ({ subject }) => `the scrape of node ${subject} may be cut off before the GPU power of its pods`,
  ],
  // A node always runs Kepler itself as a pod: the rest of the scrape is missing, or the pod level is switched off.
  ['NO_POD_FAMILY', ({ subject }) => `node ${subject} shows no pod, so what runs on it is not known`],
];

const openBy = ({ warnings, pods }: Measurement): readonly string[] =>
  OPEN.filter(([code]) => code !== 'NO_POD_FAMILY' || pods.length > 0).flatMap(([code, sentence]) => [
    ...new Set(warnings.filter((warning) => warning.code === code).map(sentence)),
  ]);

export function gapsOf(input: GapInput, notFound: NotFound | null): readonly string[] {
  const { measurement } = input;
  const reasons = notFound === null ? [] : [absent(notFound)];
  reasons.push(...unansweredEndpoints(input), ...unread(measurement), ...openBy(measurement));
  // Said once, and not of every node.
  if (notFound === null && measurement.pods.length === 0) reasons.push('the scrape holds no pod');
  return reasons;
}
