/** The fields of the CronJob as plain data. */

import type { CronWindow } from '../audit/cron-window.ts';
import { checkedCommand, checkedImage, checkedName, checkedNamespace } from './cronjob-names.ts';

export interface CronJobRequest {
  /** DNS-1123 label, at most 52 characters. */
  readonly name: string;
  readonly namespace: string;
  readonly image: string;
  /** Replaces the entrypoint of the image; absent: the image's own. */
  readonly command?: readonly string[] | undefined;
  readonly startsAtMs: number;
  readonly durationMs: number;
  /** IANA name. */
  readonly timeZone: string;
  readonly searched: Searched;
}

/** The search that found the start. */
export interface Searched {
  readonly fromMs: number;
  /** Latest finish. */
  readonly toMs: number;
  /** Of the run as it was found. */
  readonly meanGco2eqPerKwh: number;
  /** Against starting at `fromMs`; null where that is not known. */
  readonly savingRatio: number | null;
  /** Whether moving pays, in a sentence. */
  readonly advice: string;
  /** Sentences about what was not searched after all. */
  readonly limits: readonly string[];
  /** In a series of the operator, which is of its own days; else in a typical day of the season. */
  readonly isSeriesStated: boolean;
}

/** Pod Security Standard "restricted" (Kubernetes documentation), so that the pod is admitted everywhere. */
const POD_SECURITY = { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } };
const CONTAINER_SECURITY = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };
/** For a node that goes away; more would carry the work out of its window. */
const RETRIES = 1;

/** Throws USAGE for names, images and commands that Kubernetes would refuse. */
export function cronJobBody(request: CronJobRequest, window: CronWindow): object {
  return {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name: checkedName(request.name), namespace: checkedNamespace(request.namespace) },
    spec: {
      schedule: window.schedule,
      timeZone: window.timeZone,
      concurrencyPolicy: 'Forbid',
      startingDeadlineSeconds: window.startingDeadlineSeconds,
      jobTemplate: {
        spec: {
          activeDeadlineSeconds: window.activeDeadlineSeconds,
          backoffLimit: RETRIES,
          template: { spec: podOf(request) },
        },
      },
    },
  };
}

function podOf({ name, image, command }: CronJobRequest): object {
  const container = {
    name,
    image: checkedImage(image),
    ...(command === undefined ? {} : { command: checkedCommand(command) }),
    securityContext: CONTAINER_SECURITY,
  };
  return {
    restartPolicy: 'Never',
    automountServiceAccountToken: false,
    securityContext: POD_SECURITY,
    containers: [container],
  };
}
