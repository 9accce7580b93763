import { expect, test } from 'vitest';
import { shareOfNode } from '../../src/operations/share-of-node.ts';

const nodesWith = (totals: Readonly<Record<string, number | null>>) =>
  Object.entries(totals).map(([node, totalWatts]) => ({ node, totalWatts })) as unknown as Parameters<
    typeof shareOfNode
  >[0];

test.each<[string, Readonly<Record<string, number | null>>, number | null, readonly string[], number | null]>(
  [
    ['one node', { n1: 100 }, 25, ['n1'], 0.25],
    ['two nodes', { n1: 100, n2: 300 }, 100, ['n2', 'n1'], 0.25],
    ['two nodes of which one has no total', { n1: 100, n2: null }, 17, ['n1', 'n2'], null],
    ['a node without a total', { n1: null }, 17, ['n1'], null],
    ['a node nobody knows', { n1: 100 }, 17, ['n1', 'n9'], null],
    ['a node that draws nothing', { n1: 0 }, 0, ['n1'], null],
    ['unknown power', { n1: 100 }, null, ['n1'], null],
  ],
)('the share of %s', (_, totals, powerWatts, nodes, expected) => {
  expect(shareOfNode(nodesWith(totals))({ powerWatts, nodes })).toBe(expected);
});
