// Average days on the local clock, from a table of hours: what hourly-profiles.json holds of a year.

const HOUR_MS = 3_600_000;
/** Calendar months, in either hemisphere. */
const SEASONS = { DJF: [11, 0, 1], MAM: [2, 3, 4], JJA: [5, 6, 7], SON: [8, 9, 10] };

/**
 * The profiles with those zones recomputed that are a column of the table. Clocks are those of the present profiles.
 * `localHours` is the product's own, so that hours mean the same when profiles are made and when they are used.
 */
export function typicalDays(current, text, localHours) {
  const [header, ...rows] = text
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(','));
  const starts = rows.map(([time]) => Date.parse(time));
  if (starts.some(Number.isNaN))
    throw new Error('the first column must hold UTC times, for example 2024-01-01T00:00Z');
  const zones = { ...current.zones };
  const year = yearOf(starts);
  for (const [column, zone] of header.entries()) {
    if (zones[zone] === undefined) continue;
    const readings = starts.flatMap((fromMs, row) => reading(rows[row][column], fromMs));
    zones[zone] = typicalDay({ readings, timeZone: zones[zone].timeZone, year, localHours });
  }
  return { ...current, year, zones };
}

/** An empty field is a hole and counts for nothing. */
function reading(field, fromMs) {
  if (field === undefined || field.trim() === '') return [];
  const value = Number(field);
  if (!(value >= 0)) throw new Error(`"${field}" is not an intensity`);
  return [{ fromMs, value }];
}

function typicalDay({ readings, timeZone, year, localHours }) {
  const yearIn = new Intl.DateTimeFormat('en', { timeZone, year: 'numeric', calendar: 'gregory' });
  // A year of UTC reaches into the next local year, where a few hours would weigh as a whole winter's.
  const inYear = readings.filter(({ fromMs }) => Number(yearIn.format(fromMs)) === year);
  const hours = inYear.map(({ fromMs, value }) => ({
    ...localHours(timeZone, fromMs, fromMs + HOUR_MS)[0],
    value,
  }));
  const isWeekend = ({ weekday }) => weekday === 0 || weekday === 6;
  const season = (months) => dayOf(hours.filter(({ month }) => months.includes(month)));
  return {
    timeZone,
    annual: dayOf(hours),
    seasons: Object.fromEntries(Object.entries(SEASONS).map(([name, months]) => [name, season(months)])),
    weekday: dayOf(hours.filter((hour) => !isWeekend(hour))),
    weekend: dayOf(hours.filter(isWeekend)),
  };
}

/** Mean of each hour of the clock, to one decimal. */
function dayOf(hours) {
  return Array.from({ length: 24 }, (_, hour) => {
    const values = hours.filter((one) => one.hour === hour).map(({ value }) => value);
    if (values.length === 0) throw new Error(`no value for hour ${hour}: the table must cover a whole year`);
    return Number((values.reduce((sum, value) => sum + value, 0) / values.length).toFixed(1));
  });
}

/** The year most hours belong to. */
const yearOf = (starts) => new Date(starts[Math.floor(starts.length / 2)]).getUTCFullYear();
