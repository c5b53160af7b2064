/** Structured data of a page: schema.org as JSON-LD. */
import type { SiteUrl, Settings } from '../config/settings.ts';
import { plainText } from '../core/html.ts';
import type { LinkView, CardView, FigureView, ListingView } from './views.ts';
import { homeUrl } from '../collections/addresses.ts';
import { absoluteHref, hrefOfWritten, commentAnchor } from './hrefs.ts';
import type { ThemeUrls } from './siteView.ts';
import type { Article, ArticleLabel, Comment, UrlPath } from '../core/model.ts';
import { isoDate, calendarDay, germanTime } from '../core/time.ts';
import { lastChange } from '../collections/articleDates.ts';
import type { ShownEntry } from './tickerBody.ts';

/** A node of the graph; keys without a value are left out. */
export interface JsonLdNode {
  readonly '@type': string;
  readonly [property: string]: unknown;
}

/** Characters that could end a script element or a line of its script. */
const special = /[<>&\u2028\u2029]/;

/** All nodes of a page, ready for a `<script type="application/ld+json">`. */
export function graphJson(nodes: readonly JsonLdNode[]): string {
  const json = JSON.stringify({ '@context': 'https://schema.org', '@graph': nodes });
  return special.test(json) ? json.replace(new RegExp(special, 'g'), escape) : json;
}

function escape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** The way from the home page, for machines. */
export function breadcrumbJsonLd(breadcrumbs: readonly LinkView[], site: SiteUrl): JsonLdNode {
  return {
    '@type': 'BreadcrumbList',
    itemListElement: breadcrumbs.map(({ name, url }, index) => ({
      '@type': 'ListItem',
      position: index + 1,
      name: plainText(name),
      item: { '@type': 'WebPage', '@id': site.origin + url },
    })),
  };
}

// The publisher for machines: a NewsMediaOrganization and its WebSite.

/** Facts about the site in the nodes of all pages; made once. */
export interface JsonLdSite {
  readonly url: SiteUrl;
  /** BCP 47. */
  readonly language: string;
  /** As articles show it; the front page says more of it. */
  readonly publisher: JsonLdNode;
}

/** Without a logo the icon stands for the site. */
export function jsonLdSite({ url, title, language, publisher }: Settings, theme: ThemeUrls): JsonLdSite {
  const home = absoluteHref(url, homeUrl);
  const logo = theme.logo?.url ?? theme.favicon;
  return {
    url,
    language,
    publisher: {
      '@type': 'NewsMediaOrganization',
      '@id': `${home}#publisher`,
      name: publisher.name ?? plainText(title),
      url: home,
      logo: logo === '' ? undefined : absoluteHref(url, logo),
    },
  };
}

/** For the front page. */
export function publisherJsonLd(
  { url, title, description, publisher }: Settings,
  site: JsonLdSite,
): readonly JsonLdNode[] {
  const home = absoluteHref(url, homeUrl);
  const { name: _name, email, profiles, ...policies } = publisher;
  const pages = Object.entries(policies).map(([key, page]) => {
    const origin = page.startsWith('/') ? url.origin : '';
    return [key, origin + hrefOfWritten(url, page)] as const;
  });
  const website = {
    '@type': 'WebSite',
    '@id': `${home}#website`,
    url: home,
    name: plainText(title),
    description: plainText(description) || undefined,
    inLanguage: site.language,
    publisher: { '@id': site.publisher['@id'] },
  };
  return [
    website,
    {
      ...site.publisher,
      email,
      sameAs: profiles?.map((profile) => profile.url),
      ...Object.fromEntries(pages),
    },
  ];
}

// An article for machines: schema.org's NewsArticle or one of its kin.

/** Facts that the page shows besides the card. */
export interface ArticleFacts {
  readonly tags: readonly LinkView[];
  readonly comments: readonly Comment[];
  /** The picture above the text. */
  readonly lead?: FigureView;
  /** The sound above the text. */
  readonly sound?: { readonly url: UrlPath; readonly type: string };
}

const types: Readonly<Partial<Record<ArticleLabel, string>>> = {
  meinung: 'OpinionNewsArticle',
  analyse: 'AnalysisNewsArticle',
  anzeige: 'AdvertiserContentArticle',
};

/** Google takes no smaller picture for an article; width times height, in pixels. */
const smallestPicture = 50_000;

