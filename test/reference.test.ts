/** The reference in docs/ against the schemas, commands and messages of the program. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { referencePages } from '../scripts/reference.ts';

const pages = await referencePages();

test.each([...pages])(
  'docs/reference/%s is what the program says (mend it: node scripts/reference.ts)',
  (name, text) => {
    expect(readFileSync(join(import.meta.dirname, '..', 'docs', 'reference', name), 'utf8')).toBe(text);
  },
);

test('The reference has a row for every key, command and message', () => {
  const everything = [...pages.values()].join('\n');
  for (const part of [
    '| `comments: fields: honeypot` |',
    '### `blattmacher comments approve <id> …`',
    '| `dead-link` | Fehler |',
  ])
    expect(everything).toContain(part);
  expect(pages.get('diagnostics.md')).not.toMatch(/undefined|\{\w+\}/);
});
