import type { SiteKind } from './siteKind.ts';
import { staticPages } from './staticPages.ts';

/** Ressorts, tags, authors, years and months are taxonomies: Hugo's fastest way to such lists. */
export const hugoSite: SiteKind = {
  name: 'hugo',
  templates: 'hugo/site',
  files: staticPages('content'),
  frontMatter: ({ title, date, description, section, tags, author, slug }) => ({
    title,
    date,
    description,
    slug,
    ressort: [section],
    thema: tags,
    autor: [author],
    jahr: [date.toISOString().slice(0, 4)],
    monat: [date.toISOString().slice(0, 7)],
  }),
};
