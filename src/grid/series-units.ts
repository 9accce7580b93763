/** The unit each figure of a user's table is in, and the figure in gCO2eq/kWh if it can be one. */

import { HIGHEST_GRAMS_PER_KWH } from '../quantity.ts';
import {
  areSameUnit,
  gramsPerKwh,
  type IntensityUnit,
  intensityUnit,
  KNOWN_UNITS,
} from './intensity-unit.ts';
import { type Columns, NAMES, unreadable } from './series-columns.ts';
import { statedTexts, type Table, type TableRow } from './series-table.ts';

/** Refuses one row: the reason goes into a sentence, the hint says what to do. */
type RefuseRow = (reason: string, hint: string) => Error;

/** What makes figures of a table: value as written → gCO2eq/kWh. Throws NO_INTENSITY with the row. */
export function figureReader(table: Table, columns: Columns, origin: string) {
  const common = statedTexts(table, NAMES.unit).map((text) => {
    return intensityUnit(text) ?? raise(unreadable(origin, noUnit(text), UNIT_HINT));
  });
  const everywhere = [...(columns.valueUnit === null ? [] : [columns.valueUnit]), ...common];
  return (row: TableRow): number => {
    const field = (column: number | null): string =>
      column === null ? '' : (row.fields[column] ?? '').trim();
    const refuse: RefuseRow = (reason, hint) => unreadable(origin, `row ${row.row}: ${reason}`, hint);
    const unit = agreed([...everywhere, ...unitsIn(field(columns.unit), refuse)], refuse);
    return plausible(field(columns.value), unit, refuse);
  };
}

const UNIT_HINT = `give values in ${KNOWN_UNITS}`;
const VALUE_HINT = 'give a number of 0 or more, or leave the row out: a hole stays a hole';

const noUnit = (text: string): string => `"${text}" is no unit of carbon intensity that is known here`;

function unitsIn(text: string, refuse: RefuseRow): IntensityUnit[] {
  if (text === '') return [];
  return [intensityUnit(text) ?? raise(refuse(noUnit(text), UNIT_HINT))];
}

/** A file that says two different units of one value is not believed in either. null: it says none. */
function agreed(units: readonly IntensityUnit[], refuse: RefuseRow): IntensityUnit | null {
  const [first] = units;
  if (first === undefined) return null;
  const other = units.find((unit) => !areSameUnit(unit, first));
  if (other === undefined) return first;
  throw refuse(
    `its value is said to be in "${first.text}" and in "${other.text}"`,
    'keep the one that is right',
  );
}

/** The bounds of a figure on the command line: without a unit a value below 1 may be kg/kWh, and no grid is above 5000. */
function plausible(text: string, unit: IntensityUnit | null, refuse: RefuseRow): number {
  const value = decimal(text) ?? raise(refuse(`"${text}" is not an intensity in gCO2eq/kWh`, VALUE_HINT));
  if (unit === null && value > 0 && value < 1) {
    throw refuse(
      `${text} needs a unit, because a value below 1 may be kg/kWh`,
      `name the column "gco2eq_per_kwh", or add a column "unit" of ${KNOWN_UNITS}`,
    );
  }
  const grams = unit === null ? value : gramsPerKwh(value, unit);
  if (grams <= HIGHEST_GRAMS_PER_KWH) return grams;
  const inUnit = unit === null || unit.grams === unit.kwh ? '' : ` (in "${unit.text}")`;
  throw refuse(
    `${text}${inUnit} is above ${HIGHEST_GRAMS_PER_KWH} gCO2eq/kWh, which no grid is`,
    'check the unit of the values',
  );
}

/** Decimal numbers only: Number('') is 0 and Number('0x1') is 1. */
function decimal(text: string): number | null {
  if (!/^\+?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) return null;
  const value = Number(text);
  return Number.isFinite(value) ? value : null;
}

function raise(error: Error): never {
  throw error;
}
