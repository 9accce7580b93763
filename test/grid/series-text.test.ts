import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seriesFromText } from '../../src/grid/series-text.ts';

const csv = (...lines: string[]) => lines.join('\n');
const hours = (text: string) =>
  seriesFromText(text, 'series.csv').segments.map(({ fromMs, toMs, gco2eqPerKwh }) => [
    new Date(fromMs).toISOString().slice(11, 16),
    (toMs - fromMs) / 60_000,
    gco2eqPerKwh,
  ]);

const TWO_HOURS = [
  ['09:00', 60, 400],
  ['10:00', 60, 350.5],
];

test.each([
  ['our names', csv('time,gco2eq_per_kwh', '2026-04-20T09:00:00Z,400', '2026-04-20T10:00:00Z,350.5')],
  [
    'ends',
    csv(
      'from,to,value',
      '2026-04-20T09:00Z,2026-04-20T10:00Z,400',
      '2026-04-20T10:00Z,2026-04-20T11:00Z,350.5',
    ),
  ],
  [
    'Korean time, CRLF, BOM',
    '\uFEFFstart,gCO2eq/kWh\r\n2026-04-20T18:00+09:00,400\r\n2026-04-20T19:00+0900,350.5\r\n',
  ],
  [
    'quotes and a comment',
    csv(
      '# mine',
      '"time","note","value"',
      '"2026-04-20T09:00:00Z","a, ""b""",400',
      '2026-04-20T10:00:00Z,,350.5',
    ),
  ],
  ['semicolons', csv('time;value', '2026-04-20T09:00:00Z;400', '2026-04-20T10:00:00Z;350.5')],
  [
    'a heading that names UTC',
    csv(
      'Datetime (UTC),Carbon intensity gCO₂eq/kWh (Life cycle)',
      '2026-04-20 09:00:00,400',
      '2026-04-20 10:00:00,350.5',
    ),
  ],
  [
    'a JSON list',
    '[{"datetime":"2026-04-20T09:00:00.000Z","carbonIntensity":400,"updatedAt":"x"},{"datetime":"2026-04-20T10:00:00.000Z","carbonIntensity":350.5}]',
  ],
  [
    'a JSON object',
    '{"history":[{"startsAt":"2026-04-20T09:00:00Z","value":400},{"startsAt":"2026-04-20T10:00:00Z","value":350.5}]}',
  ],
])('reads %s', (_, text) => {
  expect(hours(text)).toEqual(TWO_HOURS);
});

test('uneven steps with ends stay as they are, and a hole stays a hole', () => {
  const text = csv(
    'from,to,value',
    '2026-04-20T09:00Z,2026-04-20T09:05Z,1',
    '2026-04-20T09:05Z,2026-04-20T10:05Z,2',
    '2026-04-20T12:00Z,2026-04-20T12:30Z,3',
  );
  expect(hours(text)).toEqual([
    ['09:00', 5, 1],
    ['09:05', 60, 2],
    ['12:00', 30, 3],
  ]);
});

test('without ends, a pause longer than the common step is a hole', () => {
  const times = ['00:00', '01:00', '02:00', '05:00', '06:00'];
  const text = csv('time,value', ...times.map((time) => `2026-04-20T${time}Z,7`));
  expect(hours(text)).toEqual(times.map((time) => [time, 60, 7]));
});

test('signal and basis are read, and what is not said is noted', () => {
  const stated = csv(
    'time,value,signal,basis',
    '2026-04-20T09:00Z,1,marginal,direct',
    '2026-04-20T10:00Z,2,marginal,direct',
  );
  expect(seriesFromText(stated, 'own.csv')).toMatchObject({
    signal: 'marginal',
    basis: 'direct',
    evidence: { grade: 'declared', source: 'own.csv', year: 2026 },
  });
  const silent = seriesFromText(csv('time,value', '2026-04-20T09:00Z,1', '2026-04-20T10:00Z,2'), 'own.csv');
  expect(silent).toMatchObject({ signal: 'average', basis: 'lifecycle' });
  expect(silent.evidence.note).toBe('the file states neither signal nor basis; taken as average, lifecycle');
  const json =
    '{"signal":"marginal","basis":"operational","data":[{"from":"2026-04-20T09:00Z","to":"2026-04-20T10:00Z","value":1}]}';
  expect(seriesFromText(json, 'own.json')).toMatchObject({ signal: 'marginal', basis: 'operational' });
});

test('of a direct and a life-cycle column the life-cycle one is used', () => {
  const text = csv(
    'Datetime (UTC),Carbon intensity gCO₂eq/kWh (direct),Carbon intensity gCO₂eq/kWh (Life cycle)',
    '2026-04-20 09:00:00,300,400',
    '2026-04-20 10:00:00,301,401',
  );
  expect(seriesFromText(text, 'kr.csv').basis).toBe('lifecycle');
  expect(hours(text).map(([, , value]) => value)).toEqual([400, 401]);
});

test.each([
  'g_per_kwh',
  'gco2eq_kwh',
  'carbonIntensityGco2eqPerKwh',
  'intensityGCO2PerKWh',
  'CO2 [g/kWh]',
  'avg g/kWh',
  'Grams CO2 per kWh',
])('"%s" stands beside a column of energy and is the intensity', (heading) => {
  const text = csv(
    `time,charging kWh,building_kwh,${heading}`,
    '2026-04-20T09:00:00Z,120,9,400',
    '2026-04-20T10:00:00Z,130,9,350.5',
  );
  expect(hours(text)).toEqual(TWO_HOURS);
});

