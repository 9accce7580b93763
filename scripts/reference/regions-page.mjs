// docs/reference/regions.md, from config/regions.json, grid-averages.json and providers.json.
import { code, page, table } from './markdown.mjs';

const INTRO = `Made from \`config/regions.json\`, \`config/grid-averages.json\`, \`config/providers.json\` and \`config/hourly-profiles.json\`. Intensity is the
yearly average of the grid zone in gCO2eq/kWh, lifecycle and consumption-based, with its year;
where the zone is not known it is that of the whole country. A PUE is \`published\` for the region, or the
\`estimated\` fleet figure of the provider, or the \`assumed\` 1.4. *By hour* says whether a typical day is known, so that windows and schedules are
more than the average. Licences of the data: [NOTICE](../../NOTICE).`;

const yearOf = (year) => (year === null ? '' : ` (${year})`);

/** `published` goes without saying here. */
const intensityText = ({ gco2eqPerKwh, evidence: { grade, year } }) =>
  `${gco2eqPerKwh}${grade === 'published' ? '' : ` ${grade}`}${yearOf(year)}`;

function rowOf(region, { catalogue, pueOf }) {
  const { code: id, name, country, gridZone, intensity, status } = region;
  const { ratio, evidence } = pueOf(catalogue, region);
  return [
    code(id),
    `${name}${country && !name.includes(country) ? `, ${country}` : ''}${status === 'public' ? '' : ` (${status})`}`,
    gridZone ?? '–',
    intensity === null ? '–' : intensityText(intensity),
    `${ratio} ${evidence.grade}${yearOf(evidence.year)}`,
    gridZone !== null && catalogue.profiles.has(gridZone) ? 'yes' : '–',
  ];
}

export async function regionsPage({ loadCatalogue, pueOf }) {
  const catalogue = await loadCatalogue();
  const providers = [...new Set(Array.from(catalogue.regions, ({ provider }) => provider))];
  const sections = providers.flatMap((provider) => {
    const rows = catalogue.regions.of(provider).map((region) => rowOf(region, { catalogue, pueOf }));
    return [`## ${provider}`, table(['Region', 'Place', 'Grid zone', 'gCO2eq/kWh', 'PUE', 'By hour'], rows)];
  });
  return page('Regions', INTRO, ...sections);
}
