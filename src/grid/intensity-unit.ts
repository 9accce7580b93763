/** Units a grid's carbon intensity is stated in, as people and services write them: "gCO₂eq/kWh", "lbs_co2_per_mwh". */

/** Grams. The pound is exact by definition (international yard and pound agreement, 1959). Tons without "ne" may be short ones, so they are not here. */
const GRAMS_PER_MASS: Readonly<Record<string, number>> = {
  g: 1,
  gram: 1,
  kg: 1000,
  kilogram: 1000,
  t: 1_000_000,
  tonne: 1_000_000,
  lb: 453.59237,
  pound: 453.59237,
};
const KWH_PER_ENERGY: Readonly<Record<string, number>> = { kwh: 1, mwh: 1000, gwh: 1_000_000 };

const UNIT = '(g|gram|kg|kilogram|t|tonne|lb|pound)s? ?(?:co2 ?(?:eq?|equivalent)?)? ?(?:per|/) ?([kmg]wh)';
const WHOLE = new RegExp(`^${UNIT}$`);
const WITHIN = new RegExp(`(?:^| )${UNIT}(?: |$)`);

/** What errors name as known. */
export const KNOWN_UNITS = 'gCO2eq/kWh, kg/kWh, kg/MWh, t/MWh or lb/MWh';

/** One unit as written and what a figure in it is multiplied by; mass ÷ energy keeps both exact. */
export interface IntensityUnit {
  readonly text: string;
  readonly grams: number;
  readonly kwh: number;
}

/** The unit a text is; null: it is none of a carbon intensity. */
export const intensityUnit = (text: string): IntensityUnit | null => unitOf(WHOLE.exec(words(text)), text);

/** The unit a heading names between other words, as in "Carbon intensity (kg/MWh)". */
export const unitWithin = (heading: string): IntensityUnit | null =>
  unitOf(WITHIN.exec(words(heading)), heading);

export const areSameUnit = (one: IntensityUnit, other: IntensityUnit): boolean =>
  one.grams * other.kwh === other.grams * one.kwh;

/** gCO2eq/kWh. Rounded to the 15 digits every double keeps, so that 0.423 kg/kWh is 423. */
export function gramsPerKwh(value: number, { grams, kwh }: IntensityUnit): number {
  return grams === kwh ? value : Number(((value * grams) / kwh).toPrecision(15));
}

function unitOf(match: RegExpExecArray | null, text: string): IntensityUnit | null {
  const [, mass = '', energy = ''] = match ?? [];
  const [grams, kwh] = [GRAMS_PER_MASS[mass], KWH_PER_ENERGY[energy]];
  return grams === undefined || kwh === undefined ? null : { text, grams, kwh };
}

/** Lower case, small digits made plain, whatever is not letter, digit or slash a blank. */
const words = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll('₂', '2')
    .replace(/[^a-z0-9/]+/g, ' ')
    .trim();
