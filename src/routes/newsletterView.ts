/** The newsletter: articles as a mail shows them, which knows no sub-path and no stylesheet. */
import type { Collections } from '../collections/collections.ts';
import type { Settings } from '../config/settings.ts';
import type { Article, Moment } from '../core/model.ts';
import { plainText } from '../core/html.ts';
import { siteTexts } from '../core/siteTexts.ts';
import { bareHeadline } from '../views/siteView.ts';
import type { Cards } from '../views/cards.ts';
import { dateView } from '../core/time.ts';
import { absoluteHref } from '../views/hrefs.ts';
import type { CardView, PictureView, NewsletterItemView, NewsletterView } from '../views/views.ts';

export interface NewsletterOptions {
  /** With its texts typeset. */
  readonly settings: Settings;
  readonly cards: Cards;
  readonly pages: Collections['pages'];
  readonly now: Moment;
  readonly pictures: boolean;
}

/** `articles`: newest first. */
export function newsletterView(articles: readonly Article[], options: NewsletterOptions): NewsletterView {
  const { settings, cards, pages, now, pictures } = options;
  const { title, language, url } = settings;
  const [newest] = articles;
  // A subject is one line.
  const first = plainText(newest ? bareHeadline(newest) : '').replace(/\s+/g, ' ');
  return {
    site: { title, language, homeUrl: absoluteHref(url, '/' as Article['url']), texts: siteTexts },
    subject: siteTexts.newsletter.subject(first, articles.length),
    date: dateView(now),
    items: articles.map((article) => itemView(cards.cardOf(article), url.origin, pictures)),
    footer: pages.map((page) => ({ name: page.title, url: absoluteHref(url, page.url) })),
  };
}

function itemView(card: CardView, origin: string, pictures: boolean): NewsletterItemView {
  const { language, kicker, title, teaser, label, published, picture } = card;
  return {
    ...(language !== undefined && { language }),
    kicker,
    title,
    teaser,
    published,
    url: origin + card.url,
    authors: card.authors.map(({ name }) => name),
    ...(label && { label }),
    ...(pictures && picture && { picture: plainPictureOf(picture, origin) }),
  };
}

/** Styles that every mail program supports. */
function plainPictureOf(
  { url, alt, width, height }: PictureView,
  origin: string,
): NewsletterItemView['picture'] {
  return { url: origin + url, alt, width, height };
}
