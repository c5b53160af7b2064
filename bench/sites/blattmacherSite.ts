import type { SiteKind } from './siteKind.ts';
import { staticPages } from './staticPages.ts';

export const blattmacherSite: SiteKind = {
  name: 'blattmacher',
  files: {
    'site.yaml': `title: Der Blattmacher-Vergleich
url: https://blog.example.org/
description: Nachrichten aus der Messung
timezone: Europe/Berlin
# The contestants draw none.
design: { socialPictures: nie }
comments:
  endpoint: https://kommentare.example.org/neu
`,
    ...staticPages('content/pages'),
  },
  frontMatter: ({ title, date, description, section, tags, author, slug }) => ({
    title,
    date,
    description,
    section,
    tags,
    author,
    slug,
  }),
};
