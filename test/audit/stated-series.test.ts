import { expect, test } from 'vitest';
import { statedSeries } from '../../src/audit/stated-series.ts';
import type { IntensitySeries } from '../../src/grid/series.ts';
import { assessed, measurementOf, podOf, siteIn } from './subjects.ts';

const at = (clock: string): number => Date.parse(`2026-04-20T${clock}:00Z`);

/** 300 g from 03:00 to 04:00, nothing for an hour, 500 g from 05:00 to 06:00. */
const SERIES: IntensitySeries = {
  segments: [
    { fromMs: at('03:00'), toMs: at('04:00'), gco2eqPerKwh: 300 },
    { fromMs: at('05:00'), toMs: at('06:00'), gco2eqPerKwh: 500 },
  ],
  ...{ signal: 'average', basis: 'lifecycle' },
  evidence: { grade: 'declared', source: 'own.csv', year: 2026 },
};

test.each([
  ['03:00', 300],
  ['03:59', 300],
  ['05:30', 500],
])('a scrape of %s has the figure of that time: %d', (clock, value) => {
  const { intensity, remarks } = statedSeries(SERIES, [at(clock), at(clock)]);
  expect(intensity).toMatchObject({ value, evidence: { grade: 'declared', source: 'own.csv' } });
  expect(intensity?.evidence.note).toBe(`at 2026-04-20T${clock}:00Z, the time of the scrape`);
  expect(remarks).toBeUndefined();
});

test.each(['02:59', '04:00', '04:30', '06:00'])(
  'a scrape of %s, which is not covered, has no figure',
  (clock) => {
    expect(statedSeries(SERIES, [null, at('03:00'), at(clock)])).toMatchObject({
      intensity: null,
      noIntensity: `the intensity series has a gap at 2026-04-20T${clock}:00Z, the time of the scrape`,
    });
  },
);

test('nodes read at times of different intensity have no figure in common', () => {
  expect(statedSeries(SERIES, [at('03:00'), at('05:00')])).toMatchObject({
    intensity: null,
    noIntensity: expect.stringContaining('lies between 300 and 500 gCO2eq/kWh at the times of the scrapes'),
  });
});

test('a scrape without a time has the mean of the whole series, and a warning says so', () => {
  const { intensity, remarks } = statedSeries(SERIES, [null, at('03:00')]);
  expect(intensity?.value).toBe(400);
  expect(remarks).toEqual([
    expect.objectContaining({
      ...{ code: 'SERIES_MEAN_USED', level: 'warning', subject: 'own.csv' },
      message: expect.stringContaining('400 gCO2eq/kWh from 2026-04-20T03:00:00Z to 2026-04-20T06:00:00Z'),
    }),
  ]);
});

test('where every node has a window, the mean judges nothing and needs no warning', () => {
  expect(statedSeries(SERIES, [])).toMatchObject({ intensity: { value: 400 } });
  expect(statedSeries(SERIES, []).remarks).toBeUndefined();
});

test('a dated scrape outside the series is INCONCLUSIVE with the sentence of the gap, and has no emissions', () => {
  const site = { ...siteIn('ap-northeast-2'), ...statedSeries(SERIES, [at('04:30')]) };
  const { verdict, site: report, workloads } = assessed(measurementOf([podOf()]), { site });
  expect(verdict).toBe('INCONCLUSIVE');
  expect(report.findings[0]).toMatchObject({
    ...{ standard: 'KR_CARBON_2050', verdict: 'INCONCLUSIVE', observed: null },
    reason: 'the intensity series has a gap at 2026-04-20T04:30:00Z, the time of the scrape',
  });
  expect(workloads[0]?.emissions).toBeNull();
});
