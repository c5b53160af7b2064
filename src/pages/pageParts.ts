/** What the pages of a paper have in common, made once for all of them. */
import type { ArticleComments } from '../catalogue/articleComments.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { noComments } from '../catalogue/commentThreads.ts';
import type { Settings } from '../config/settings.ts';
import type { Article } from '../model.ts';
import type { ArticlePageParts } from './articlePages.ts';
import type { BodyContext } from './bodyViews.ts';
import { createCards, type OpeningOf } from './cards.ts';
import type { CommentsOf } from './commentFeeds.ts';
import { createCommentForms } from './commentForms.ts';
import { createFrame } from './frame.ts';
import { jsonLdSite } from './jsonLd/publisherJsonLd.ts';
import type { MediaShelf } from './mediaShelf.ts';
import type { CountingMarkOptions } from './pressView.ts';
import { createSeriesViews } from './seriesViews.ts';
import { shareableFrame } from './shareableFrame.ts';
import { siteView, type ThemeUrls } from './siteView.ts';
import type { SocialPictures } from './socialPictures.ts';
import { typesetSettings } from './typesetSettings.ts';

export interface Paper {
  readonly settings: Settings;
  readonly catalogue: Catalogue;
  readonly media: MediaShelf;
  readonly theme: ThemeUrls;
  readonly social: SocialPictures;
  readonly openingOf: OpeningOf;
  readonly relatedTo: (article: Article) => readonly Article[];
  readonly comments: Pick<ArticleComments, 'of' | 'stateOf'>;
  /** The theme brings a `robots.txt`. */
  readonly hasOwnRobots: boolean;
  /** The moment of publication, ms. */
  readonly now: number;
  readonly markOf: CountingMarkOptions['markOf'];
  /** No search index will be made. */
  readonly isPreview: boolean;
}

export interface PageParts extends ArticlePageParts {
  /** Typeset. */
  readonly settings: Settings;
}

export function createPageParts(paper: Paper): PageParts {
  const { catalogue, media, theme, social, openingOf, relatedTo } = paper;
  const settings = typesetSettings(paper.settings);
  const site = settings.url;
  const commentsOf: CommentsOf = (article) =>
    article.comments === 'off' ? noComments : paper.comments.of(article);
  const formOf = createCommentForms(settings, catalogue, theme);
  const cards = createCards(catalogue, media, site, openingOf, commentsOf);
  const frame = createFrame(settings, siteView(settings, catalogue, theme), theme.embedScript);
  return {
    settings,
    frame: shareableFrame(frame, { settings, catalogue, cards, social }),
    cards,
    bodies: bodyContext(paper),
    relatedTo,
    seriesOf: createSeriesViews(catalogue.series, site),
    comments: { settings, stateOf: paper.comments.stateOf, formOf, commentsOf },
    share: settings.design.share,
    machines: jsonLdSite(settings, theme),
    // Who looks at a preview is no reader.
    marks: { server: catalogue.previewsDrafts ? undefined : settings.vgwort, markOf: paper.markOf },
  };
}

/** What texts need to know of the rest of the paper. */
export function bodyContext({ settings, catalogue, media, now }: Paper): BodyContext {
  const clock = { now, preview: catalogue.previewsDrafts };
  return { site: settings.url, media, addressOf: (file) => catalogue.addresses.get(file), clock };
}
