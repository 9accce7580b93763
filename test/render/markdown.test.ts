import fc from 'fast-check';
import { expect, test } from 'vitest';
import { render } from '../../src/render/markdown.ts';
import type { View } from '../../src/view.ts';
import { columnOf, invocationOf, SAMPLE } from './sample.ts';

const printed = (view: Partial<View>) => render(invocationOf(view));
const textOf = (...lines: readonly string[]) => ({
  blocks: [{ kind: 'text' as const, lines: lines.map((text) => ({ text })) }],
});

test('marker, verdict, then everything else', () => {
  expect(`\n${printed(SAMPLE)}`).toMatchInlineSnapshot(`
    "
    <!-- carbon-audit -->
    **✗ NON_COMPLIANT: 1 of 3 workloads is above 424 gCO2eq/kWh**

    node 80.0 W = 69.3 W workloads + 10.7 W idle; 2 of 3 covered

    | Workload | Standard | Verdict | Power W | Evidence | Source |
    | --- | --- | --- | ---: | --- | --- |
    | demo/heavy-app-7d9f8b6c5-x2x9k | KR_CARBON_2050 | ✗ NON_COMPLIANT | 30.46 | measured | Kepler 0.10 |
    | demo/한글-작업-부하 | KR_CARBON_2050 | ? INCONCLUSIVE | – | assumed | none |
    | demo/web | KR_CARBON_2050 | ✓ COMPLIANT | 4.00 | measured | Kepler 0.10 |

    ### Advice

    move demo/heavy-app to 10-14 h  
    – site checks apply to all
    "
  `);
});

test('an indented text is a manifest and keeps its form', () => {
  const manifest = ['spec:', '  schedule: "0 10 * * *"', '  note: ```', '  timeZone: Asia/Seoul'];
  expect(printed(textOf(...manifest))).toBe(
    `<!-- carbon-audit -->\n\`\`\`\`\n${manifest.join('\n')}\n\`\`\`\`\n`,
  );
});

test('a day of hours is shown as it is in a terminal', () => {
  const cells = [
    { hour: 0, level: 0, marked: true },
    { hour: 1, level: 1, marked: false },
  ];
  expect(printed({ blocks: [{ kind: 'hours', label: 'Hours', cells }] })).toBe(
    '<!-- carbon-audit -->\n```\nHours\n░░██\n▲▲\n00\n░ cleanest  █ dirtiest  ▲ chosen\n```\n',
  );
});

test.each([
  ['a|b', 'a\\|b'],
  ['`rm`', '\\`rm\\`'],
  ['<img src=x>', '&lt;img src=x>'],
  ['@octocat', '@&#8203;octocat'],
  ['&lt;', '&amp;lt;'],
  ['[x](y)', '\\[x\\](y)'],
  ['**b** ~~s~~', '\\*\\*b\\*\\* \\~\\~s\\~\\~'],
  ['_i_ KR_CARBON_2050', '\\_i\\_ KR_CARBON_2050'],
  ['see #12', 'see #&#8203;12'],
  ['# head', '\\# head'],
  ['- list', '\\- list'],
  ['1. list', '1\\. list'],
  ['1.5 W', '1\\.5 W'],
  ['> quote', '\\> quote'],
  ['a\nb', 'a\\\\nb'],
  ['::error::x', ':\\\\x3aerror::x'],
])('%j cannot mark up', (text, expected) => {
  expect(printed(textOf(text))).toBe(`<!-- carbon-audit -->\n${expected}\n`);
});

test('a long table is cut at the end, and says how much is missing', () => {
  const names = Array.from({ length: 5000 }, (_, at) => `demo/workload-with-a-long-name-${at}`);
  const text = printed({
    ...SAMPLE,
    blocks: [columnOf(...names), { kind: 'text', lines: [{ text: 'later' }] }],
  });
  expect(text.length).toBeLessThanOrEqual(65_000);
  expect(text.length).toBeGreaterThan(60_000);
  const shown = text.split('\n').filter((line) => line.startsWith('| demo/'));
  expect(shown[0]).toContain('-0 |');
  expect(text).toContain(`${5000 - shown.length} more rows left out for length; \`-o json\` has all.`);
  expect(text).toContain('**✗ NON_COMPLIANT: 1 of 3 workloads');
});

test('a cut manifest is still closed', () => {
  const text = printed(textOf(...Array.from({ length: 9000 }, () => '  key: value')));
  expect(text.match(/^```$/gmu)).toHaveLength(2);
  expect(text).toMatch(/\d+ more lines left out/u);
});

test('never longer than GitHub accepts', () => {
  const line = fc.record({ text: fc.string({ unit: 'grapheme', maxLength: 2000 }) });
  const lines = fc.array(line, { maxLength: 90 });
  const block = fc.oneof(
    lines.map((of) => ({ kind: 'text' as const, lines: of })),
    lines.map((of) => ({
      kind: 'table' as const,
      columns: [{ title: 'a' }],
      rows: of.map((cell) => [cell]),
    })),
  );
  fc.assert(
    fc.property(fc.array(block, { maxLength: 4 }), lines, (blocks, summary) => {
      expect(printed({ blocks, summary }).length).toBeLessThanOrEqual(65_000);
    }),
    { numRuns: 40 },
  );
});
