/** The standards of the catalogue, with the limits the operator has replaced. */

import { withLimits } from '../../standards/lookup.ts';
import type { Standard } from '../../standards/standard.ts';
import type { ToolContext } from '../tool.ts';

export async function standardsIn({ ports }: ToolContext): Promise<readonly Standard[]> {
  const { koreaCarbonIntensity, koreaPueTarget } = ports.settings;
  return withLimits((await ports.catalogue()).standards, {
    ...(koreaCarbonIntensity === null ? {} : { KR_CARBON_2050: koreaCarbonIntensity }),
    ...(koreaPueTarget === null ? {} : { KR_PUE_GREEN_DC: koreaPueTarget }),
  });
}
