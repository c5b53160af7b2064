import type { SiteKind } from './siteKind.ts';
import { staticPages } from './staticPages.ts';

export const eleventySite: SiteKind = {
  name: 'eleventy',
  templates: 'eleventy/site',
  stylesheet: 'style.css',
  files: staticPages('content'),
  frontMatter: ({ title, date, description, section, tags, author, slug }) => ({
    title,
    date,
    description,
    section,
    // `tags` would make 500 collections that nobody asks for.
    topics: tags,
    author,
    slug,
  }),
};