const T9 = '2026-04-20T09:00:00Z';
const T10 = '2026-04-20T10:00:00Z';

test.each([
  ['', 'the file is empty'],
  ['time,value\n', 'the file has headings and no rows'],
  [csv('hour,value', `${T9},1`), 'no column of times among "hour", "value"'],
  [csv('time,price', `${T9},1`), 'no column of intensities among "time", "price"'],
  [csv('time,tons_per_mwh', `${T9},1`), '"tons_per_mwh" names no unit that is known here'],
  [csv('time,MOER', `${T9},1`), '"MOER" names no unit that is known here'],
  [
    csv('time,building_kwh,price', `${T9},120,5`),
    'no column of intensities among "time", "building_kwh", "price"',
  ],
  [csv('time,avg_kwh', `${T9},120`), 'no column of intensities among "time", "avg_kwh"'],
  [csv('time,chargingKwh', `${T9},120`), 'no column of intensities among "time", "chargingKwh"'],
  [csv('time,Heat kWh', `${T9},120`), 'no column of intensities among "time", "Heat kWh"'],
  [csv('time,mgCO2/kWh', `${T9},4230`), '"mgCO2/kWh" names no unit that is known here'],
  [csv('time,forecast,actual', `${T9},1,2`), 'several columns could be the intensity: "forecast", "actual"'],
  [csv('time,value', '2026-04-20T09:00:00,1'), 'row 2: the time "2026-04-20T09:00:00" has no zone'],
  [csv('time,value', '20 April,1'), 'row 2: "20 April" is not a time of ISO 8601'],
  [csv('time,value', '2026-02-30T09:00:00Z,1'), 'row 2: "2026-02-30T09:00:00Z" is no time that exists'],
  [csv('time,value', `${T9},-1`), 'row 2: "-1" is not an intensity in gCO2eq/kWh'],
  [csv('time,value', `${T9},NaN`), 'row 2: "NaN" is not an intensity in gCO2eq/kWh'],
  [csv('time,value', `${T9},1`, `${T10},`), 'row 3: "" is not an intensity in gCO2eq/kWh'],
  [csv('time,value', `${T10},1`, `${T9},1`), 'row 3 does not come after row 2 in time'],
  [csv('time,value', `${T9},1`, `${T9},1`), 'row 3 does not come after row 2 in time'],
  [
    csv('from,to,value', `${T9},2026-04-20T10:30:00Z,1`, `${T10},2026-04-20T11:00:00Z,1`),
    'row 3 starts before row 2 has ended',
  ],
  [csv('from,to,value', `${T10},${T9},1`), 'row 2 ends before it starts'],
  [csv('time,value', `${T9},1`), 'row 2 does not say when it ends'],
  [csv('time,value', `"${T9},1`), 'a quote that starts on line 2 does not end properly'],
  [csv('time,value,basis', `${T9},1,well`, `${T10},1,well`), '"well" is no basis'],
  ['{"a":1}', 'the JSON holds no list of intensities'],
  ['[1]', 'row 1 is not an object'],
  ['[{"from":{},"value":1}]', 'row 1: "{}" is not a time of ISO 8601'],
])('refuses %j: %s', (text, reason) => {
  expect(() => seriesFromText(text, 'own')).toThrow(
    expect.objectContaining({ code: 'NO_INTENSITY', message: `own: ${reason}`, hint: expect.any(String) }),
  );
});

test('broken JSON is refused with the reason', () => {
  expect(() => seriesFromText('[{', 'own')).toThrow(/^own: not JSON: /);
});

test('rows of different signals are refused', () => {
  const text = csv('time,value,signal', `${T9},1,average`, `${T10},1,marginal`);
  expect(() => seriesFromText(text, 'own')).toThrow(
    expect.objectContaining({
      code: 'MIXED_SIGNALS',
      message: 'own: rows differ in signal: average, marginal',
    }),
  );
});

test('whatever segments are written, the same are read back', () => {
  const steps = fc.array(
    fc.tuple(
      fc.integer({ min: 1, max: 300 }),
      fc.integer({ min: 0, max: 60 }),
      fc.float({ min: 0, max: 1500, noNaN: true }),
    ),
    {
      minLength: 1,
      maxLength: 40,
    },
  );
  fc.assert(
    fc.property(steps, (all) => {
      let at = Date.UTC(2026, 0, 1);
      const segments = all.map(([minutes, pause, value]) => {
        const fromMs = at + pause * 60_000;
        at = fromMs + minutes * 60_000;
        return { fromMs, toMs: at, gco2eqPerKwh: Math.abs(value) };
      });
      const iso = (ms: number) => new Date(ms).toISOString();
      const rows = segments.map(
        ({ fromMs, toMs, gco2eqPerKwh }) => `${iso(fromMs)},${iso(toMs)},${gco2eqPerKwh}`,
      );
      expect(seriesFromText(csv('from,to,gco2eq_per_kwh', ...rows), 'own').segments).toEqual(segments);
    }),
  );
});

test('any text is read or refused in a sentence, never anything else', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('t', 'ime', ',', '"', '\n', '{', '[', ']', '1', 'value', ' ', T9) }),
      (text) => {
        try {
          expect(seriesFromText(text, 'own').segments.length).toBeGreaterThan(0);
        } catch (error) {
          expect(error).toMatchObject({ name: 'AuditError', message: expect.stringMatching(/^own: /) });
        }
      },
    ),
  );
});
