import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../house/tree.ts';

const PAGE = readFileSync(join(ROOT, 'docs/demo.md'), 'utf8');

const demo = (...args: string[]) =>
  new Promise<{ code: number; text: string }>((resolve) => {
    const command = ['scripts/demo.mjs', ...args];
    execFile(
      process.execPath,
      command,
      { cwd: ROOT, timeout: 60_000, env: { PATH: process.env.PATH } },
      (error, stdout, stderr) => {
        resolve({ code: error === null ? 0 : Number(error.code), text: stdout + stderr });
      },
    );
  });

test('the output in docs/demo.md is what the commands say today', { timeout: 90_000 }, async () => {
  expect(await demo('--check')).toEqual({ code: 0, text: 'docs/demo.md shows what the commands say\n' });
});

test('each of the four demonstrations is shown in the shell and through MCP, and explained', () => {
  const sections = PAGE.split(/^## /m).slice(1);
  expect(sections.map((text) => text.split('\n', 1)[0])).toEqual([
    '1. A compliant workload',
    '2. A non-compliant workload',
    '3. What optimisations bring',
    '4. Regions compared',
  ]);
  for (const text of sections) {
    expect(text).toMatch(/^\$ carbon-audit .+\n.+/m);
    expect(text).toMatch(/^> [a-z_]+ \{.+\}\n.+/m);
    expect(text).toContain('What to say:');
  }
});

test('numbers that the explanations name are in the output', () => {
  const outputs = [...PAGE.matchAll(/^```(?:console|text)\n([\s\S]*?)^```/gm)]
    .map(([, text]) => text)
    .join('');
  const named = [...PAGE.matchAll(/^- \*\*(?:right-size=-)?(\d[\d.]*)/gm)].map(([, number]) => number ?? '');
  expect(named.length).toBeGreaterThanOrEqual(5);
  for (const number of named) expect(outputs).toContain(number);
});
