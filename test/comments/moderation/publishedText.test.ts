import fc from 'fast-check';
import { expect, test } from 'vitest';
import { publishedText } from '../../../src/comments/moderation/publishedFiles.ts';
import type { SourcePath } from '../../../src/core/model.ts';
import { readCommentFields } from '../../../src/comments/parse/comment.ts';
import { withoutNoncharacters } from '../../../src/core/diagnostics/noncharacter.ts';
import { createZone } from '../../../src/core/time.ts';
import { hostileComments } from '../hostileComments.ts';
import { pendingComment } from './pendingComment.ts';

const zone = createZone('Europe/Berlin');

/** What our own reader of published comments finds in the file. */
function readBack(given: { readonly name: string; readonly text: string }) {
  const source = publishedText(pendingComment(given), zone);
  const { value, diagnostics } = readCommentFields(source, 'content/comments/kim/x.yaml' as SourcePath);
  return {
    name: value?.get('name')?.text,
    text: value?.get('text')?.text,
    keys: [...(value?.keys() ?? [])],
    diagnostics,
  };
}

const keys = ['id', 'name', 'date', 'text'];

test('Whatever a reader typed stands in the file as it was typed, except what is no character, and is nothing but text', () => {
  const typed = fc.string({ unit: 'binary', minLength: 1 }).filter((text) => text.trim() !== '');
  fc.assert(
    fc.property(typed, typed, (name, text) => {
      const kept = { name: withoutNoncharacters(name), text: withoutNoncharacters(text) };
      expect(readBack({ name, text })).toEqual({ ...kept, keys, diagnostics: [] });
    }),
  );
});

test('A hostile comment adds no key, and its file can be read', () => {
  for (const { fields } of hostileComments) {
    const { name = 'x', text = 'x' } = fields;
    if (text.length > 10_000 || name.length > 245 || `${name}${text}`.trim() === '') continue;
    const read = readBack({ name, text });
    expect(read.diagnostics).toEqual([]);
    expect(keys).toEqual(expect.arrayContaining(read.keys));
  }
});
