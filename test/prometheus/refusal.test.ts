import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { AuditError } from '../../src/errors.ts';
import { read, wanting } from './reading.ts';

const WANTED = wanting(['m'], []);

function failure(text: string | Uint8Array, sizes: number[] = []): AuditError {
  try {
    read(text, WANTED, sizes);
  } catch (error) {
    if (error instanceof AuditError) return error;
    throw error;
  }
  throw new Error('it was read');
}

const PAGE =
  '<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body>kepler_pod_cpu_watts 1</body></html>\n';

test.each([
  ['a login page', PAGE, 'looks like a web page (HTML)'],
  ['a page with a byte order mark and blank lines', `\uFEFF\n  ${PAGE}`, 'looks like a web page (HTML)'],
  ['XML', '<?xml version="1.0"?><Error/>', 'looks like a web page (HTML)'],
  ['gzip', gzipSync('m 1\n'), 'looks like gzip data'],
  ['zstd', Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 4, 0), 'looks like zstd data'],
  ['zip', Uint8Array.of(0x50, 0x4b, 3, 4, 20), 'looks like a zip archive'],
  ['UTF-16', Buffer.from('\uFEFFm 1\n', 'utf16le'), 'looks like UTF-16 text'],
  ['protobuf', Uint8Array.of(10, 5, 0, 1, 2, 3), 'looks like binary data'],
  ['JSON of an API', '{"status":"success","data":[]}\n', 'looks like JSON'],
  ['a JSON list', '[\n  1\n]\n', 'looks like JSON'],
  [
    'a plain error message',
    '404 page not found\n',
    'line 1: “404 page not found” does not begin with a metric name',
  ],
  ['a table', 'name,watts\nweb,3\n', 'line 1: value “,watts” is not a number'],
])('refuses %s in one sentence, with advice, however it arrives', (_, text, says) => {
  const error = failure(text);
  expect(error.code).toBe('SCRAPE_NOT_METRICS');
  expect(error.message).toContain('test.prom holds no metrics');
  expect(error.message).toContain(says);
  expect(error.message).not.toMatch(/\n|\.$/);
  expect(error.hint).toBeTruthy();
  expect(failure(text, [1]).message).toBe(error.message);
});

test.each([
  ['nothing', ''],
  ['a line end', '\n'],
  ['blank lines', ' \r\n\t\n\n'],
  ['a byte order mark', '\uFEFF'],
])('calls %s empty', (_, text) => {
  const error = failure(text);
  expect(error).toMatchObject({ code: 'SCRAPE_EMPTY', message: 'test.prom is empty', exitCode: 3 });
  expect(error.hint).toBeTruthy();
});

test.each([
  ['one sample that nobody wants', 'up 1\n'],
  ['a comment alone', '# EOF\n'],
])('does not refuse %s', (_, text) => {
  expect(read(text, WANTED).report).toMatchObject({ rows: 0, badLines: 0 });
});
