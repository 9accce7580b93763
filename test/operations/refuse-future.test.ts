import { expect, test } from 'vitest';
import { refuseFuture } from '../../src/operations/refuse-future.ts';
import { scrapeOf } from '../kepler/scrapes.ts';
import { rewriteText } from '../kepler/texts.ts';

const NOW = Date.parse('2026-04-20T09:00:00Z');
const dated = (at?: string) =>
  scrapeOf(rewriteText({ zones: { package: { watts: [1, 2] } } }), at === undefined ? {} : { at });

test.each(['2013-01-01T00:00:00Z', '2026-04-20T09:00:00Z', '2026-04-21T08:00:00Z'])(
  'a scrape of %s passes',
  (at) => {
    expect(() => refuseFuture([dated(), dated(at)], NOW)).not.toThrow();
  },
);

test('a scrape of a time to come is a mistake in its date', () => {
  expect(() => refuseFuture([dated(), dated('2099-01-01T00:00:00Z')], NOW)).toThrow(
    'a.prom is dated 2099-01-01T00:00:00.000Z, and it is 2026-04-20T09:00:00.000Z',
  );
});
