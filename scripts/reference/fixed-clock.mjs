// Loaded before the program when documents are made: options that depend on the season must not change from day to day.
const FIXED_MS = Date.parse('2026-10-20T01:00:00Z');

globalThis.Date = class extends Date {
  constructor(...given) {
    super(...(given.length === 0 ? [FIXED_MS] : given));
  }

  static now() {
    return FIXED_MS;
  }
};
