// Yearly averages of the grid zones our regions use, from the Electricity Maps data inside the npm package @tgwf/co2.
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** All years the package has, for the zones of regions and national stand-ins; zones of our own table are kept on. */
export async function yearlyAverages(current, { regions }, packageDirectory) {
  const years = await packageYears(packageDirectory);
  const wanted = regions.flatMap(({ gridZone, nationalZone }) => [gridZone, nationalZone]).filter(Boolean);
  const zones = [...new Set([...wanted, ...Object.keys(current.zones)])].sort();
  const latest = Math.max(...years.map(([year]) => Number(year)));
  return {
    ...current,
    year: latest,
    zones: Object.fromEntries(zones.map((zone) => [zone, historyOf(zone, years)])),
  };
}

function historyOf(zone, years) {
  const values = years.map(([year, data]) => [year, data[zone]?.carbonIntensity?.value]);
  return Object.fromEntries(values.filter(([, value]) => typeof value === 'number'));
}

/** [["2021", zones], …] in order of years. */
async function packageYears(directory) {
  const index = resolve(join(directory, 'dist', 'esm', 'data', 'electricity-maps', 'index.js'));
  const { default: tables, ...named } = await import(pathToFileURL(index).href);
  return Object.entries({ ...tables, ...named })
    .flatMap(([name, table]) => {
      const year = /^yearly(\d{4})$/.exec(name)?.[1];
      return year === undefined ? [] : [[year, table.data ?? table]];
    })
    .sort(([a], [b]) => a.localeCompare(b));
}
