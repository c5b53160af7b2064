import { describe, expect, test } from 'vitest';
import { article, createSite, reported } from '../support/testSite.ts';

async function reportedFor(content: string): Promise<readonly string[]> {
  const site = createSite({ 'content/articles/a.md': article('title: A\ndate: 2023-01-01', content) });
  return reported(await site.build());
}

describe('The lines around a passage', () => {
  test.each(['kasten=fakten', 'diagramm=linie', 'lang=en'])(
    'that open {%s} and are followed by no closing line are an error at their place',
    async (braces) => {
      const complaints = await reportedFor(`Vorher.\n\n::: {${braces}}\n**Titel**\n\nDer Text.`);
      expect(complaints).toContainEqual(
        expect.stringContaining('a.md:8:1: Fehler: Hier beginnt ein Abschnitt, der nirgends endet'),
      );
    },
  );

  test.each(['::: kasten=fakten', '::: diagramm=linie', ':::fakten', '::: {kasten="fakten"}'])(
    'that say %s are an error at their place',
    async (line) => {
      for (const content of [
        `Vorher.\n\n${line}\n**Titel**\n\nDer Text.\n:::`,
        `Es\nfolgt\n${line}\n\nDer Text.\n\n:::`,
      ])
        // One site at a time.
        // oxlint-disable-next-line no-await-in-loop
        expect(await reportedFor(content)).toEqual([
          expect.stringContaining(`a.md:8:1: Fehler: „${line}“ beginnt keinen Abschnitt`),
        ]);
    },
  );

  test('may be words of the text or code', async () => {
    expect(
      await reportedFor('So ist ::: kasten gemeint.\n\n\\::: kasten=fakten\n\n```\n::: kasten=fakten\n```'),
    ).toEqual([]);
  });
});
