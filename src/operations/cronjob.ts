/** The text of a batch/v1 CronJob that starts in the chosen window. It is printed for the user to apply; no cluster is written to. */

import { Document, isMap, isScalar, visit } from 'yaml';
import { cronWindow } from '../audit/cron-window.ts';
import { type CronJobRequest, cronJobBody } from './cronjob-body.ts';
import { type CronJobComments, cronJobComments } from './cronjob-comments.ts';

/** Words of ours that every reader of YAML takes for text. All else is quoted: y, no, 0o17, 1:30 and = are not text to all. */
const PLAIN = new Set<unknown>(['batch/v1', 'CronJob', 'Forbid', 'Never', 'RuntimeDefault', 'ALL']);
const STYLE = { lineWidth: 0, defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN' } as const;
/** YAML 1.1 breaks lines at some of these and forbids the rest; here they only occur within double quotes. */
const BREAKS_AND_CONTROLS = /[\u007f-\u009f\u2028\u2029\ufeff]/g;

/** A manifest that readers of YAML 1.1 and 1.2 understand alike. Throws USAGE for what Kubernetes would refuse. */
export function cronJobManifest(request: CronJobRequest): string {
  const window = cronWindow(request);
  const body = cronJobBody(request, window);
  const document = new Document(body);
  visit(document, {
    Scalar: (_, node) => {
      if (PLAIN.has(node.value)) node.type = 'PLAIN';
    },
  });
  comment(document, cronJobComments(request, window));
  return document.toString(STYLE).replace(BREAKS_AND_CONTROLS, escaped);
}

function comment(document: Document, { heading, fields }: CronJobComments): void {
  document.commentBefore = heading.map((line) => ` ${line}`).join('\n');
  for (const { path, text } of fields) {
    const parent = document.getIn(path.slice(0, -1), true);
    const pairs = isMap(parent) ? parent.items : [];
    const key = pairs.map((pair) => pair.key).find((k) => isScalar(k) && k.value === path.at(-1));
    if (!isScalar(key)) throw new TypeError(`The manifest has no ${path.join('.')} to explain`);
    key.commentBefore = ` ${text}`;
  }
}

const escaped = (char: string): string => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
