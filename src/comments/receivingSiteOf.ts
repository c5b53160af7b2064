import type { Edition } from '../edition/edition.ts';
import type { UrlPath } from '../model.ts';
import type { ReceivingArticle, ReceivingSite } from './receivingSite.ts';

const day = 24 * 3_600_000;

/** What the receiver has to know of an edition at a moment (ms). */
export function receivingSiteOf({ settings, catalogue }: Edition, now: number): ReceivingSite {
  const { comments, url } = settings;
  const { endpoint, email, proofOfWork, privacyPage } = comments;
  const closed = comments.closeAfterDays === undefined ? -Infinity : now - comments.closeAfterDays * day;
  const articles = new Map<UrlPath, ReceivingArticle>();
  for (const article of catalogue.articles) {
    const isOpen = comments.open && article.comments === 'open' && article.date.instant > closed;
    const known = { url: article.url, isOpen };
    for (const alias of article.aliases) if (!articles.has(alias)) articles.set(alias, known);
    articles.set(article.url, known);
  }
  const hasPrivacyPage = catalogue.pages.some(({ slug }) => slug === 'datenschutz');
  return {
    url,
    ...(endpoint !== undefined && { endpoint }),
    email,
    asksConsent: privacyPage === undefined ? hasPrivacyPage : privacyPage !== '',
    proofOfWork,
    articles,
  };
}