export function articleJsonLd(
  article: Article,
  { teaser, section, authors }: Pick<CardView, 'teaser' | 'section' | 'authors'>,
  { tags, comments, lead, sound }: ArticleFacts,
  site: JsonLdSite,
): JsonLdNode {
  const url = absoluteHref(site.url, article.url);
  const owner = { '@id': site.publisher['@id'] };
  return {
    '@type': (article.label && types[article.label]) ?? 'NewsArticle',
    '@id': url,
    mainEntityOfPage: url,
    headline: plainText(article.title),
    description: plainText(teaser) || undefined,
    image: lead && imageNode(lead, site),
    audio: sound && {
      '@type': 'AudioObject',
      contentUrl: absoluteHref(site.url, sound.url),
      encodingFormat: sound.type,
      duration: article.audio?.duration === undefined ? undefined : `PT${article.audio.duration}S`,
    },
    datePublished: isoDate(article.date),
    dateModified: isoDate(lastChange(article)),
    author: authors.length > 0 ? authors.map((author) => personNode(author, site)) : owner,
    publisher: site.publisher,
    copyrightHolder: owner,
    copyrightYear: calendarDay(article.date).year,
    inLanguage: article.language ?? site.language,
    articleSection: section && plainText(section.name),
    keywords: tags.length > 0 ? tags.map(({ name }) => plainText(name)) : undefined,
    isAccessibleForFree: true,
    correction: article.corrections.length > 0 ? article.corrections.map(correctionNode) : undefined,
    commentCount: comments.length,
    comment: comments.length > 0 ? comments.map((comment) => commentNode(comment, url)) : undefined,
  };
}

function personNode({ name, url }: LinkView, site: JsonLdSite): JsonLdNode {
  const page = site.url.origin + url;
  return { '@type': 'Person', '@id': `${page}#person`, name: plainText(name), url: page };
}

/** Undefined for drawings and for what is too small. */
function imageNode({ picture, caption, credit }: FigureView, site: JsonLdSite): JsonLdNode | undefined {
  const { url, width = 0, height = 0, sources } = picture;
  if (!sources || width * height < smallestPicture) return undefined;
  return {
    '@type': 'ImageObject',
    url: site.url.origin + url,
    caption: plainText(caption) || undefined,
    creditText: plainText(credit) || undefined,
  };
}

function correctionNode({ date, text }: Article['corrections'][number]): JsonLdNode {
  return { '@type': 'CorrectionComment', text: plainText(text), datePublished: isoDate(date) };
}

function commentNode(comment: Comment, article: string): JsonLdNode {
  const url = `${article}#${commentAnchor(comment)}`;
  return {
    '@type': 'Comment',
    '@id': url,
    url,
    text: comment.text,
    datePublished: isoDate(comment.date),
    author: { '@type': 'Person', name: comment.name },
  };
}

/** A live ticker for machines: `article`, made a LiveBlogPosting. `entries`: newest first. */
export function liveBlogJsonLd(
  node: JsonLdNode,
  article: Article,
  entries: readonly ShownEntry[],
): JsonLdNode {
  const ends = article.ticker?.ends;
  const moments = entries.map(({ moment }) => moment);
  const [newest = article.date] = moments;
  const changed = lastChange(article);
  return {
    ...node,
    '@type': 'LiveBlogPosting',
    dateModified: isoDate(newest.instant > changed.instant ? newest : changed),
    coverageStartTime: isoDate(moments.at(-1) ?? article.date),
    coverageEndTime: ends && isoDate(ends),
    liveBlogUpdate: entries.map(({ id, moment, title, text }) => ({
      '@type': 'BlogPosting',
      '@id': `${String(node['@id'])}#${id}`,
      url: `${String(node['@id'])}#${id}`,
      headline: plainText(title || germanTime(moment)),
      datePublished: isoDate(moment),
      articleBody: plainText(text),
    })),
  };
}

// A page of a list for machines: a CollectionPage, or the ProfilePage of an author.

/** `first`: the number of the page's first article in the whole list, from 1. */
export function collectionJsonLd(
  page: { readonly url: UrlPath; readonly name: string },
  cards: readonly Pick<CardView, 'url'>[],
  first: number,
  site: JsonLdSite,
): JsonLdNode {
  const url = absoluteHref(site.url, page.url);
  return {
    '@type': 'CollectionPage',
    '@id': url,
    url,
    name: plainText(page.name),
    inLanguage: site.language,
    mainEntity: {
      '@type': 'ItemList',
      itemListElement: cards.map((card, index) => ({
        '@type': 'ListItem',
        position: first + index,
        url: site.url.origin + card.url,
      })),
    },
  };
}

/** `role`: what the author does here. */
export function profileJsonLd(
  author: LinkView,
  { links, portrait }: Pick<ListingView, 'links' | 'portrait'>,
  role: string | undefined,
  site: JsonLdSite,
): JsonLdNode {
  const url = site.url.origin + author.url;
  return {
    '@type': 'ProfilePage',
    '@id': url,
    url,
    inLanguage: site.language,
    mainEntity: {
      ...personNode(author, site),
      jobTitle: role && plainText(role),
      image: portrait && site.url.origin + portrait.picture.url,
      sameAs: links.length > 0 ? links.map((link) => link.url) : undefined,
      worksFor: site.publisher,
    },
  };
}
