import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gramsPerKwh, intensityUnit } from '../../src/grid/intensity-unit.ts';
import { seriesFromText } from '../../src/grid/series-text.ts';

const HOURS = ['2026-04-20T09:00:00Z', '2026-04-20T10:00:00Z'] as const;
const csv = (headings: string, ...cells: string[]) =>
  [headings, ...cells.map((cell, hour) => `${HOURS[hour]},${cell}`)].join('\n');
const json = (root: object, ...rows: object[]) =>
  JSON.stringify({ ...root, data: rows.map((row, hour) => ({ time: HOURS[hour], ...row })) });
const values = (text: string) => seriesFromText(text, 'own').segments.map(({ gco2eqPerKwh }) => gco2eqPerKwh);

test.each([
  ['gCO2eq/kWh', 423, 423],
  ['gCO₂eq/kWh', 0.5, 0.5],
  ['g/kWh', 423, 423],
  ['gCO2/kWh', 423, 423],
  ['gCO2e per kWh', 423, 423],
  ['g CO2-eq / kWh', 423, 423],
  ['kgCO2eq/kWh', 0.423, 423],
  ['kg/kWh', 0.5, 500],
  ['kg/MWh', 423, 423],
  ['kg_co2_per_mwh', 423, 423],
  ['tCO2/MWh', 0.4153, 415.3],
  ['tonnes/MWh', 0.4153, 415.3],
  ['t/GWh', 423, 423],
  ['g/MWh', 423000, 423],
  ['lb/MWh', 1000, 453.59237],
  ['lbCO2e per MWh', 1000, 453.59237],
  ['lbs_co2_per_mwh', 978.9, 444.021570993],
])('"%s": %d is %d gCO2eq/kWh', (text, value, grams) => {
  const unit = intensityUnit(text);
  expect(unit && gramsPerKwh(value, unit)).toBe(grams);
});

test.each([
  'percentile',
  'MW',
  'tons/MWh',
  'mt/MWh',
  'gC/kWh',
  'g/MJ',
  'kWh/kg',
  'kg',
  'g/kW',
  '%',
  'gCO2eq/kWh/h',
])('"%s" is no unit that is known', (text) => {
  expect(intensityUnit(text)).toBeNull();
});

test.each([
  ['a column of units', csv('datetime,value,unit', '0.5,kgCO2eq/kWh', '0.4,kgCO2eq/kWh'), [500, 400]],
  [
    'a unit of its own for each row',
    csv('datetime,value,units', '0.5,kg/kWh', '1000,lb/MWh'),
    [500, 453.59237],
  ],
  ['a heading', csv('time,kgco2_per_kwh', '0.5', '0.4'), [500, 400]],
  ['a heading in capitals', csv('time,KG/kWh', '0.5', '0.4'), [500, 400]],
  ['a heading in words', csv('time,Carbon intensity (lbs/MWh)', '1000', '2000'), [453.59237, 907.18474]],
  [
    'grams, though another column has pounds',
    csv('time,lbs_per_mwh,g_per_kwh', '1000,453.6', '2000,907.2'),
    [453.6, 907.2],
  ],
  ['a row of JSON', json({}, { value: 0.5, unit: 'kg/kWh' }, { value: 0.4, unit: 'kg/kWh' }), [500, 400]],
  ['the root of JSON', json({ unit: 't/MWh' }, { value: 0.5 }, { value: 0.4 }), [500, 400]],
  [
    'the meta of JSON',
    json({ meta: { units: 'lbs_co2_per_mwh' } }, { value: 1000 }, { value: 2000 }),
    [453.59237, 907.18474],
  ],
  ['the same unit twice', json({ unit: 'kg/MWh' }, { gco2_per_kwh: 500 }, { gco2_per_kwh: 400 }), [500, 400]],
  [
    'no text that',
    json({ unit: '', meta: { units: null } }, { value: 500, unit: '' }, { value: 400 }),
    [500, 400],
  ],
  ['a true zero', csv('time,value', '0', '12'), [0, 12]],
  ['less than a gram, said to be grams', csv('time,gco2eq_per_kwh', '0.5', '0.4'), [0.5, 0.4]],
])('%s states the unit', (_, text, expected) => {
  expect(values(text)).toEqual(expected);
});

