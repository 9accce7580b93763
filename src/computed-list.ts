/**
 * A list whose items are made when they are looked at, and each time anew: what is said of a large cluster is then never
 * in memory whole. `make` must be pure, so that every reader sees the same; to all of them it is an array.
 */
export function computedList<Item>(length: number, make: (at: number) => Item): readonly Item[] {
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
