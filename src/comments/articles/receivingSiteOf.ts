import type { SiteSnapshot } from '../../build/snapshot.ts';
import type { UrlPath } from '../../core/model.ts';
import { privacyUrl } from '../../views/siteView.ts';
import type { ReceivingArticle, ReceivingSite } from '../receiver/receiverOptions.ts';

/** Extracts from a snapshot what the receiver needs. */
export function receivingSiteOf({ settings, collections, comments }: SiteSnapshot): ReceivingSite {
  const { endpoint, format, email, proofOfWork } = settings.comments;
  const articles = new Map<UrlPath, ReceivingArticle>();
  for (const article of collections.articles) {
    const known = { url: article.url, isOpen: comments.stateOf(article) === 'open' };
    for (const alias of article.aliases) if (!articles.has(alias)) articles.set(alias, known);
    articles.set(article.url, known);
  }
  return {
    url: settings.url,
    ...(endpoint !== undefined && { endpoint }),
    isFormOurs: format === 'blattmacher' && endpoint !== undefined,
    email,
    asksConsent: privacyUrl(settings, collections) !== '',
    proofOfWork,
    articles,
  };
}
