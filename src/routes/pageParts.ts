/** Parts that all pages of a site share, made once. */
import { type ArticleComments, noComments, type CommentsOf } from '../collections/comments.ts';
import type { Collections } from '../collections/collections.ts';
import type { Settings } from '../config/settings.ts';
import type { Article } from '../core/model.ts';
import { type ArticlePageParts, createSeriesViews } from './article/articlePages.ts';
import type { RenderContext } from '../views/bodyViews.ts';
import { createCards, type OpeningOf } from '../views/cards.ts';
import { createCommentForms } from './comments/commentsView.ts';
import { createLayout, withSocialMeta } from '../views/layout.ts';
import { jsonLdSite } from '../views/jsonLd.ts';
import type { MediaLibrary } from '../views/mediaLibrary.ts';
import type { VgwortOptions } from './article/pressView.ts';
import { siteView, type ThemeUrls, typesetSettings } from '../views/siteView.ts';
import type { SocialPictures } from '../views/socialPictures.ts';

export interface ViewContext {
  readonly settings: Settings;
  readonly collections: Collections;
  readonly media: MediaLibrary;
  readonly theme: ThemeUrls;
  readonly social: SocialPictures;
  readonly openingOf: OpeningOf;
  readonly relatedTo: (article: Article) => readonly Article[];
  readonly comments: Pick<ArticleComments, 'of' | 'stateOf'>;
  /** The theme brings a `robots.txt`. */
  readonly hasOwnRobots: boolean;
  /** The moment of publication, ms. */
  readonly now: number;
  readonly pixelOf: VgwortOptions['pixelOf'];
  /** No search index will be made. */
  readonly isPreview: boolean;
}

export interface PageParts extends ArticlePageParts {
  /** Typeset. */
  readonly settings: Settings;
}

export function createPageParts(context: ViewContext): PageParts {
  const { collections, media, theme, social, openingOf, relatedTo } = context;
  const settings = typesetSettings(context.settings);
  const site = settings.url;
  const commentsOf: CommentsOf = (article) =>
    article.comments === 'off' ? noComments : context.comments.of(article);
  const formOf = createCommentForms(settings, collections, theme);
  const cards = createCards(collections, media, site, openingOf, commentsOf);
  const layout = createLayout(settings, siteView(settings, collections, theme), theme.embedScript);
  return {
    settings,
    layout: withSocialMeta(layout, { settings, collections, cards, social }),
    cards,
    renderContext: renderContext(context),
    relatedTo,
    seriesOf: createSeriesViews(collections.series, site),
    comments: { settings, stateOf: context.comments.stateOf, formOf, commentsOf },
    share: settings.design.share,
    machines: jsonLdSite(settings, theme),
    // The author in a preview is no reader.
    marks: { server: collections.previewsDrafts ? undefined : settings.vgwort, pixelOf: context.pixelOf },
  };
}

/** Context of the whole site in which texts are rendered. */
export function renderContext({ settings, collections, media, now }: ViewContext): RenderContext {
  const clock = { now, preview: collections.previewsDrafts };
  return { site: settings.url, media, addressOf: (file) => collections.addresses.get(file), clock };
}
