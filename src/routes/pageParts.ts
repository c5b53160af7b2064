/** What all pages of a site are made of. */
import type { ArticleComments } from '../collections/comments.ts';
import type { FindMeant } from '../collections/meantSources.ts';
import type { ArticleFinder } from '../collections/related/seeAlso.ts';
import type { Collections } from '../collections/collections.ts';
import type { Settings } from '../config/settings.ts';
import type { Article, SourcePath, UrlPath } from '../core/model.ts';
import type { RenderContext } from '../views/bodyViews.ts';
import { type Cards, createCards, type OpeningOf } from '../views/cards.ts';
import { createLayout, type Layout } from '../views/layout.ts';
import { type JsonLdSite, jsonLdSite } from '../views/jsonLd.ts';
import type { MediaLibrary } from '../views/mediaLibrary.ts';
import { type ThemeUrls, typesetSettings } from '../views/siteView.ts';
import type { OwnSite } from './own/ownSite.ts';
import type { SocialPictures } from '../views/socialPictures.ts';

export interface ViewContext {
  readonly settings: Settings;
  readonly collections: Collections;
  readonly media: MediaLibrary;
  readonly findMeant: FindMeant;
  readonly theme: ThemeUrls;
  readonly social: SocialPictures;
  readonly openingOf: OpeningOf;
  readonly relatedTo: (article: Article) => readonly Article[];
  /** The article that people call so; undefined for one that is not shown. */
  readonly findArticle: ArticleFinder['find'];
  readonly comments: Pick<ArticleComments, 'of' | 'stateOf'>;
  /** The theme brings a `robots.txt`. */
  readonly hasOwnRobots: boolean;
  /** The moment of publication, ms. */
  readonly now: number;
  /** Public code of the tracking pixel of a text. */
  readonly pixelOf: (file: SourcePath) => string | undefined;
  /** What the site's configuration adds. */
  readonly own: OwnSite;
  /** No search index will be made. */
  readonly isPreview: boolean;
}

/** The same with what is made of it once; the settings are typeset. */
export interface PageParts extends ViewContext {
  readonly layout: Layout;
  readonly cards: Cards;
  readonly renderContext: RenderContext;
  readonly machines: JsonLdSite;
}

export function createPageParts(context: ViewContext): PageParts {
  const { collections, media, theme, openingOf, comments } = context;
  const settings = typesetSettings(context.settings);
  const cards = createCards(collections, media, settings.url, openingOf, comments.of);
  return {
    ...context,
    settings,
    cards,
    layout: createLayout({ ...context, settings, cards, data: context.own.data }),
    renderContext: renderContext(context),
    machines: jsonLdSite(settings, theme),
  };
}

/** Context of the whole site in which texts are rendered. */
export function renderContext({ settings, collections, media, findMeant, now }: ViewContext): RenderContext {
  const clock = { now, preview: collections.previewsDrafts };
  const addressOf = (file: SourcePath): UrlPath | undefined => collections.addresses.get(file);
  return { site: settings.url, media, addressOf, findMeant, clock };
}
