import { expect, test } from 'vitest';
import { climbs, homeless } from './floors.ts';
import { SOURCE } from './tree.ts';

test('every file of src stands on a floor', () => {
  expect(SOURCE.length).toBeGreaterThan(100);
  expect(homeless(SOURCE)).toEqual([]);
});

test('files import from their own folder and from floors below', () => {
  expect(climbs(SOURCE)).toEqual([]);
});

test.each([
  ['upwards', 'src/kepler/a.ts', "import { judge } from '../audit/judge.ts';"],
  ['upwards for a type only', 'src/audit/a.ts', "import type { Ports } from '../ports.ts';"],
  ['upwards when it is needed', 'src/operations/a.ts', "const { read } = await import('../io/http.ts');"],
  ['to a neighbour of the same floor', 'src/cli/a.ts', "export { serve } from '../mcp/serve.ts';"],
  ['from the ground', 'src/units.ts', "import { parse } from './prometheus/reader.ts';"],
])('an import %s is found', (_what, path, text) => {
  expect(climbs([{ path, text }])).toHaveLength(1);
});

test.each([
  ['downwards', 'src/kepler/a.ts', "import { AuditError } from '../errors.ts';"],
  ['in the same folder', 'src/cli/commands/a.ts', "import { flag } from '../flag.ts';"],
  ['along the ground', 'src/quantity.ts', "import { WATT } from './units.ts';"],
  ['that is only talked about', 'src/kepler/a.ts', "// as in import('../audit/judge.ts')"],
])('an import %s is none of its business', (_what, path, text) => {
  expect(climbs([{ path, text }])).toEqual([]);
});

test('a file in a folder of no floor is found', () => {
  expect(homeless([{ path: 'src/utils/a.ts', text: '' }])).toEqual(['src/utils/a.ts']);
});
