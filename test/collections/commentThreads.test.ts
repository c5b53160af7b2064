/** Comments in the order of a conversation. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ThreadedComment, threadComments } from '../../src/collections/comments.ts';
import type { Comment } from '../../src/core/model.ts';

function comment(id: string, parent?: string, instant = 0): Comment {
  const date = { instant, offset: 0, dayOnly: false };
  return { id, name: id, date, html: '', text: '', ...(parent !== undefined && { parent }) };
}

/** `a(b(c) d)`, and `c>b` for one that says whom it answers. */
function shapeOf(places: readonly ThreadedComment[]): string {
  return places
    .map(({ comment: { id }, answered, replies }) => {
      const name = answered ? `${id}>${answered.id}` : id;
      return replies.length > 0 ? `${name}(${shapeOf(replies)})` : name;
    })
    .join(' ');
}

const shape = (...comments: readonly Comment[]): string => shapeOf(threadComments(comments).roots);

describe('Comments', () => {
  test('stand by date, then by id', () => {
    expect(shape(comment('b', undefined, 5), comment('c', undefined, 1), comment('a', undefined, 5))).toBe(
      'c a b',
    );
  });

  test('stand below what they answer, even if their clocks say they were earlier', () => {
    expect(shape(comment('b', 'a', 1), comment('a', undefined, 2), comment('c', undefined, 3))).toBe(
      'a(b) c',
    );
  });

  test('go down three levels; what is deeper stands on the third, by date, and says whom it answers', () => {
    expect(
      shape(
        comment('a'),
        comment('b', 'a'),
        comment('c', 'b', 1),
        comment('d', 'c', 4),
        comment('e', 'b', 3),
        comment('f', 'd', 2),
      ),
    ).toBe('a(b(c f>d e d>c))');
  });

  test.each([
    ['unknown parents', [comment('a', 'nobody'), comment('b')], 'a b'],
    ['themselves', [comment('a', 'a')], 'a'],
    ['each other', [comment('a', 'b'), comment('b', 'a'), comment('c', 'b')], 'a b(c)'],
    [
      'in a circle of three, with an answer to it',
      [comment('a', 'c'), comment('b', 'a'), comment('c', 'b'), comment('d', 'c'), comment('e', 'd')],
      'a b c(d(e))',
    ],
  ])('that answer %s stand for themselves', (_, comments, expected) => {
    expect(shape(...comments)).toBe(expected);
  });

  test('in a chain of 10,000 answers do not exhaust the stack', () => {
    const chain = Array.from({ length: 10_000 }, (_, n) =>
      comment(`c${n}`, n === 0 ? undefined : `c${n - 1}`),
    );
    const [root] = threadComments(chain).roots;
    expect(root?.replies[0]?.replies).toHaveLength(9998);
  });

  test('are all there once, on three levels, whatever they answer', () => {
    const ids = fc.constantFrom(...Array.from('abcdefgh'));
    const comments = fc.uniqueArray(fc.record({ id: ids, parent: fc.option(ids), date: fc.nat(5) }), {
      selector: ({ id }) => id,
    });
    const flat = (places: readonly ThreadedComment[], level = 1): readonly (readonly [string, number])[] =>
      places.flatMap((place) => [[place.comment.id, level] as const, ...flat(place.replies, level + 1)]);
    fc.assert(
      fc.property(comments, (given) => {
        const thread = threadComments(
          given.map(({ id, parent, date }) => comment(id, parent ?? undefined, date)),
        );
        const places = flat(thread.roots);
        expect(places.map(([id]) => id).toSorted()).toEqual(given.map(({ id }) => id).toSorted());
        expect(Math.max(0, ...places.map(([, level]) => level))).toBeLessThanOrEqual(3);
        expect(thread.comments).toHaveLength(given.length);
      }),
    );
  });
});
