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

/** What a pod draws of a GPU stands at the end of a scrape; without it every pod of the node may be too low. */
const cutGpus = ({ warnings }: Measurement): string[] =>
  warnings
    .filter(({ code }) => code === 'GPU_MAY_BE_CUT')
    .map(({ subject }) => `the scrape of node ${subject} may be cut off before the GPU power of its pods`);

export function gapsOf(input: GapInput, notFound: NotFound | null): readonly string[] {
  const reasons = notFound === null ? [] : [absent(notFound)];
  reasons.push(...unansweredEndpoints(input), ...unread(input.measurement), ...cutGpus(input.measurement));
  if (notFound === null && input.measurement.pods.length === 0) reasons.push('the scrape holds no pod');
  return reasons;
}
