import { homeUrl } from '../catalogue/addresses.ts';
import type { Settings } from '../config/settings.ts';
import type { UrlPath } from '../model.ts';
import { plainText } from '../parse/german/plainText.ts';
import { absoluteHref, hrefOf } from './hrefs.ts';
import { feedLinks } from './siteView.ts';
import type { BaseView, SiteView } from './views.ts';

/** What a page tells its frame. */
export interface FrameOptions {
  readonly url: UrlPath;
  /** For `<title>`. */
  readonly title: string;
  /** For the breadcrumbs, where it is another one. */
  readonly name?: string;
  readonly description: string;
  /** Between the home page and this one, from above. */
  readonly above?: readonly { readonly name: string; readonly url: UrlPath }[];
  readonly noindex?: boolean;
  /** A list with feeds of its own, besides the site's. */
  readonly feedsOf?: { readonly name: string; readonly url: UrlPath };
  readonly previous?: UrlPath;
  readonly next?: UrlPath;
}

/** Makes what all pages have around their own content. */
export type Frame = (options: FrameOptions) => BaseView;

export function createFrame(settings: Settings, site: SiteView): Frame {
  const { url: siteUrl, title: siteTitle } = settings;
  const policy = contentPolicy(settings);
  const siteFeeds = { title: plainText(siteTitle), links: feedLinks(siteUrl, homeUrl) };
  return ({
    url,
    title,
    name = title,
    description,
    above = [],
    noindex = false,
    feedsOf,
    previous,
    next,
  }) => ({
    site,
    head: {
      title: plainText(url === homeUrl ? siteTitle : `${title} – ${siteTitle}`),
      description: plainText(description),
      canonicalUrl: noindex ? '' : absoluteHref(siteUrl, url),
      noindex,
      policy,
      feeds: feedsOf
        ? [
            { title: plainText(`${feedsOf.name} – ${siteTitle}`), links: feedLinks(siteUrl, feedsOf.url) },
            siteFeeds,
          ]
        : [siteFeeds],
      ...(previous && { previousUrl: hrefOf(siteUrl, previous) }),
      ...(next && { nextUrl: hrefOf(siteUrl, next) }),
    },
    breadcrumbs:
      url === homeUrl
        ? []
        : [{ name: site.texts.home, url: homeUrl }, ...above, { name, url }].map((step) => ({
            name: step.name,
            url: hrefOf(siteUrl, step.url),
          })),
  });
}

/** Nothing from elsewhere, nothing inline; forms go to the comment endpoint alone (`safety.md` 19). */
function contentPolicy({ comments, html }: Settings): string {
  const endpoint = comments.endpoint === undefined ? '' : ` ${new URL(comments.endpoint).origin}`;
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    ...(html.includes('iframe') ? ['frame-src https:'] : []),
    ...(html.includes('video') || html.includes('audio') ? ["media-src 'self' https:"] : []),
    `connect-src 'self'${endpoint}`,
    `form-action${endpoint || " 'none'"}`,
    "base-uri 'none'",
  ].join('; ');
}
