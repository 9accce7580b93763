import { expect, test } from 'vitest';
import { render } from '../../src/render/name.ts';
import { invocationOf, SAMPLE, textOf } from './sample.ts';

test('one a line', () => {
  expect(textOf(render(invocationOf(SAMPLE)))).toBe('demo/heavy-app\ndemo/한글\ndemo/web\n');
});

test('no names, no lines', () => {
  expect(textOf(render(invocationOf({ names: [] })))).toBe('');
});

test('one hostile name is one line', () => {
  expect(textOf(render(invocationOf({ names: ['a\nb', '::error::x'] })))).toBe('a\\nb\n:\\x3aerror::x\n');
});
