/** So many items are kept once they are made: a node or two, some hundred kilobytes. */
const FEW = 256;

type Make<Item> = (at: number) => Item;

/**
 * A list of which all items are going to be looked at. A few are made at once; of many each is made when it is looked at, and
 * each time anew: what is said of a large cluster is then never in memory whole. `make` must be pure, so that every reader
 * sees the same; to all of them it is an array.
 */
export const computedList = <Item extends object | string>(
  length: number,
  make: Make<Item>,
): readonly Item[] =>
  length <= FEW ? Object.freeze(Array.from({ length }, (_, at) => make(at))) : madeWhenRead(length, make);

/** The same where perhaps not all are looked at and an item takes long to make: of a few each is made when it is looked at. */
export const listOnDemand = <Item extends object>(length: number, make: Make<Item>): readonly Item[] =>
  madeWhenRead(length, length <= FEW ? once(make) : make);

function once<Item extends object>(make: Make<Item>): Make<Item> {
  const made: Item[] = [];
  return (at) => {
    const item = made[at] ?? make(at);
    made[at] = item;
    return item;
  };
}

function madeWhenRead<Item>(length: number, make: Make<Item>): readonly Item[] {
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
