import { expect, test } from 'vitest';
import { render } from '../../src/render/table.ts';
import { widthOf } from '../../src/render/width.ts';
import { columnOf, invocationOf, SAMPLE } from './sample.ts';

const PLAIN = { colour: false, unicode: true };
const printed = (columns: number | null, traits = {}) =>
  render(invocationOf(SAMPLE), { ...PLAIN, columns, ...traits });

test('120 columns', () => {
  expect(`\n${printed(120)}`).toMatchInlineSnapshot(`
    "
    WORKLOAD                        STANDARD        VERDICT          POWER W  EVIDENCE  SOURCE
    demo/heavy-app-7d9f8b6c5-x2x9k  KR_CARBON_2050  ✗ NON_COMPLIANT    30.46  measured  Kepler 0.10
    demo/한글-작업-부하             KR_CARBON_2050  ? INCONCLUSIVE         –  assumed   none
    demo/web                        KR_CARBON_2050  ✓ COMPLIANT         4.00  measured  Kepler 0.10

    Advice
    move demo/heavy-app to 10-14 h
    – site checks apply to all

    ✗ NON_COMPLIANT: 1 of 3 workloads is above 424 gCO2eq/kWh
    node 80.0 W = 69.3 W workloads + 10.7 W idle; 2 of 3 covered
    "
  `);
});

test('80 columns: optional columns go', () => {
  expect(`\n${printed(80)}`).toMatchInlineSnapshot(`
    "
    WORKLOAD                        STANDARD        VERDICT          POWER W
    demo/heavy-app-7d9f8b6c5-x2x9k  KR_CARBON_2050  ✗ NON_COMPLIANT    30.46
    demo/한글-작업-부하             KR_CARBON_2050  ? INCONCLUSIVE         –
    demo/web                        KR_CARBON_2050  ✓ COMPLIANT         4.00

    Advice
    move demo/heavy-app to 10-14 h
    – site checks apply to all

    ✗ NON_COMPLIANT: 1 of 3 workloads is above 424 gCO2eq/kWh
    node 80.0 W = 69.3 W workloads + 10.7 W idle; 2 of 3 covered
    "
  `);
});

test('60 columns: names are shortened in the middle', () => {
  expect(`\n${printed(60)}`).toMatchInlineSnapshot(`
    "
    WORKLOAD            STANDARD        VERDICT          POWER W
    demo/heav…c5-x2x9k  KR_CARBON_2050  ✗ NON_COMPLIANT    30.46
    demo/한글…업-부하   KR_CARBON_2050  ? INCONCLUSIVE         –
    demo/web            KR_CARBON_2050  ✓ COMPLIANT         4.00

    Advice
    move demo/heavy-app to 10-14 h
    – site checks apply to all

    ✗ NON_COMPLIANT: 1 of 3 workloads is above 424 gCO2eq/kWh
    node 80.0 W = 69.3 W workloads + 10.7 W idle; 2 of 3 covered
    "
  `);
});

test('piped: nothing shortened, no symbol, no colour', () => {
  expect(`\n${printed(null)}`).toMatchInlineSnapshot(`
    "
    WORKLOAD                        STANDARD        VERDICT        POWER W  EVIDENCE  SOURCE
    demo/heavy-app-7d9f8b6c5-x2x9k  KR_CARBON_2050  NON_COMPLIANT    30.46  measured  Kepler 0.10
    demo/한글-작업-부하             KR_CARBON_2050  INCONCLUSIVE         –  assumed   none
    demo/web                        KR_CARBON_2050  COMPLIANT         4.00  measured  Kepler 0.10

    Advice
    move demo/heavy-app to 10-14 h
    site checks apply to all

    NON_COMPLIANT: 1 of 3 workloads is above 424 gCO2eq/kWh
    node 80.0 W = 69.3 W workloads + 10.7 W idle; 2 of 3 covered
    "
  `);
});

test('a terminal without Unicode', () => {
  expect(`\n${printed(60, { unicode: false })}`).toMatchInlineSnapshot(`
    "
    WORKLOAD            STANDARD        VERDICT          POWER W
    demo/hea...5-x2x9k  KR_CARBON_2050  x NON_COMPLIANT    30.46
    demo/한...업-부하   KR_CARBON_2050  ? INCONCLUSIVE         –
    demo/web            KR_CARBON_2050  + COMPLIANT         4.00

    Advice
    move demo/heavy-app to 10-14 h
    - site checks apply to all

    x NON_COMPLIANT: 1 of 3 workloads is above 424 gCO2eq/kWh
    node 80.0 W = 69.3 W workloads + 10.7 W idle; 2 of 3 covered
    "
  `);
});

