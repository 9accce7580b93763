/** Who gives way when all places are taken: nobody may be shut out by one caller who holds most of them. */

export interface Place {
  /** A credential, or an address where callers have none. */
  readonly owner: string;
  /** Nobody waits on it now. */
  readonly isIdle: boolean;
  readonly lastSeenMs: number;
}

/** Before a place of another is taken the other must hold so many more, or two callers would take turns for ever. */
const MORE_THAN_ASKER = 2;

function heldBy(places: readonly Place[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { owner } of places) counts.set(owner, (counts.get(owner) ?? 0) + 1);
  return counts;
}

/** Idle ones first, then those that were not used for the longest time. */
const givesWayFirst = (one: Place, other: Place): number =>
  Number(other.isIdle) - Number(one.isIdle) || one.lastSeenMs - other.lastSeenMs;

/** The place to free for `asker`: one of whoever holds most, else an idle one of the asker; null: refuse the asker. */
export function placeToFree<Held extends Place>(places: readonly Held[], asker: string): Held | null {
  const counts = heldBy(places);
  const own = counts.get(asker) ?? 0;
  const [greediest, most] = [...counts].reduce((a, b) => (b[1] > a[1] ? b : a), ['', 0] as [string, number]);
  const candidates = places.filter(({ owner, isIdle }) =>
    most >= own + MORE_THAN_ASKER ? owner === greediest : owner === asker && isIdle,
  );
  return [...candidates].sort(givesWayFirst)[0] ?? null;
}

/** Without tokens the address is all there is to tell one caller from another. */
export const ownerOf = (caller: string, address: string | undefined): string =>
  caller === ANONYMOUS ? `address ${address ?? 'unknown'}` : `caller ${caller}`;

/** The caller's name on a server without tokens. */
export const ANONYMOUS = 'anonymous';
