import type { SiteKind } from './siteKind.ts';
import { staticPages } from './staticPages.ts';

/** Ressorts, tags, authors, years and months are taxonomies, as on Hugo's side; neighbours want one section for all articles. */
export const zolaSite: SiteKind = {
  name: 'zola',
  templates: 'zola/site',
  stylesheet: 'static/style.css',
  isFlat: true,
  files: staticPages('content/pages', (address) => `path: ${address}\n`),
  frontMatter: ({ title, date, description, section, tags, author, slug }) => ({
    title,
    date,
    description,
    path: `${date.toISOString().slice(0, 7).replace('-', '/')}/${slug}`,
    taxonomies: {
      ressort: [section],
      thema: tags,
      autor: [author],
      jahr: [date.toISOString().slice(0, 4)],
      monat: [date.toISOString().slice(0, 7)],
    },
  }),
};
