/** Parts that all pages of a site share, made once. */
import type { ArticleComments } from '../catalogue/articleComments.ts';
import type { Collections } from '../catalogue/catalogue.ts';
import { noComments } from '../catalogue/commentThreads.ts';
import type { Settings } from '../config/settings.ts';
import type { Article } from '../model.ts';
import type { ArticlePageParts } from './articlePages.ts';
import type { RenderContext } from './bodyViews.ts';
import { createCards, type OpeningOf } from './cards.ts';
import type { CommentsOf } from './commentFeeds.ts';
import { createCommentForms } from './commentForms.ts';
import { createLayout } from './frame.ts';
import { jsonLdSite } from './jsonLd/publisherJsonLd.ts';
import type { MediaLibrary } from './mediaShelf.ts';
import type { VgwortOptions } from './pressView.ts';
import { createSeriesViews } from './seriesViews.ts';
import { withSocialMeta } from './shareableFrame.ts';
import { siteView, type ThemeUrls } from './siteView.ts';
import type { SocialPictures } from './socialPictures.ts';
import { typesetSettings } from './typesetSettings.ts';

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
