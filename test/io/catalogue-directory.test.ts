import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { siteOf } from '../../src/audit/site.ts';
import type { Region } from '../../src/grid/region.ts';
import { loadCatalogue } from '../../src/io/catalogue.ts';
import { BUNDLED } from '../../src/io/catalogue-bundled.ts';

let directory = '';
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'catalogue-'));
});
afterEach(() => rm(directory, { recursive: true }));

const put = (name: string, content: unknown) =>
  writeFile(join(directory, name), typeof content === 'string' ? content : JSON.stringify(content));

/** Our own file with one change, made on a copy. */
function changed<Name extends keyof typeof BUNDLED>(name: Name, change: (file: Mutable) => void): unknown {
  const copy = structuredClone(BUNDLED[name]) as unknown as Mutable;
  change(copy);
  return copy;
}
// biome-ignore lint/suspicious/noExplicitAny: tests break files in ways their types forbid
type Mutable = any;

test('a file replaces ours, the others stay, and the version says so', async () => {
  await put(
    'standards.json',
    changed('standards', (file) => file.standards.splice(1)),
  );
  const catalogue = await loadCatalogue(directory);
  expect(catalogue.standards.map(({ code }) => code)).toEqual(['KR_CARBON_2050']);
  expect([...catalogue.regions]).toHaveLength(153);
  expect(catalogue.version).toBe(`${BUNDLED.sources.version}+standards`);
});

test('a copy of all our files is our catalogue', async () => {
  for (const [name, content] of Object.entries(BUNDLED)) await put(`${name}.json`, content);
  expect(await loadCatalogue(directory)).toEqual(await loadCatalogue());
});

test('a source that is no key of sources.json is a citation', async () => {
  const cited = changed('grid-averages', (file) => {
    file.source = 'Our own metering';
    file.zones.KR = { 2019: 500 };
  });
  await put('grid-averages.json', cited);
  const { regions } = await loadCatalogue(directory);
  const seoul = [...regions].find(({ code }) => code === 'ap-northeast-2');
  expect(seoul?.intensity).toMatchObject({
    gco2eqPerKwh: 500,
    evidence: { source: 'Our own metering of zone KR', year: 2019 },
  });
});

const standard = (change: (one: Mutable) => void) =>
  changed('standards', (file) => {
    change(file.standards[3]);
  });

test.each<[string, string, unknown]>([
  [
    'standards.json: standards[3].phases[0].limit: is not a number',
    'standards.json',
    standard((one) => {
      one.phases[0].limit = '424';
    }),
  ],
  [
    'standards.json: standards[3].metric: is none of carbon-intensity, pue, power, emissions, other',
    'standards.json',
    standard((one) => {
      one.metric = 'watts';
    }),
  ],
  [
    'standards.json: standards[3]: has no place for treshold',
    'standards.json',
    standard((one) => {
      one.treshold = 1;
    }),
  ],
  [
    'standards.json: standards[3].phases[0]: limit and comparator go together: both or neither null',
    'standards.json',
    standard((one) => {
      one.phases[0].limit = 1;
    }),
  ],
  [
    'standards.json: standards[3].phases[0]: ends before it begins',
    'standards.json',
    standard((one) => {
      one.phases[0].to = '2000-01-01';
    }),
  ],
  [
    'standards.json: standards[3].phases[0].from: is no date as in 2025-12-31',
    'standards.json',
    standard((one) => {
      one.phases[0].from = '2024-02-30';
    }),
  ],
  [
    'standards.json: standards[3]: a standard whose metric is "other" says in "unmeasurable" why; any other has null there',
    'standards.json',
    standard((one) => {
      one.unmeasurable = null;
    }),
  ],
  ...(
    [
      ['carbon-intensity', 'lb/MWh', 'gCO2eq/kWh'],
      ['carbon-intensity', 'kgCO2eq/kWh', 'gCO2eq/kWh'],
      ['power', 'kW', 'W'],
      ['emissions', 'kgCO2eq/year', 'kgCO2eq/month'],
      ['pue', '%', 'ratio'],
    ] as const
  ).map(([metric, unit, needed]): [string, string, unknown] => [
    `standards.json: standards[0].unit: "${unit}" is not the unit of ${metric}: give its limits in ${needed}`,
    'standards.json',
    changed('standards', (file) => {
      Object.assign(file.standards[0], { metric, unit });
    }),
  ]),
  ...(
    [
      ['power', 'W'],
      ['emissions', 'kgCO2eq/month'],
    ] as const
  ).map(([metric, unit]): [string, string, unknown] => [
    'standards.json: standards[0].scope: what a whole site draws or emits is not measured here: power and emissions have scope "workload"',
    'standards.json',
    changed('standards', (file) => {
      Object.assign(file.standards[0], { metric, unit, scope: 'site' });
    }),
  ]),
  ...['MAX_POWER', 'MAX_EMISSIONS', 'MAX_INTENSITY', 'EVIDENCE'].map((code): [string, string, unknown] => [
    `standards.json: standards[3]: ${code} is the name of a check of the audit itself`,
    'standards.json',
    standard((one) => {
      one.code = code;
    }),
  ]),
  [
    'standards.json: standards[3]: MAX_POWER is the name of a check of the audit itself',
    'standards.json',
    standard((one) => {
      one.aliases = ['max_power'];
    }),
  ],
  [
    'standards.json: standards[3]: the name KR_CARBON_2050 is taken',
    'standards.json',
    standard((one) => {
      one.aliases = ['kr_carbon_2050'];
    }),
  ],
  [
    'regions.json: regions[0].timeZone: not an IANA time zone, for example Asia/Seoul',
    'regions.json',
    changed('regions', (file) => {
      file.regions[0].timeZone = 'Mars/Olympus';
    }),
  ],
  [
    'regions.json: regions[0].gridZone: zone "XX" has no yearly average in grid-averages.json',
    'regions.json',
    changed('regions', (file) => {
      file.regions[0].gridZone = 'XX';
    }),
  ],
  [
    'regions.json: regions[1]: the region aws:af-south-1 is taken',
    'regions.json',
    changed('regions', (file) => {
      file.regions[1] = file.regions[0];
    }),
  ],
  [
    'regions.json: regions[0].pue.ratio: is below 1',
    'regions.json',
    changed('regions', (file) => {
      file.regions[0].pue.ratio = 0.9;
    }),
  ],
  [
    'hourly-profiles.json: zones.KR.annual: must have 24 entries',
    'hourly-profiles.json',
    changed('hourly-profiles', (file) => {
      file.zones.KR.annual.pop();
    }),
  ],
  [
    'grid-averages.json: zones.KR.2025: is below 0',
    'grid-averages.json',
    changed('grid-averages', (file) => {
      file.zones.KR[2025] = -1;
    }),
  ],
  ['providers.json: providers: is needed', 'providers.json', {}],
])('%s', async (message, name, content) => {
  await put(name, content);
  await expect(loadCatalogue(directory)).rejects.toMatchObject({
    ...{ code: 'CONFIG', exitCode: 2, hint: 'correct the file, or take it out to use ours' },
    message: join(directory, message),
  });
});