test.each([
  [
    csv('time,value,unit', '1,percentile', '2,percentile'),
    'row 2: "percentile" is no unit of carbon intensity that is known here',
  ],
  [
    json({ meta: { units: 'percentile' } }, { value: 1 }, { value: 2 }),
    '"percentile" is no unit of carbon intensity that is known here',
  ],
  [
    csv('time,gco2eq_per_kwh,unit', '1,g/kWh', '0.5,kg/kWh'),
    'row 3: its value is said to be in "gco2eq_per_kwh" and in "kg/kWh"',
  ],
  [csv('time,value', '12', '0.5'), 'row 3: 0.5 needs a unit, because a value below 1 may be kg/kWh'],
  [csv('time,value', '12', '500000'), 'row 3: 500000 is above 5000 gCO2eq/kWh, which no grid is'],
  [
    csv('time,value,unit', '12,kg/kWh', '1,kg/kWh'),
    'row 2: 12 (in "kg/kWh") is above 5000 gCO2eq/kWh, which no grid is',
  ],
])('refuses %j: %s', (text, reason) => {
  expect(() => seriesFromText(text, 'own')).toThrow(
    expect.objectContaining({ code: 'NO_INTENSITY', message: `own: ${reason}`, hint: expect.any(String) }),
  );
});

test('law: the same intensity is read from whichever unit it is written in', () => {
  const units = [
    ['kg/kWh', 1 / 1000],
    ['t/MWh', 1 / 1000],
    ['kg/MWh', 1],
    ['g/MWh', 1000],
    ['lb/MWh', 1000 / 453.59237],
  ] as const;
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 50_000 }), fc.constantFrom(...units), (tenths, [unit, factor]) => {
      const grams = tenths / 10;
      const [read] = values(csv('time,value,unit', `${grams * factor},${unit}`, `0,${unit}`));
      expect(Math.abs((read as number) - grams)).toBeLessThanOrEqual(1e-12 * grams);
    }),
  );
});

/** The shape of WattTime v3, GET /v3/forecast. */
const wattTime = (signal: string, units = 'lbs_co2_per_mwh') =>
  JSON.stringify({
    data: [
      { point_time: '2026-09-14T03:00:00+00:00', value: 978.9 },
      { point_time: '2026-09-14T03:05:00+00:00', value: 975.5 },
    ],
    meta: { data_point_period_seconds: 300, region: 'CAISO_NORTH', signal_type: signal, units },
  });

test('a marginal rate of WattTime is pounds per MWh of the marginal plant, not an average life-cycle figure', () => {
  const series = seriesFromText(wattTime('co2_moer'), 'forecast.json');
  expect(series).toMatchObject({ signal: 'marginal', basis: 'direct' });
  expect(series.segments[0]?.gco2eqPerKwh).toBe(444.021570993);
  expect(series.evidence).toMatchObject({ signal: 'marginal', basis: 'direct' });
  expect(series.evidence.note).toBe('the file states no basis; taken as direct');
  expect(seriesFromText(wattTime('co2_aoer'), 'own')).toMatchObject({ signal: 'average', basis: 'direct' });
});

test.each([
  [wattTime('health_damage'), '"health_damage" is no signal'],
  [wattTime('co2_moer', 'percentile'), '"percentile" is no unit of carbon intensity that is known here'],
])('what WattTime gives beside rates is refused: %#', (text, reason) => {
  expect(() => seriesFromText(text, 'own')).toThrow(
    expect.objectContaining({ code: 'NO_INTENSITY', message: `own: ${reason}` }),
  );
});

/** The shape of Electricity Maps, GET /carbon-intensity/history. */
const electricityMaps = (...types: string[]) =>
  JSON.stringify({
    zone: 'KR',
    history: types.map((emissionFactorType, hour) => ({
      ...{
        zone: 'KR',
        carbonIntensity: 362,
        datetime: HOURS[hour],
        emissionFactorType,
        estimationMethod: null,
      },
    })),
  });

test('the factors Electricity Maps names are the basis, and two kinds of them are refused', () => {
  expect(seriesFromText(electricityMaps('direct', 'direct'), 'own').basis).toBe('direct');
  expect(seriesFromText(electricityMaps('lifecycle', 'lifecycle'), 'own').basis).toBe('lifecycle');
  expect(() => seriesFromText(electricityMaps('direct', 'lifecycle'), 'own')).toThrow(
    expect.objectContaining({
      code: 'MIXED_SIGNALS',
      message: 'own: rows differ in basis: direct, lifecycle',
    }),
  );
});

