import { homeUrl } from '../catalogue/addresses.ts';
import type { Settings, SiteUrl } from '../config/settings.ts';
import type { Translation } from '../config/translations.ts';
import type { UrlPath } from '../model.ts';
import { plainText } from '../parse/german/plainText.ts';
import { contentPolicy, type ForeignOrigins } from './contentPolicy.ts';
import { absoluteHref, hrefOf } from './hrefs.ts';
import { breadcrumbJsonLd } from './jsonLd/breadcrumbJsonLd.ts';
import { graphJson, type JsonLdNode } from './jsonLd/graphJson.ts';
import { feedLinks } from './siteView.ts';
import type { BaseView, HeadView, LinkView, SiteView } from './views.ts';

/** A target of links inside the site. */
interface Place {
  readonly name: string;
  readonly url: UrlPath;
}

/** Options of a page for its layout. */
export interface LayoutOptions {
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
  /** Foreign origins from which the page loads something. */
  readonly origins?: ForeignOrigins;
  /** The page runs WebAssembly of ours and has a form that leads to itself. */
  readonly searches?: boolean;
  readonly previous?: UrlPath;
  readonly next?: UrlPath;
  readonly translations?: readonly Translation[] | undefined;
  /** Structured data of the page, besides its breadcrumbs. */
  readonly jsonLd?: readonly JsonLdNode[];
}

/** Makes the view of everything around the content of a page. */
export type Layout = (options: LayoutOptions) => BaseView;

/** `embedScript`: address of the script that loads what is embedded; empty when the theme has none. */
export function createLayout(settings: Settings, site: SiteView, embedScript: UrlPath | '' = ''): Layout {
  const { url: siteUrl, title: siteTitle } = settings;
  const siteFeeds = { title: plainText(siteTitle), links: feedLinks(siteUrl, homeUrl) };
  const feedsTo = (list: Place): HeadView['feeds'][number] => ({
    title: plainText(`${list.name} – ${siteTitle}`),
    links: feedLinks(siteUrl, list.url),
  });
  const linkTo = (place: Place): LinkView => ({ name: place.name, url: hrefOf(siteUrl, place.url) });
  return (options) => {
    const { url, title, name = title, description, above = [], noindex = false } = options;
    const { feedsOf, commentFeed, previous, next, translations = [], jsonLd = [] } = options;
    const { origins = { frames: [] }, searches = false } = options;
    const path = [{ name: site.texts.home, url: homeUrl }, ...above, { name, url }];
    const breadcrumbs = url === homeUrl ? [] : path.map(linkTo);
    const canonicalUrl = noindex ? '' : absoluteHref(siteUrl, url);
    const embeds = origins.frames.length > 0 && embedScript !== '';
    return {
      site,
      head: {
        title: plainText(url === homeUrl ? siteTitle : `${title} – ${siteTitle}`),
        description: plainText(description),
        canonicalUrl,
        noindex,
        policy: contentPolicy(settings, origins, searches),
        ...(embeds && { embedScriptUrl: hrefOf(siteUrl, embedScript) }),
        feeds: feedsOf ? [feedsTo(feedsOf), siteFeeds] : [siteFeeds],
        ...(commentFeed && { commentFeed: linkTo(commentFeed) }),
        ...(previous && { previousUrl: hrefOf(siteUrl, previous) }),
        ...(next && { nextUrl: hrefOf(siteUrl, next) }),
        ...(translations.length > 0 && {
          translations: [{ language: settings.language, url: canonicalUrl }, ...translations],
        }),
        jsonLd: noindex ? '' : graphJson([...jsonLd, ...breadcrumbNodes(breadcrumbs, siteUrl)]),
      },
      breadcrumbs,
    };
  };
}

function breadcrumbNodes(breadcrumbs: readonly LinkView[], site: SiteUrl): readonly JsonLdNode[] {
  return breadcrumbs.length > 0 ? [breadcrumbJsonLd(breadcrumbs, site)] : [];
}