const of = (name: 'grid-averages' | 'hourly-profiles', kind: object) =>
  changed(name, (file) => Object.assign(file, kind));

test.each([
  ['grid-averages', { signal: 'marginal' }, 'marginal lifecycle', 'average lifecycle'],
  ['grid-averages', { basis: 'operational' }, 'average operational', 'average lifecycle'],
  ['hourly-profiles', { signal: 'marginal', basis: 'direct' }, 'average lifecycle', 'marginal direct'],
] as const)(
  '%s.json of another kind than what it is joined with is refused',
  async (name, kind, yearly, hourly) => {
    await put(`${name}.json`, of(name, kind));
    await expect(loadCatalogue(directory)).rejects.toMatchObject({
      code: 'MIXED_SIGNALS',
      hint: 'give both files of one signal and one basis, or an hourly-profiles.json without zones',
      message: `the catalogue of ${directory} mixes intensities: grid-averages.json is ${yearly} and hourly-profiles.json is ${hourly}, and a typical day is scaled to the yearly average of its zone`,
    });
  },
);

test('averages and hours keep the kind both files state', async () => {
  const kind = { signal: 'marginal', basis: 'operational' };
  await put('grid-averages.json', of('grid-averages', kind));
  await put('hourly-profiles.json', of('hourly-profiles', kind));
  const catalogue = await loadCatalogue(directory);
  const seoul = [...catalogue.regions].find(({ code }) => code === 'ap-northeast-2') as Region;
  expect(seoul.intensity?.evidence).toMatchObject(kind);
  const { seriesOver } = siteOf({ catalogue, region: seoul });
  expect(seriesOver?.(0, 3_600_000)).toMatchObject({ ...kind, evidence: kind });
});

test('averages of another kind are fine where no hours are joined with them', async () => {
  await put('grid-averages.json', of('grid-averages', { basis: 'operational' }));
  await put('hourly-profiles.json', of('hourly-profiles', { zones: {} }));
  const catalogue = await loadCatalogue(directory);
  const seoul = [...catalogue.regions].find(({ code }) => code === 'ap-northeast-2') as Region;
  expect(siteOf({ catalogue, region: seoul })).toMatchObject({
    intensity: { evidence: { basis: 'operational' } },
    seriesOver: null,
  });
});

test('several problems are counted, the first is told', async () => {
  await put(
    'standards.json',
    changed('standards', (file) => {
      file.standards[0].metric = 'watts';
      file.standards[1].scope = 'pod';
    }),
  );
  await expect(loadCatalogue(directory)).rejects.toThrow(/standards\[0\]\.metric: .* \(and 1 more\)$/);
});

test('what is not JSON is refused with its reason', async () => {
  await put('regions.json', '{"regions": [}');
  await expect(loadCatalogue(directory)).rejects.toThrow(/regions\.json is not JSON: /);
});

test.each([
  ['standard.json', 'did you mean standards.json?'],
  ['standards.yaml', 'did you mean standards.json?'],
  ['zzz.json', expect.stringContaining('grid-averages.json')],
])('a file %s that would be passed over is refused', async (name, hint) => {
  await put(name, {});
  await expect(loadCatalogue(directory)).rejects.toMatchObject({
    code: 'CONFIG',
    hint,
    message: expect.stringContaining(name),
  });
});

test('a directory without our files, or none at all, is refused', async () => {
  await put('notes.txt', 'x');
  await expect(loadCatalogue(directory)).rejects.toThrow(
    `the catalogue directory ${directory} holds none of our files`,
  );
  const absent = join(directory, 'absent');
  await expect(loadCatalogue(absent)).rejects.toThrow(
    `the catalogue directory ${absent} cannot be read (ENOENT)`,
  );
});
