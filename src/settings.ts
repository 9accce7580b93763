/** What the environment of the former system still decides. Pure: the environment is handed in. */

import { parseIntensity, parsePue } from './quantity.ts';

export interface Settings {
  /** KOREA_CARBON_INTENSITY: replaces the limit of KR_CARBON_2050, gCO2eq/kWh. */
  readonly koreaCarbonIntensity: number | null;
  /** KOREA_PUE_TARGET: replaces the limit of KR_PUE_GREEN_DC. */
  readonly koreaPueTarget: number | null;
}

/** Throws AuditError USAGE for a value that is no number of its kind. */
export function settingsOf(environment: Readonly<Record<string, string | undefined>>): Settings {
  const carbon = environment.KOREA_CARBON_INTENSITY;
  const pue = environment.KOREA_PUE_TARGET;
  return {
    koreaCarbonIntensity: carbon ? parseIntensity(carbon, 'KOREA_CARBON_INTENSITY') : null,
    koreaPueTarget: pue ? parsePue(pue, 'KOREA_PUE_TARGET') : null,
  };
}
