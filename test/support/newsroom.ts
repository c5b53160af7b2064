/** A small newsroom that uses all that machines are told of. */
import sharp from 'sharp';
import { expect } from 'vitest';
import { article, createSite, type SiteText, type TestSite } from './testSite.ts';

/** Just large enough for Google. */
const photo = await sharp({ create: { width: 300, height: 200, channels: 3, background: '#888' } })
  .png()
  .toBuffer();

const newsroomSettings = `
title: Der Bote & Co.
url: https://example.org/
description: Nachrichten aus der „Nachbarschaft“ <3
comments: { open: false }
websub: https://hub.example.net/
translations: [{ language: en, url: https://example.org/en/ }]
publisher:
  name: Boten-Verlag GmbH
  email: redaktion@example.org
  profiles: [https://social.example/@bote]
  correctionsPolicy: /impressum/
  ethicsPolicy: https://www.presserat.example/
  masthead: /impressum/
  ownershipFundingInfo: /impressum/
robots: { aiTraining: false, disallow: [/intern/] }
ads: ["ads.example.com, pub-1234, DIRECT, f08c47fec0942fa0", "OWNERDOMAIN=example.org"]
security: { contact: [sicherheit@example.org, https://example.org/impressum/], expires: 2027-03-01 }
`;

const comment = `id: b1
date: 2026-09-30T18:00:00+02:00
name: Béla
text: Das stimmt & <b>nicht</b>.
`;

const great = article(
  `
title: "Alles & </script> „mehr“"
slug: alles
date: 2026-09-30 14:30
updated: 2026-10-01 08:00
description: Ein Vorspann mit < und &.
section: Ausland & Welt
tags: [Nordkorea, "R&D"]
authors: [anna-mueller, Jonas Weißbach]
image: { src: foto.png, alt: Grau, caption: Ganz grau, credit: Anna Müller }
corrections: [{ date: 2026-10-01 07:00, text: Es war "nicht" so. }]
translations: [{ language: en, url: https://example.org/en/all/ }]`,
  [
    'Text mit [Link](meinung.md#oben), [Wurzel](/feed.xml), [oben](#oben), [ohne Schema](//example.net/a/) und ![Bild](klein.svg).[^1]',
    '![Grau](foto.png "Noch grauer. Foto: dpa")',
    '## Oben\n\n<q cite="/impressum/">Zitat</q> <img src="klein.svg" alt="roh"> <a href="/impressum/">roh</a>',
    '> Ein Zitat\n\n[^1]: Fuß.',
  ].join('\n\n'),
);

const labels = ['meinung', 'analyse', 'anzeige', 'gastbeitrag', 'agentur'];

/** Published at noon of 1 October 2026, the usual moment of the tests. */
const newsroom: SiteText = {
  'site.yaml': newsroomSettings,
  'content/authors/anna-mueller.md': article(
    'name: Anna Müller\nrole: Korrespondentin\nimage: { src: foto.png, alt: Anna }\nlinks: [{name: Website, url: https://anna.example/}]',
    'Sie berichtet aus *Seoul*.',
  ),
  'content/pages/impressum.md': article(
    'title: Impressum\nupdated: 2026-01-01',
    'Verantwortlich ist niemand.',
  ),
  'content/media/foto.png': new Uint8Array(photo),
  'content/media/klein.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>',
  'content/comments/alles/b1.yaml': comment,
  ...Object.fromEntries(
    labels.map((label, index) => [
      `content/articles/${label}.md`,
      article(
        `title: ${label}\ndate: 2026-09-${10 + index}\nlabel: ${label}\nsection: Ausland & Welt`,
        'Text.\n\n## Oben',
      ),
    ]),
  ),
  'content/articles/bald.md': article('title: Bald\ndate: 2026-10-02'),
};

interface Changes {
  readonly url?: string;
  /** The picture of the great article. */
  readonly lead?: string;
  readonly perPage?: number;
}

/** Builds it. */
export async function buildNewsroom(changes: Changes = {}): Promise<TestSite> {
  const { url = 'https://example.org/', lead = 'foto.png', perPage = 20 } = changes;
  const site = createSite({
    ...newsroom,
    'site.yaml': `${newsroomSettings.replace('https://example.org/', url)}articlesPerPage: ${perPage}\n`,
    'content/articles/alles.md': great.replace('foto.png', lead),
  });
  const { published } = await site.build();
  expect(published).toBe(true);
  return site;
}
