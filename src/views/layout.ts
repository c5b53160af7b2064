/** Everything around the content of a page: head, breadcrumbs, social metadata. */
import { homeUrl } from '../collections/addresses.ts';
import type { Settings, Translation } from '../config/settings.ts';
import type { UrlPath, Article } from '../core/model.ts';
import { plainText } from '../core/html.ts';
import { contentPolicy, type ForeignOrigins } from './contentPolicy.ts';
import { absoluteHref, hrefOf, linkTo, type Place } from './hrefs.ts';
import { breadcrumbJsonLd, graphJson, type JsonLdNode } from './jsonLd.ts';
import { feedLinks, siteView, type ThemeUrls } from './siteView.ts';
import type { BaseView, HeadView, SocialArticleView, SocialView, ShareView } from './views.ts';
import type { Collections } from '../collections/collections.ts';
import { isoDate } from '../core/time.ts';
import type { Cards } from './cards.ts';
import { lastChange } from '../collections/articleDates.ts';
import type { SocialPictures } from './socialPictures.ts';
import type { ShareTarget } from '../config/designSettings.ts';
import { siteTexts } from '../core/siteTexts.ts';

export interface LayoutOptions {
  readonly url: UrlPath;
  /** For `<title>`. */
  readonly title: string;
  /** For the breadcrumbs, where it is another one. */
  readonly name?: string;
  readonly description: string;
  /** BCP 47; of a page in a foreign language. */
  readonly language?: string | undefined;
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
  /** The article whose page it is. */
  readonly article?: Article;
  /** Structured data of the page, besides its breadcrumbs. */
  readonly jsonLd?: readonly JsonLdNode[];
}

export type Layout = (options: LayoutOptions) => BaseView;

/** What every page of a site shows around its content. */
export interface LayoutParts {
  readonly settings: Settings;
  readonly collections: Collections;
  readonly theme: ThemeUrls;
  readonly cards: Cards;
  readonly social: SocialPictures;
  readonly data: BaseView['data'];
}

export function createLayout(parts: LayoutParts): Layout {
  const { settings, collections, theme, data } = parts;
  const { url: siteUrl, title: siteTitle } = settings;
  const site = siteView(settings, collections, theme);
  const feedsOfList = (title: string, url: UrlPath): HeadView['feeds'][number] => ({
    title: plainText(title),
    links: feedLinks(siteUrl, url),
  });
  const siteFeeds = feedsOfList(siteTitle, homeUrl);
  return (options) => {
    const { url, title, name = title, description, above = [], noindex = false } = options;
    const { feedsOf, commentFeed, previous, next, translations = [], jsonLd = [] } = options;
    const { origins = { frames: [] }, searches = false, language = settings.language } = options;
    const path = [{ name: site.texts.home, url: homeUrl }, ...above, { name, url }];
    const breadcrumbs = url === homeUrl ? [] : path.map((place) => linkTo(place, siteUrl));
    const breadcrumbNodes = breadcrumbs.length > 0 ? [breadcrumbJsonLd(breadcrumbs, siteUrl)] : [];
    const canonicalUrl = noindex ? '' : absoluteHref(siteUrl, url);
    const embeds = origins.frames.length > 0 && theme.embedScript !== '';
    return {
      site,
      data,
      head: {
        title: plainText(url === homeUrl ? siteTitle : `${title} – ${siteTitle}`),
        description: plainText(description),
        canonicalUrl,
        noindex,
        policy: contentPolicy(settings, origins, searches),
        ...(embeds && { embedScriptUrl: hrefOf(siteUrl, theme.embedScript) }),
        feeds: [...(feedsOf ? [feedsOfList(`${feedsOf.name} – ${siteTitle}`, feedsOf.url)] : []), siteFeeds],
        ...(commentFeed && { commentFeed: linkTo(commentFeed, siteUrl) }),
        ...(previous && { previousUrl: hrefOf(siteUrl, previous) }),
        ...(next && { nextUrl: hrefOf(siteUrl, next) }),
        ...(translations.length > 0 && {
          translations: [{ language, url: canonicalUrl }, ...translations],
        }),
        jsonLd: noindex ? '' : graphJson([...jsonLd, ...breadcrumbNodes]),
        ...(!noindex && { social: socialView(options, parts) }),
      },
      breadcrumbs,
    };
  };
}

/** Open Graph (ogp.me), which X reads as well. */
function socialView(
  { url, title, language, article }: LayoutOptions,
  { settings, cards, social }: LayoutParts,
): SocialView {
  const { title: siteName, url: site } = settings;
  const image = article ? social.ofArticle(article) : social.ofSite();
  return {
    siteName: plainText(siteName),
    title: plainText(url === homeUrl ? siteName : title),
    locale: localeOf(language ?? settings.language),
    ...(image && { image }),
    ...(article && { article: articleFacts(article, cards, site.origin) }),
  };
}

/** Where a language's country is not called like it. */
const countries: ReadonlyMap<string, string> = new Map(
  ['ar_AR', 'cs_CZ', 'da_DK', 'el_GR', 'en_US', 'fa_IR', 'he_IL', 'ja_JP', 'sv_SE', 'uk_UA', 'zh_CN'].map(
    (locale) => [locale.slice(0, 2), locale] as const,
  ),
);

/** `de` → `de_DE`: Open Graph wants a country. */
function localeOf(tag: string): string {
  const [language = '', ...parts] = tag.split('-');
  const region = parts.find((part) => part.length === 2);
  if (region !== undefined) return `${language}_${region}`;
  return countries.get(language) ?? `${language}_${language.toUpperCase()}`;
}

function articleFacts(article: Article, { cardOf, tagLinks }: Cards, origin: string): SocialArticleView {
  const { section, authors } = cardOf(article);
  const change = lastChange(article);
  return {
    published: isoDate(article.date),
    ...(change !== article.date && { modified: isoDate(change) }),
    ...(section && { section: plainText(section.name) }),
    tags: tagLinks(article).map(({ name }) => plainText(name)),
    authorUrls: authors.map(({ url }) => origin + url),
  };
}

/** Addresses that open a draft with a text; nothing of theirs is loaded before a reader follows one. */
const addresses: Readonly<Record<Exclude<ShareTarget, 'link'>, (title: string, url: string) => string>> = {
  mail: (title, url) => `mailto:?subject=${encodeURIComponent(title)}&body=${encodeURIComponent(url)}`,
  mastodon: (title, url) => `https://share.joinmastodon.org/#text=${encodeURIComponent(`${title} ${url}`)}`,
  bluesky: (title, url) => `https://bsky.app/intent/compose?text=${encodeURIComponent(`${title} ${url}`)}`,
  whatsapp: (title, url) => `https://wa.me/?text=${encodeURIComponent(`${title} ${url}`)}`,
};

/** The links that hand an article on, in the order of the settings. `title` is plain text, `url` absolute. */
export function shareView(targets: readonly ShareTarget[], title: string, url: string): ShareView {
  return {
    links: targets
      .filter((target) => target !== 'link')
      .map((target) => ({ name: siteTexts.shareBy[target], url: addresses[target](title, url) })),
    showsAddress: targets.includes('link'),
  };
}
