import { expect, test } from 'vitest';
import { readIntensitySeries } from '../../src/io/series.ts';
import { scratch } from '../support/scratch.ts';

test('a series file that is not there is a source that cannot be read, with near names', async () => {
  const directory = scratch({ 'seoul.csv': 'x' });
  await expect(readIntensitySeries(`${directory}/soul.csv`)).rejects.toMatchObject({
    code: 'SOURCE_UNREACHABLE',
    message: `cannot read ${directory}/soul.csv: no such file`,
    hint: `did you mean ${directory}/seoul.csv?`,
  });
});

test('a series keeps the name of its file as its source', async () => {
  const directory = scratch({
    'seoul.csv': 'time,gco2eq_per_kwh\n2026-04-20T00:00:00Z,400\n2026-04-20T01:00:00Z,410\n',
  });
  const series = await readIntensitySeries(`${directory}/seoul.csv`);
  expect(series.segments.map(({ gco2eqPerKwh }) => gco2eqPerKwh)).toEqual([400, 410]);
  expect(series.evidence.source).toBe(`${directory}/seoul.csv`);
});
