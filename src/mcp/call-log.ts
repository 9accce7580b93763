/** One JSON line a call on standard error: who asked for what, and how it ended. Never the arguments. */

export interface CallRecord {
  readonly method: string;
  readonly target: string;
  readonly caller: string;
  readonly transport: string;
  readonly durationMs: number;
  /** `ok`, or the code of the failure. */
  readonly outcome: string;
  readonly bytes: number;
  readonly reference?: string | undefined;
  readonly traceId?: string | undefined;
}

export interface CallLog {
  readonly call: (record: CallRecord) => void;
  /** An unexpected failure, with the reference the caller was given. */
  readonly failure: (reference: string, error: unknown) => void;
  readonly event: (event: string, facts?: Readonly<Record<string, string | number>>) => void;
}

/** Chains of causes are followed this far. */
const MAX_CAUSES = 5;

function stackOf(error: unknown): string {
  const stacks: string[] = [];
  let one: unknown = error;
  for (let depth = 0; depth < MAX_CAUSES && one !== undefined; depth++) {
    stacks.push(one instanceof Error ? (one.stack ?? one.message) : String(one));
    one = one instanceof Error ? one.cause : undefined;
  }
  return stacks.join('\ncaused by ');
}

/** `secrets` are removed from every line, whatever put them there. */
export function createCallLog(
  write: (line: string) => void,
  clock: { now: () => Date; secrets: readonly string[] },
): CallLog {
  const line = (fields: object): void => {
    const text = JSON.stringify({ time: clock.now().toISOString(), ...fields });
    write(clock.secrets.reduce((cleaned, secret) => cleaned.replaceAll(secret, '…'), text));
  };
  return {
    call: (record) => line({ event: 'call', ...record }),
    failure: (reference, error) => line({ event: 'failure', reference, error: stackOf(error) }),
    event: (event, facts = {}) => line({ event, ...facts }),
  };
}
