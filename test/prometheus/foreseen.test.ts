import { expect, test } from 'vitest';
import { read, wanting } from './reading.ts';

const LABELS = ['pod', 'zone', 'node'];
const WANTED = wanting(['joules', 'watts'], LABELS);

function family(name: string, pods: readonly string[], zones: readonly string[]): string {
  return pods
    .flatMap((pod) => zones.map((zone) => `${name}{node="n",pod="${pod}",zone="${zone}"} 1\n`))
    .join('');
}

const names = (count: number, prefix: string) => Array.from({ length: count }, (_, i) => `${prefix}-${i}`);

test.each([1, 2, 8, 9, 40])('a series that comes back is a duplicate: %i zones of each pod', (count) => {
  const [pods, zones] = [names(50, 'pod'), names(count, 'zone')];
  const text = family('joules', pods, zones) + family('watts', pods, zones);
  const shuffled = family('joules', [...pods].reverse(), [...zones].reverse());
  const fresh = family('watts', names(3, 'other'), zones);
  const { report } = read(text + text + shuffled + fresh + fresh, WANTED);
  expect(report).toMatchObject({ rows: 103 * count, duplicates: 153 * count, badLines: 0 });
});

test('each row has its own labels when a family has others in between, fewer, or in another order', () => {
  const pods = names(30, 'pod');
  const others = pods.flatMap((pod, i) => (i % 3 === 0 ? [`new-${i}`, pod] : i % 3 === 1 ? [pod] : []));
  const text = family('joules', pods, ['a', 'b']) + family('watts', others, ['b', 'c', 'a']);
  const { rows } = read(text, WANTED);
  const expected = [
    ...pods.flatMap((pod) => ['a', 'b'].map((zone) => ['joules', pod, zone])),
    ...others.flatMap((pod) => ['b', 'c', 'a'].map((zone) => ['watts', pod, zone])),
  ];
  expect(rows.map(({ sample, labels }) => [sample, labels.pod, labels.zone])).toEqual(expected);
});

test('a value with an escaped quote is not taken for two labels', () => {
  const escaped = 'joules{pod="q"} 1\njoules{pod="x\\",zone=\\"y"} 2\n';
  const { rows } = read(`${escaped}watts{pod="q"} 3\nwatts{pod="x",zone="y"} 4\n`, WANTED);
  expect(rows.map(({ labels }) => labels)).toEqual([
    { pod: 'q' },
    { pod: 'x",zone="y' },
    { pod: 'q' },
    { pod: 'x', zone: 'y' },
  ]);
});

test('what one text foretold is forgotten in the next', () => {
  const text = family('joules', ['a', 'b'], ['', 'z']);
  const first = read(text + text, WANTED);
  const second = read(text.replaceAll('"n"', '""') + text, WANTED);
  expect(first.report).toMatchObject({ rows: 4, duplicates: 4 });
  expect(second.report).toMatchObject({ rows: 8, duplicates: 0 });
  expect(second.rows.slice(0, 2).map(({ labels }) => labels)).toEqual([
    { pod: 'a' },
    { pod: 'a', zone: 'z' },
  ]);
});