test('colour, to the byte', () => {
  const cells = [
    { text: 'bad', tone: 'bad' },
    { text: 'good', tone: 'good' },
    { text: 'who', tone: 'unsure' },
    { text: 'off', tone: 'muted' },
  ] as const;
  const view = {
    blocks: [
      { kind: 'heading', text: 'Head' },
      { kind: 'text', lines: cells },
    ] as const,
  };
  expect(render(invocationOf(view), { columns: 80, colour: true, unicode: true })).toBe(
    '\u001b[1mHead\u001b[22m\n' +
      '\u001b[31m✗ bad\u001b[39m\n\u001b[32m✓ good\u001b[39m\n\u001b[33m? who\u001b[39m\n\u001b[2m– off\u001b[22m\n',
  );
});

test('colour does not move a column', () => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colour is what is taken away here
  expect(printed(80, { colour: true }).replace(/\u001b\[\d+m/gu, '')).toBe(printed(80));
});

test('colour forced into a pipe brings no symbols', () => {
  expect(printed(null, { colour: true })).toContain('\u001b[31mNON_COMPLIANT\u001b[39m');
});

test.each([60, 80, 120])('no row of a table is wider than %i columns', (columns) => {
  const rows = printed(columns).split('\n\n')[0]?.split('\n') ?? [];
  expect(Math.max(...rows.map(widthOf))).toBeLessThanOrEqual(columns);
});

test('columns stay aligned beside Korean, emoji and accents', () => {
  const view = { blocks: [columnOf('web', '한글-작업', '🌱', 'e\u0301té', '中文')] };
  const ends = render(invocationOf(view), { ...PLAIN, columns: 80 })
    .split('\n')
    .slice(1, -1);
  expect(ends.map((line) => widthOf(line.slice(0, line.indexOf('|'))))).toEqual([11, 11, 11, 11, 11]);
});

test('a hostile name is one harmless row', () => {
  const hostile = ['\u001b[2Jx', 'a\nfake  COMPLIANT', 'b\u202egpj', '::error::x', '##[add-mask]y'];
  expect(
    `\n${render(invocationOf({ blocks: [columnOf(...hostile)] }), { ...PLAIN, columns: null })}`,
  ).toMatchInlineSnapshot(`
    "
    NAME                END
    \\x1b[2Jx            |
    a\\nfake  COMPLIANT  |
    b\\u202egpj          |
    :\\x3aerror::x       |
    #\\x23[add-mask]y    |
    "
  `);
});

test('a symbol comes after the indentation, and once', () => {
  const lines = [
    { text: '  kept in', tone: 'muted' },
    { text: '–', tone: 'muted' },
    { text: '', tone: 'bad' },
  ] as const;
  expect(render(invocationOf({ blocks: [{ kind: 'text', lines }] }), { ...PLAIN, columns: 80 })).toBe(
    '  – kept in\n–\n\n',
  );
});

test('a row with fewer cells than columns, and a table without rows', () => {
  const columns = [{ title: 'a' }, { title: 'b' }];
  const table = (rows: { text: string }[][]) => invocationOf({ blocks: [{ kind: 'table', columns, rows }] });
  expect(render(table([[{ text: 'x' }]]), { ...PLAIN, columns: 80 })).toBe('A  B\nx\n');
  expect(render(table([]), { ...PLAIN, columns: 80 })).toBe('A  B\n');
});

test('a table longer than one piece is one table', () => {
  const names = Array.from({ length: 1001 }, (_, at) => `pod-${at}`);
  const lines = render(invocationOf({ blocks: [columnOf(...names)] }), { ...PLAIN, columns: 80 }).split('\n');
  expect(lines).toHaveLength(1003);
  expect(new Set(lines.slice(1, -1).map((line) => line.indexOf('|')))).toEqual(new Set([10]));
});

test('an empty view prints nothing', () => {
  expect(render(invocationOf({}), { ...PLAIN, columns: 80 })).toBe('');
});
