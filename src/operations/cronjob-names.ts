/** Refuses what the Kubernetes API would refuse, before anything is printed. */

import { AuditError } from '../errors.ts';

/** RFC 1123 label, as Kubernetes uses it for names of containers and namespaces. */
const LABEL = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/;
const LONGEST_LABEL = 63;
/** The controller appends up to 11 characters to name its jobs (Kubernetes documentation of CronJob). */
const LONGEST_CRONJOB_NAME = 52;
/** Letters, digits and what an image reference separates with: registry:port/path:tag@digest. */
const IMAGE = /^[A-Za-z0-9][A-Za-z0-9._\-/:@+]*$/;
/** An argument ends at NUL, and half a surrogate pair is no text; neither can be written as YAML. */
const UNWRITABLE = /\0|\p{Surrogate}/u;

/** Stricter than the API, which allows dots, because the container bears the same name. */
export function checkedName(name: string): string {
  return checkedLabel(name, 'CronJob name', LONGEST_CRONJOB_NAME);
}

export function checkedNamespace(namespace: string): string {
  return checkedLabel(namespace, 'Namespace', LONGEST_LABEL);
}

function checkedLabel(text: string, what: string, longest: number): string {
  if (LABEL.test(text) && text.length <= longest) return text;
  const hint = `Use at most ${longest} of a-z, 0-9 and "-", with a letter or digit at both ends, for example nightly-report`;
  throw new AuditError(
    'USAGE',
    `${what} "${text}" is not a DNS-1123 label of at most ${longest} characters`,
    { hint },
  );
}

export function checkedImage(image: string): string {
  if (IMAGE.test(image)) return image;
  const message =
    image.trim() === '' ? 'The CronJob has no image' : `Image "${image}" is not an image reference`;
  throw new AuditError('USAGE', message, {
    hint: 'Name the image to run, for example registry.example.com/team/report:1.4',
  });
}

export function checkedCommand(command: readonly string[]): readonly string[] {
  const hint =
    'Give the program and its arguments as text, or leave the command out to run what the image runs';
  if (command.length === 0 || command[0] === '')
    throw new AuditError('USAGE', 'The command of the CronJob is empty', { hint });
  const broken = command.findIndex((part) => UNWRITABLE.test(part));
  if (broken === -1) return command;
  throw new AuditError('USAGE', `Part ${broken + 1} of the command holds characters that are no text`, {
    hint,
  });
}