test('the zone a file names is kept, and two of them are refused', () => {
  expect(seriesFromText(electricityMaps('direct', 'direct'), 'own').zone).toBe('KR');
  expect(seriesFromText(csv('time,value,Zone id', '1,SE-SE3', '2,SE-SE3'), 'own').zone).toBe('SE-SE3');
  expect(seriesFromText(csv('time,value,zone', '1,UTC', '2,Asia/Seoul'), 'own').zone).toBeUndefined();
  expect(seriesFromText(csv('time,value', '1', '2'), 'own').zone).toBeUndefined();
  expect(() => seriesFromText(csv('time,value,zone', '1,FR', '2,KR'), 'own')).toThrow(
    expect.objectContaining({
      code: 'NO_INTENSITY',
      message: 'own: its rows are of different grid zones: FR, KR',
    }),
  );
});

test.each([
  [json({}, { value: 1, isEstimated: true }, { value: 2, isEstimated: false }), 'estimated', '1 of 2 rows'],
  [csv('time,value,Data estimated', '1,true', '2,True'), 'estimated', '2 of 2 rows'],
  [csv('time,value,Data estimated', '1,false', '2,'), 'declared', null],
])('figures a publisher estimated are no better than estimated: %#', (text, grade, told) => {
  const { evidence } = seriesFromText(text, 'own');
  expect(evidence.grade).toBe(grade);
  if (told === null) expect(evidence.note).not.toContain('estimated');
  else expect(evidence.note).toContain(`${told} are estimated by the publisher`);
});

test('a heading and a column that name two bases are refused', () => {
  const text = csv('time,gCO2eq/kWh (direct),basis', '300,lifecycle', '301,lifecycle');
  expect(() => seriesFromText(text, 'own')).toThrow(expect.objectContaining({ code: 'MIXED_SIGNALS' }));
});

test.each([
  ['marginal_gco2eq_per_kwh', 'marginal'],
  ['Marginal carbon intensity (g/kWh)', 'marginal'],
  ['Average carbon intensity (g/kWh)', 'average'],
  ['co2moer lbs/MWh', 'marginal'],
])('a heading says the signal: %s', (heading, signal) => {
  expect(seriesFromText(csv(`time,${heading}`, '300', '301'), 'm.csv').signal).toBe(signal);
});

test.each([
  ['Total carbon intensity gCO2/kWh (direct)', 'direct', 'average'],
  ['National carbon intensity gCO2/kWh (operational)', 'operational', 'average'],
  ['Regional carbon intensity gCO2/kWh (life-cycle)', 'lifecycle', 'average'],
  ['Local indirect carbon intensity gCO2/kWh', 'lifecycle', 'average'],
  ['Non-marginal carbon intensity gCO2/kWh', 'lifecycle', 'average'],
  ['marginalDirectGco2PerKwh', 'direct', 'marginal'],
  ['LCA_gco2eq_per_kwh', 'lifecycle', 'average'],
])('basis and signal are whole words of a heading: %s', (heading, basis, signal) => {
  expect(seriesFromText(csv(`time,${heading}`, '300', '301'), 'm.csv')).toMatchObject({ basis, signal });
});

test('a basis in a column is not contradicted by a syllable of the heading', () => {
  const text = csv('time,National carbon intensity gCO2/kWh,basis', '300,direct', '301,direct');
  expect(seriesFromText(text, 'm.csv').basis).toBe('direct');
});

test.each([
  [
    'Total carbon intensity gCO2/kWh',
    'the file states neither signal nor basis; taken as average, lifecycle',
  ],
  ['Non-marginal gCO2/kWh (direct)', 'the file states no signal; taken as average'],
])('what only a syllable of a heading would say is noted as not stated: %s', (heading, note) => {
  expect(seriesFromText(csv(`time,${heading}`, '300', '301'), 'm.csv').evidence.note).toBe(note);
});

test('a heading and a column that name two signals are refused', () => {
  const text = csv('time,marginal gCO2eq/kWh,signal', '300,average', '301,average');
  expect(() => seriesFromText(text, 'm.csv')).toThrow(expect.objectContaining({ code: 'MIXED_SIGNALS' }));
});
