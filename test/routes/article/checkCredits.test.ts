import { describe, expect, test } from 'vitest';
import { article, createSite, svgPicture, type SiteText } from '../../support/testSite.ts';

const files: SiteText = {
  'content/media/a.svg': svgPicture,
  'content/media/b.svg': svgPicture.replace('M0', 'M1'),
  'content/media/b.svg.yaml': 'credit: Anna Müller',
  'content/articles/kim.md': article(
    'title: Kim\ndate: 2024-01-01\nimage: { src: a.svg, alt: Kim }',
    '![B](b.svg)\n\n![A](a.svg "Ein Bild. Foto: Jonas")\n\nUnd ![A](a.svg) hier.',
  ),
  'content/authors/anna.md': article('name: Anna\nimage: { src: a.svg, alt: Anna }', 'Sie.'),
  'content/pages/wir.md': article('title: Wir', '![A](a.svg)'),
};

const settings = 'title: T\nurl: https://example.org/\ncomments: { open: false }\n';

const reported = async (setting: string) => {
  const site = createSite({ ...files, 'site.yaml': settings + setting });
  const { published, diagnostics } = await site.build();
  return {
    published,
    faults: diagnostics.map(({ code, severity, file, position }) => ({ code, severity, file, position })),
  };
};

const placesWith = (code: string, severity: string) =>
  [
    { line: 4, column: 8 },
    { line: 11, column: 5 },
  ].map((position) => ({ code, severity, file: 'content/articles/kim.md', position }));

describe('Pictures of an article without a credit', () => {
  test('are warned of, each at its place; sidecars and captions count', async () => {
    expect(await reported('')).toEqual({
      published: true,
      faults: placesWith('pictures/no-credit', 'warning'),
    });
  });

  test('keep a site that requires credits from being published', async () => {
    expect(await reported('pictureCredits: required\n')).toEqual({
      published: false,
      faults: placesWith('pictures/credit-required', 'error'),
    });
  });

  test('are nobody’s business where the site says so', async () => {
    expect(await reported('pictureCredits: off\n')).toEqual({ published: true, faults: [] });
  });

  test('of a draft can wait', async () => {
    const site = createSite({
      'site.yaml': settings,
      'content/media/a.svg': svgPicture,
      'content/articles/a.md': article(
        'title: A\ndate: 2024-01-01\ndraft: true\nimage: { src: a.svg, alt: A }',
      ),
    });
    expect((await site.build()).diagnostics).toEqual([]);
  });
});
