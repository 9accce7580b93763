/** The floors of the house, top first. A file imports from its own folder and from floors below it. */

import { type Import, importsOf, isOurs, type SourceFile } from './tree.ts';

export const FLOORS: readonly (readonly string[])[] = [
  ['main.ts', 'process.ts'],
  ['cli', 'mcp'],
  ['io', 'render'],
  ['operations'],
  ['ports.ts', 'server.ts', 'view.ts', 'settings.ts'],
  ['audit'],
  ['kepler'],
  ['prometheus', 'grid', 'standards'],
  [
    'computed-list.ts',
    'diagnostics.ts',
    'errors.ts',
    'evidence.ts',
    'local-time.ts',
    'near.ts',
    'quantity.ts',
    'quantity-grammar.ts',
    'text-order.ts',
    'units.ts',
  ],
];

/** The first floor that has to be pure, counted from the top. */
const PURE_FROM = FLOORS.findIndex((rooms) => rooms.includes('audit'));

/** "src/io/http.ts" is in the room "io", "src/units.ts" is a room of its own. */
const roomOf = (path: string): string => path.split('/')[1] ?? '';

const floorOf = (path: string): number => FLOORS.findIndex((rooms) => rooms.includes(roomOf(path)));

export const isPureFloor = (path: string): boolean => floorOf(path) >= PURE_FROM;

export const homeless = (files: readonly SourceFile[]): readonly string[] =>
  files.map(({ path }) => path).filter((path) => floorOf(path) === -1);

/** Single files of one floor are one room: they stand side by side in src/. */
function sharesRoom({ from, to }: Import): boolean {
  const areSingleFiles = roomOf(from).endsWith('.ts') && roomOf(to).endsWith('.ts');
  return roomOf(from) === roomOf(to) || (areSingleFiles && floorOf(from) === floorOf(to));
}

export const climbs = (files: readonly SourceFile[]): readonly string[] =>
  files
    .flatMap(importsOf)
    .filter(isOurs)
    .filter((found) => !sharesRoom(found) && floorOf(found.to) <= floorOf(found.from))
    .map(({ from, to }) => `${from} imports ${to}`);
