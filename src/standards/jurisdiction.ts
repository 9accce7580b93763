/** Whose rules hold where. */

/** Members since 2020-02-01, by ISO 3166-1 (europa.eu, "EU countries"). */
const EU_MEMBERS = 'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE'.split(
  ' ',
);

const isCountry = (code: string): boolean => /^[A-Z]{2}$/.test(code);

/**
 * Whether a rule of this jurisdiction (ISO 3166-1 alpha-2, "EU", or anything else, like "INT" and "internal") was made for
 * another country. Of anything else nobody can tell, so it is not foreign.
 */
export function isForeign(jurisdiction: string, country: string): boolean {
  if (jurisdiction === 'EU') return !EU_MEMBERS.includes(country);
  return isCountry(jurisdiction) && jurisdiction !== country;
}
