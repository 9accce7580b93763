/** So many items are kept once they are made: a node or two, some hundred kilobytes. */
const FEW = 256;

/** Judging, ranking, summing and writing look at each item in turn; where there are few it is made once for all of them. */
function once<Item extends object | string>(make: (at: number) => Item): (at: number) => Item {
  const made: Item[] = [];
  return (at) => {
    const item = made[at] ?? make(at);
    made[at] = item;
    return item;
  };
}

/**
 * A list whose items are made when they are looked at, and in a long list each time anew: what is said of a large cluster is
 * then never in memory whole. `makeItem` must be pure, so that every reader sees the same; to all of them it is an array.
 */
export function computedList<Item extends object | string>(
  length: number,
  makeItem: (at: number) => Item,
): readonly Item[] {
  const make = length <= FEW ? once(makeItem) : makeItem;
  const positionOf = (key: string | symbol): number | null => {
    if (typeof key === 'symbol') return null;
    const at = Number(key) >>> 0;
    return at < length && String(at) === key ? at : null;
  };
  const target: Item[] = [];
  target.length = length;
  return new Proxy(target, {
    get: (array, key, receiver) => {
      const at = positionOf(key);
      return at === null ? Reflect.get(array, key, receiver) : make(at);
    },
    has: (array, key) => positionOf(key) !== null || Reflect.has(array, key),
    ownKeys: (array) => [...Array.from({ length }, (_, at) => String(at)), ...Reflect.ownKeys(array)],
    getOwnPropertyDescriptor: (array, key) => {
      const at = positionOf(key);
      if (at === null) return Reflect.getOwnPropertyDescriptor(array, key);
      return { value: make(at), writable: false, enumerable: true, configurable: true };
    },
    // Nothing could be kept: it would be lost without a word.
    set: () => false,
    defineProperty: () => false,
    deleteProperty: () => false,
  });
}
