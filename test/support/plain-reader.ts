import { AuditError } from '../../src/errors.ts';
import type { TextReader } from '../../src/io/intake.ts';

/** A reader that only keeps what it was given, to look at the bytes that arrived. */
export function plainReader(texts: Map<string, string> = new Map()): (origin: string) => TextReader {
  return (origin) => {
    const chunks: Buffer[] = [];
    return {
      push: (chunk) => void chunks.push(Buffer.from(chunk)),
      end: () => {
        const text = Buffer.concat(chunks).toString();
        if (text.trim() === '') throw new AuditError('SCRAPE_EMPTY', `${origin} is empty`);
        texts.set(origin, text);
        return { nodes: new Map(), warnings: [] };
      },
    };
  };
}
