import { expect, test } from 'vitest';
import { readSavedReport } from '../../src/io/saved-report.ts';
import { scratch } from '../support/scratch.ts';

async function* stream(...chunks: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) yield Buffer.from(chunk);
}

test('a report is read from a file and from standard input', async () => {
  const directory = scratch({ 'r.json': '\uFEFF{"schemaVersion":1}\n' });
  expect(await readSavedReport(`${directory}/r.json`, stream())).toEqual({ schemaVersion: 1 });
  expect(await readSavedReport('-', stream('{"schema', 'Version":1}'))).toEqual({ schemaVersion: 1 });
});

test.each([
  ['', 'standard input is empty, not a report'],
  ['{"a":1', 'standard input is not JSON: '],
  ['{"a":1,\n "b" 2}', 'standard input is not JSON: unexpected text in line 2'],
  ['NAME  READY', 'standard input is not JSON: '],
])('%j is refused: %s', async (text, message) => {
  const refused = readSavedReport('-', stream(text));
  await expect(refused).rejects.toMatchObject({ code: 'CONFIG', message: expect.stringContaining(message) });
});

test('a missing report is a configuration error with near names', async () => {
  const directory = scratch({ 'before.json': '{}' });
  const reading = readSavedReport(`${directory}/befor.json`, stream());
  await expect(reading).rejects.toMatchObject({
    code: 'CONFIG',
    message: `cannot read ${directory}/befor.json: no such file`,
    hint: `did you mean ${directory}/before.json?`,
  });
});

test('more than 64 MiB are not read', async () => {
  const megabyte = 'x'.repeat(1024 * 1024);
  const endless = (async function* () {
    for (let count = 0; count < 1000; count++) yield Buffer.from(megabyte);
  })();
  await expect(readSavedReport('-', endless)).rejects.toMatchObject({
    message: 'standard input is larger than 64 MiB',
  });
});
