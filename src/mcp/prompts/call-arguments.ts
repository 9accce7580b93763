/** Arguments that a prompt spells out for each call: what one call was told the next does not know. */

import { quote } from './quote.ts';

/** The two this program is about; a tool that is told none takes only the first. */
const KOREAN_STANDARDS = 'KR_CARBON_2050,KR_PUE_GREEN_DC';

export const inRegion = (region: string | undefined): string =>
  region === undefined ? '' : ` with region ${quote(region)}`;

export function withStandards(region: string | undefined, regionArgument = 'region'): string {
  const place = region === undefined ? '' : ` and ${regionArgument} ${quote(region)}`;
  return ` with standard ${quote(KOREAN_STANDARDS)}${place}`;
}
