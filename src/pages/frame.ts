import { homeUrl } from '../catalogue/addresses.ts';
import { hasEndpoint } from '../commentForm/commentFormOf.ts';
import type { Settings } from '../config/settings.ts';
import type { UrlPath } from '../model.ts';
import { plainText } from '../parse/german/plainText.ts';
import { commentLoaderSource } from './commentLoader.ts';
import { absoluteHref, hrefOf } from './hrefs.ts';
import { feedLinks } from './siteView.ts';
import type { BaseView, HeadView, LinkView, SiteView } from './views.ts';

/** Something inside the site that links lead to. */
interface Place {
  readonly name: string;
  readonly url: UrlPath;
}

/** What a page tells its frame. */
export interface FrameOptions {
  readonly url: UrlPath;
  /** For `<title>`. */
  readonly title: string;
  /** For the breadcrumbs, where it is another one. */
  readonly name?: string;
  readonly description: string;
  /** Between the home page and this one, from above. */
  readonly above?: readonly Place[];
  readonly noindex?: boolean;
  /** A list with feeds of its own, besides the site's. */
  readonly feedsOf?: Place;
  /** The feed of the comments that belong to the page. */
  readonly commentFeed?: Place;
  /** Origins of what the page embeds. */
  readonly frames?: readonly string[];
  /** The page runs WebAssembly of ours and has a form that leads to itself. */
  readonly searches?: boolean;
  readonly previous?: UrlPath;
  readonly next?: UrlPath;
}

/** Makes what all pages have around their own content. */
export type Frame = (options: FrameOptions) => BaseView;

/** `embedScript`: address of the script that loads what is embedded; empty when the theme has none. */
export function createFrame(settings: Settings, site: SiteView, embedScript: UrlPath | '' = ''): Frame {
  const { url: siteUrl, title: siteTitle } = settings;
  const siteFeeds = { title: plainText(siteTitle), links: feedLinks(siteUrl, homeUrl) };
  const feedsTo = (list: Place): HeadView['feeds'][number] => ({
    title: plainText(`${list.name} – ${siteTitle}`),
    links: feedLinks(siteUrl, list.url),
  });
  const linkTo = (place: Place): LinkView => ({ name: place.name, url: hrefOf(siteUrl, place.url) });
  return ({
    url,
    title,
    name = title,
    description,
    above = [],
    noindex = false,
    feedsOf,
    commentFeed,
    frames = [],
    searches = false,
    previous,
    next,
  }) => ({
    site,
    head: {
      title: plainText(url === homeUrl ? siteTitle : `${title} – ${siteTitle}`),
      description: plainText(description),
      canonicalUrl: noindex ? '' : absoluteHref(siteUrl, url),
      noindex,
      policy: contentPolicy(settings, frames, searches),
      ...(frames.length > 0 && embedScript !== '' && { embedScriptUrl: hrefOf(siteUrl, embedScript) }),
      feeds: feedsOf ? [feedsTo(feedsOf), siteFeeds] : [siteFeeds],
      ...(commentFeed && { commentFeed: linkTo(commentFeed) }),
      ...(previous && { previousUrl: hrefOf(siteUrl, previous) }),
      ...(next && { nextUrl: hrefOf(siteUrl, next) }),
    },
    breadcrumbs:
      url === homeUrl ? [] : [{ name: site.texts.home, url: homeUrl }, ...above, { name, url }].map(linkTo),
  });
}

/** Nothing from elsewhere, nothing inline but one known script; forms go to the comment endpoint alone, which may lead back here (`safety.md` 19). */
function contentPolicy({ comments, html }: Settings, frames: readonly string[], searches: boolean): string {
  const foreign = URL.parse(comments.endpoint ?? '')?.origin;
  const endpoint = foreign === undefined ? '' : ` ${foreign}`;
  const framed = html.includes('iframe') ? ['https:'] : frames;
  const ownForms = searches ? "'self'" : "'none'";
  return [
    "default-src 'none'",
    `script-src 'self'${searches ? " 'wasm-unsafe-eval'" : ''}${hasEndpoint(comments) ? ` ${commentLoaderSource}` : ''}`,
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    ...(framed.length > 0 ? [`frame-src ${framed.join(' ')}`] : []),
    ...(html.includes('video') || html.includes('audio') ? ["media-src 'self' https:"] : []),
    `connect-src 'self'${endpoint}`,
    `form-action ${hasEndpoint(comments) ? `'self'${endpoint}` : ownForms}`,
    "base-uri 'none'",
  ].join('; ');
}
