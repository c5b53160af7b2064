/** A page: its address, its kind, its view, and the file it is written to. */
import type { SourcePath, UrlPath } from '../core/model.ts';
import type { ContentOf } from './bodyViews.ts';
import type {
  FeedView,
  NewsSitemapView,
  SitemapIndexView,
  SitemapView,
  ServerFileView,
} from './feedViews.ts';
import type { OwnView, TemplateViews } from './views.ts';

/** Everything that can be rendered, and the view it is rendered from. */
export interface ContentViews extends TemplateViews {
  readonly own: OwnView;
  readonly rss: FeedView;
  readonly atom: FeedView;
  readonly 'json-feed': FeedView;
  readonly sitemap: SitemapView;
  readonly 'sitemap-index': SitemapIndexView;
  readonly 'news-sitemap': NewsSitemapView;
  readonly 'plain-text': { readonly text: string };
  readonly 'server-file': ServerFileView;
}

export type ContentKind = keyof ContentViews;

/** Content of a page; its view is made when it is needed, from the contents handed to it. */
export type PageContent = {
  [Kind in ContentKind]: {
    readonly kind: Kind;
    readonly view: (contentOf: ContentOf) => ContentViews[Kind];
  } & (Kind extends 'own' ? OwnTemplate : unknown);
}[ContentKind];

interface OwnTemplate {
  /** The name of the template that shows it. */
  readonly template: string;
}

export interface Page {
  readonly url: UrlPath;
  /** Who wants this address, for the author: a source file, or „Ressort Ausland“. */
  readonly source: string;
  /** Where to tell the author what is wrong with the address, if a file wants it. */
  readonly file?: SourcePath;
  readonly content: PageContent;
}

/** The file in the output folder that a page is written to. */
export function pagePathOf({ url, content }: Pick<Page, 'url' | 'content'>): string {
  return content.kind === 'redirect' ? redirectPathOf(url) : outputPathOf(url);
}

/**
 * The file that redirects from an old address. Hosts tell the type of a file by its ending: HTML in `artikel.php` would be
 * downloaded. In a folder of that name it is a page everywhere.
 */
export function redirectPathOf(url: UrlPath): string {
  return /\.html?$/i.test(url)
    ? url.slice(1)
    : `${url.slice(1).replace(/\/$/, '')}/index.html`.replace(/^\//, '');
}

/** The file in the output folder that serves an address at which something other than a redirect stands. */
export function outputPathOf(url: UrlPath): string {
  const path = url.slice(1);
  if (path === '' || path.endsWith('/')) return `${path}index.html`;
  return /\.[a-z0-9]+$|^_(?:headers|redirects)$/i.test(path) ? path : `${path}/index.html`;
}
