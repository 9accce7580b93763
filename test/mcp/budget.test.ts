import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BUDGET_BYTES, withinBudget } from '../../src/mcp/budget.ts';
import { cursorAt, fingerprintOf, positionOf } from '../../src/mcp/cursor.ts';

const QUESTION = fingerprintOf(['list', {}]);

test('an answer that fits is left alone', () => {
  const structured = { verdict: 'COMPLIANT', workloads: [{ name: 'a' }] };
  expect(withinBudget(structured, { key: 'workloads' }, QUESTION)).toEqual({
    structured,
    json: JSON.stringify(structured),
    omitted: 0,
    isOfNewList: false,
    leftOut: null,
  });
});

test('a limit cuts whole items and says how to go on', () => {
  const structured = { workloads: [{ name: 'a' }, { name: 'b' }, { name: 'c' }], totals: 3 };
  const { structured: cut } = withinBudget(structured, { key: 'workloads', limit: 2 }, QUESTION);
  expect(cut).toEqual({
    workloads: [{ name: 'a' }, { name: 'b' }],
    totals: 3,
    omitted: 1,
    nextCursor: cursorAt(2, QUESTION, fingerprintOf(structured.workloads)),
  });
});

test('a page of another list than the page before says so', () => {
  const page = (names: readonly string[], cursor?: string) =>
    withinBudget({ workloads: names }, { key: 'workloads', limit: 2, cursor }, QUESTION);
  const { nextCursor } = page(['a', 'b', 'c', 'd']).structured as { nextCursor: string };
  expect(page(['a', 'b', 'c', 'd'], nextCursor).structured).toEqual({ workloads: ['c', 'd'] });
  const other = page(['a', 'd', 'c', 'b', 'e'], nextCursor);
  expect(other).toMatchObject({
    isOfNewList: true,
    omitted: 1,
    structured: { workloads: ['c', 'b'], isOfNewList: true },
  });
});

test('pages joined are the whole list, and every page fits', () => {
  const items = fc.array(fc.string({ maxLength: 3000 }), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(items, fc.integer({ min: 1, max: 70 }), (texts, limit) => {
      const seen: unknown[] = [];
      let cursor: string | undefined;
      for (let page = 0; page <= texts.length; page++) {
        const cut = withinBudget({ head: 'x', items: texts }, { key: 'items', limit, cursor }, QUESTION);
        expect(Buffer.byteLength(cut.json)).toBeLessThanOrEqual(BUDGET_BYTES);
        expect(JSON.parse(cut.json)).toEqual(cut.structured);
        seen.push(...(cut.structured.items as unknown[]));
        cursor = cut.structured.nextCursor as string | undefined;
        if (cursor === undefined) break;
      }
      expect(seen).toEqual(texts);
    }),
    { numRuns: 60 },
  );
});

test.each([
  '',
  'x',
  'MA',
  cursorAt(3, fingerprintOf('another question'), ''),
  Buffer.from('-1.x').toString('base64url'),
])('a cursor of another question is refused: %s', (cursor) => {
  expect(() => positionOf(cursor, QUESTION)).toThrow('This cursor does not belong to this question');
});

test('long lists beside the one asked for share half the budget, warnings before notes', () => {
  const note = (i: number) => ({ level: 'info', message: `note ${i} ${'x'.repeat(300)}` });
  const warnings = [
    ...Array.from({ length: 400 }, (_, i) => note(i)),
    { level: 'warning', message: 'absurd' },
  ];
  const nodes = Array.from({ length: 300 }, (_, i) => ({ node: `worker-${i}`, totalWatts: 100 }));
  const report = { verdict: 'COMPLIANT', workloads: [{ name: 'a' }], gaps: ['one'], nodes, warnings };
  const { structured, json, leftOut } = withinBudget(report, { key: 'workloads' }, QUESTION);
  expect(Buffer.byteLength(json)).toBeLessThanOrEqual(BUDGET_BYTES);
  expect(structured).toMatchObject({ verdict: 'COMPLIANT', workloads: [{ name: 'a' }], gaps: ['one'] });
  expect((structured.warnings as unknown[])[0]).toEqual({ level: 'warning', message: 'absurd' });
  const kept = {
    nodes: (structured.nodes as unknown[]).length,
    warnings: (structured.warnings as unknown[]).length,
  };
  expect(leftOut).toEqual({ nodes: 300 - kept.nodes, warnings: 401 - kept.warnings });
  expect(structured.leftOut).toEqual(leftOut);
  expect(kept.nodes).toBeGreaterThan(100);
  expect(kept.warnings).toBeGreaterThan(10);
});
