/** Facts about each kind of page besides its view. */
import type { ContentKind, PageContent } from '../views/page.ts';
import type { TemplateViews } from '../views/views.ts';

export interface PageKind {
  /** Listings come into the output folder after the pages that they lead to. */
  readonly phase: 'page' | 'listing';
  /** Media type that web servers send. */
  readonly mediaType: string;
  /** Who makes its text: a template of the theme, or the program for machines. */
  readonly maker: 'template' | 'program';
}

const page = { phase: 'page', mediaType: 'text/html', maker: 'template' } as const;
const listing = { ...page, phase: 'listing' } as const;
const feed = { phase: 'listing', maker: 'program' } as const;
const sitemap = { ...feed, mediaType: 'application/xml' } as const;

export const pageKinds = {
  article: page,
  page,
  'not-found': page,
  'comment-reply': page,
  search: page,
  redirect: page,
  newsletter: page,
  home: listing,
  listing,
  archive: listing,
  glossary: listing,
  corrections: listing,
  own: { phase: 'listing', mediaType: 'text/html', maker: 'program' },
  rss: { ...feed, mediaType: 'application/rss+xml' },
  atom: { ...feed, mediaType: 'application/atom+xml' },
  'json-feed': { ...feed, mediaType: 'application/feed+json' },
  sitemap,
  'sitemap-index': sitemap,
  'news-sitemap': sitemap,
  'server-file': { ...feed, mediaType: 'text/plain' },
  'plain-text': { phase: 'page', mediaType: 'text/plain', maker: 'program' },
} as const satisfies {
  readonly [Kind in ContentKind]: PageKind & {
    readonly maker: Kind extends keyof TemplateViews ? 'template' : 'program';
  };
};

/** The template that makes the page, if one does. */
export function templateOf(content: PageContent): readonly string[] {
  if (content.kind === 'own') return [content.template];
  return pageKinds[content.kind].maker === 'template' ? [content.kind] : [];
}
