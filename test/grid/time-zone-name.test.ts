import { expect, test } from 'vitest';
import { isTimeZoneName, timeZoneNamed } from '../../src/grid/time-zone-name.ts';
import { loadCatalogue } from '../../src/io/catalogue.ts';

test.each([
  'Asia/Seoul',
  'UTC',
  'Etc/UTC',
  'Etc/GMT-9',
  'America/Argentina/ComodRivadavia',
  'America/Port-au-Prince',
  // Both names of a place that was renamed.
  'Asia/Kolkata',
  'Asia/Calcutta',
  'Europe/Kyiv',
  'Europe/Kiev',
  // Old names that Go knows as well.
  'GB',
  'EST',
  'US/Pacific',
  'PST8PDT',
])('%s is a name', (name) => {
  expect(timeZoneNamed(name)).toBe(name);
});

test.each([
  ['asia/seoul', 'did you mean Asia/Seoul?'],
  ['Seoul', 'did you mean Asia/Seoul?'],
  ['utc', 'did you mean UTC?'],
  ['New York', 'did you mean America/New_York?'],
  ['Asia/Soul', 'did you mean Asia/Seoul?'],
  ['BST', 'places share abbreviations; write an IANA name, for example Asia/Seoul'],
  ['IST', 'places share abbreviations; write an IANA name, for example Asia/Seoul'],
  ['PST', 'places share abbreviations; write an IANA name, for example Asia/Seoul'],
  ['SystemV/PST8PDT', 'write an IANA name, for example Asia/Seoul'],
  ['Mars/Olympus', 'write an IANA name, for example Asia/Seoul'],
  ['Local', 'write an IANA name, for example Asia/Seoul'],
  ['+09:00', 'write an IANA name, for example Asia/Seoul'],
])('%s is none: %s', (name, hint) => {
  expect(() => timeZoneNamed(name)).toThrow(
    expect.objectContaining({
      code: 'USAGE',
      message: `there is no time zone "${name}" in the IANA database`,
      hint,
    }),
  );
});

test('all that Intl lists are names', () => {
  expect(Intl.supportedValuesOf('timeZone').filter((name) => !isTimeZoneName(name))).toEqual([]);
});

test('every region of the catalogue has one', async () => {
  const zones = [...(await loadCatalogue()).regions].map(({ timeZone }) => timeZone);
  expect(zones.filter((zone) => !isTimeZoneName(zone))).toEqual([]);
});
