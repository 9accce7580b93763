/** All regions, provider by provider: most questions stay with one, and what nobody asks about is not made. */

import type { Region } from './region.ts';

type Provider = Region['provider'];

export class Regions implements Iterable<Region> {
  readonly #makers: ReadonlyMap<Provider, () => readonly Region[]>;
  readonly #made = new Map<Provider, readonly Region[]>();

  constructor(makers: ReadonlyMap<Provider, () => readonly Region[]>) {
    this.#makers = makers;
  }

  /** Each time the same list; empty where the provider has none. */
  of(provider: Provider): readonly Region[] {
    const known = this.#made.get(provider);
    if (known !== undefined) return known;
    const made = this.#makers.get(provider)?.() ?? [];
    this.#made.set(provider, made);
    return made;
  }

  *[Symbol.iterator](): Generator<Region, void, undefined> {
    for (const provider of this.#makers.keys()) yield* this.of(provider);
  }
}
