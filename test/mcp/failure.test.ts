import { expect, test } from 'vitest';
import { AuditError } from '../../src/errors.ts';
import { failureOf, sentenceOf, withoutSecrets } from '../../src/mcp/failure.ts';

test.each([
  ['cannot read /home/ada/secret/before.prom: ENOENT', 'cannot read before.prom: ENOENT'],
  ['cannot read "C:\\Users\\ada\\x.prom"', 'cannot read "x.prom"'],
  ['http://ada:pass@kepler:28282/metrics answered 500', 'http://…@kepler:28282/metrics answered 500'],
  ['https://prom/api?query=up&token=abc123', 'https://prom/api?query=up&token=…'],
  ['sent Authorization: Bearer eyJhbGciOi.x.y', 'sent Authorization: Bearer …'],
  [
    'http://kepler.kepler.svc:28282/metrics did not answer',
    'http://kepler.kepler.svc:28282/metrics did not answer',
  ],
  ['424 gCO2eq/kWh for ap-northeast-2', '424 gCO2eq/kWh for ap-northeast-2'],
])('%s → %s', (inside, outside) => {
  expect(withoutSecrets(inside)).toBe(outside);
});

test('an error of the user keeps its code and advice', () => {
  const failure = failureOf(new AuditError('USAGE', 'Unknown region "xx"', { hint: 'Near: eu-west-1' }));
  expect(sentenceOf(failure)).toBe('Unknown region "xx". Near: eu-west-1. [USAGE]');
});

test('a bug of ours says nothing but a reference', () => {
  const failure = failureOf(new TypeError('x is not a function at /srv/app/main.js:1'));
  expect(failure.code).toBe('INTERNAL');
  expect(failure.reference).toMatch(/^[0-9a-f]{12}$/);
  expect(sentenceOf(failure)).not.toContain('srv');
});

test.each([
  ['USAGE', 'name others with --standard: A, B', 'name others with the argument standard: A, B'],
  ['USAGE', 'leave out the name-with--dashes', 'leave out the name-with--dashes'],
  [
    'SOURCE_UNREACHABLE',
    'look whether it hangs, or give it more time with --timeout',
    'For whoever runs the server: look whether it hangs, or give it more time with --timeout',
  ],
  [
    'NO_INTENSITY',
    'give a series by time with --intensity FILE.csv',
    'Choose a region whose grid zone has a profile: carbon-intensity://{region} shows it as dayProfile',
  ],
] as const)('%s: "%s" is advice a model can take, or pass on', (code, hint, told) => {
  expect(failureOf(new AuditError(code, 'Something went wrong', { hint })).hint).toBe(told);
});
