/** A weighted mean that rounding cannot carry past its parts: a limit is compared with it to the last digit. */

/** What is behind these digits is the rounding of the parts: intensities are stated in decimals, which binary numbers only come near. */
const SIGNIFICANT_DIGITS = 13;
/** Relative. Nearer than this to the average that all parts were scaled to, a mean is that average, whatever digits it has. */
const ROUNDING_RATIO = 1e-12;

/**
 * Adds up how far the parts are from the first, and what each addition loses (Neumaier 1974), so that the error is one
 * of the last digit whatever the number of parts. A constant is itself, since it is nowhere off its first value.
 */
export class WeightedMean {
  #base = 0;
  #deviation = 0;
  #lost = 0;
  #weight = 0;
  #least = Number.POSITIVE_INFINITY;
  #greatest = Number.NEGATIVE_INFINITY;

  /** What weighs nothing does not count. */
  add(value: number, weight: number): void {
    if (!(weight > 0)) return;
    if (this.#weight === 0) this.#base = value;
    this.#weight += weight;
    this.#least = Math.min(this.#least, value);
    this.#greatest = Math.max(this.#greatest, value);
    this.#addDeviation((value - this.#base) * weight);
  }

  #addDeviation(term: number): void {
    const sum = this.#deviation + term;
    const isTermSmaller = Math.abs(this.#deviation) >= Math.abs(term);
    this.#lost += isTermSmaller ? this.#deviation - sum + term : term - sum + this.#deviation;
    this.#deviation = sum;
  }

  /** Between the least and the greatest part, both included; null with no part. `scaledTo`: the average the parts were made to have. */
  value(scaledTo?: number): number | null {
    if (this.#weight === 0) return null;
    const mean = this.#base + (this.#deviation + this.#lost) / this.#weight;
    const isScaledTo =
      scaledTo !== undefined && Math.abs(mean - scaledTo) <= ROUNDING_RATIO * Math.abs(scaledTo);
    const settled = isScaledTo ? scaledTo : Number(mean.toPrecision(SIGNIFICANT_DIGITS));
    return Math.min(this.#greatest, Math.max(this.#least, settled));
  }
}
