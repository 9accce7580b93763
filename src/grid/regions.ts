/** All regions, provider by provider: most questions stay with one, and what nobody asks about is not made. */

import type { Region } from './region.ts';

type Provider = Region['provider'];

export class Regions implements Iterable<Region> {
  readonly #makers: ReadonlyMap<Provider, () => readonly Region[]>;
  readonly #made = new Map<Provider, readonly Region[]>();
  readonly #ofYear: ((year: number) => Regions | null) | undefined;

  /** `ofYear`: the same regions with the averages of another year; null where these are them. */
  constructor(
    makers: ReadonlyMap<Provider, () => readonly Region[]>,
    ofYear?: (year: number) => Regions | null,
  ) {
    this.#makers = makers;
    this.#ofYear = ofYear;
  }

  /** With the yearly averages by which that year is judged. */
  inYear(year: number): Regions {
    return this.#ofYear?.(year) ?? this;
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
