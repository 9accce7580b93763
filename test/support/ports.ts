import { loadCatalogue } from '../../src/io/catalogue.ts';
import type { Scrape } from '../../src/kepler/scrape.ts';
import type { AnyOperation } from '../../src/operations/operation.ts';
import type { Ports } from '../../src/ports.ts';
import { fixture, T0, T30 } from '../kepler/scrapes.ts';

/** 18:00 in Seoul, a Monday. */
export const NOW = '2026-04-20T18:00:00+09:00';

export const nodeA = (): Scrape => fixture('kepler-v0.11-node-a.prom');
export const nodeB = (): Scrape => fixture('kepler-v0.11-node-b-gpu.prom');
export const nodeAWindow = (): readonly Scrape[] => [
  fixture('kepler-v0.11-node-a.prom', T0),
  fixture('kepler-v0.11-node-a.t30.prom', T30),
];

interface Given extends Partial<Omit<Ports, 'scrapes'>> {
  readonly scrapes?: readonly Scrape[];
  readonly missing?: readonly { readonly origin: string; readonly reason: string }[];
}

const refused = (what: string) => () => Promise.reject(new Error(`this run reads no ${what}`));

/** Ports of plain objects: node-a, the bundled catalogue, a fixed clock. */
export function portsWith({ scrapes = [nodeA()], missing = [], ...given }: Given = {}): Ports {
  return {
    catalogue: loadCatalogue,
    scrapes: () => Promise.resolve({ scrapes, missing }),
    intensitySeries: refused('intensity series'),
    savedReport: refused('saved report'),
    settings: { koreaCarbonIntensity: null, koreaPueTarget: null },
    now: () => new Date(NOW),
    ...given,
  };
}

/** What comes out, its result by the type the test knows. */
export async function invoked<Result>(operation: AnyOperation, input: unknown, ports: Ports = portsWith()) {
  const { result, view, outcome } = await operation.invoke(input, ports);
  return { result: result as Result, view, outcome };
}

/** Where a value is not plain JSON: NaN, Infinity, undefined in a list, Map, Date. Undefined fields are left out by JSON and do no harm. */
export function notPlain(value: unknown, path = 'result'): string[] {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return [];
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [`${path} is ${value}`];
  if (Array.isArray(value)) return value.flatMap((item, index) => notPlain(item, `${path}[${index}]`));
  const isPlain = typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype;
  if (!isPlain) return [`${path} is ${typeof value}`];
  return Object.entries(value as object)
    .filter(([, item]) => item !== undefined)
    .flatMap(([key, item]) => notPlain(item, `${path}.${key}`));
}
