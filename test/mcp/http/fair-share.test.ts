import { expect, test } from 'vitest';
import { ownerOf, placeToFree } from '../../../src/mcp/http/fair-share.ts';

const place = (owner: string, lastSeenMs: number, isIdle = true) => ({ owner, isIdle, lastSeenMs });

test.each([
  ['nobody is there', [], 'bob', null],
  ['the asker has an idle one', [place('bob', 2), place('bob', 1)], 'bob', 1],
  ['all of the asker are in use', [place('bob', 2, false), place('bob', 1, false)], 'bob', null],
  ['another holds two more', [place('ada', 5, false), place('ada', 3, false)], 'bob', 3],
  ['an idle one goes before one in use', [place('ada', 1, false), place('ada', 9)], 'bob', 9],
  ['another holds one more', [place('ada', 1), place('ada', 2), place('bob', 3, false)], 'bob', null],
  ['everybody holds one', [place('ada', 1), place('eve', 2)], 'bob', null],
  ['the greediest gives', [place('ada', 1), place('eve', 2), place('eve', 3)], 'bob', 2],
])('%s', (_, places, asker, freed) => {
  expect(placeToFree(places, asker)?.lastSeenMs ?? null).toBe(freed);
});

test('callers without a credential are told apart by their address', () => {
  expect(ownerOf('anonymous', '10.0.0.1')).not.toBe(ownerOf('anonymous', '10.0.0.2'));
  expect(ownerOf('ada', '10.0.0.1')).toBe(ownerOf('ada', '10.0.0.2'));
  expect(ownerOf('ada', undefined)).not.toBe(ownerOf('anonymous', 'ada'));
});
