// Holds the clock for the demonstrations: what time of day and year it is decides what moving work in time would bring.
const HELD_MS = Date.parse('2026-04-20T18:00:00+09:00');
const Running = Date;

globalThis.Date = class extends Running {
  constructor(...given) {
    if (given.length === 0) super(HELD_MS);
    else super(...given);
  }

  static now() {
    return HELD_MS;
  }
};
