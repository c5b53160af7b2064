import type { SiteUrl } from '../config/settings.ts';
import type { UrlPath } from '../model.ts';

/** Facts about the site that the receiver needs. Plain data, because it comes from another thread. */
export interface ReceivingSite {
  readonly url: SiteUrl;
  /** Where the form posts to, as the settings say it. */
  readonly endpoint?: string;
  /** The form has our format, and an endpoint. */
  readonly isFormOurs: boolean;
  readonly email: 'required' | 'optional' | 'off';
  /** The form has a box that must be ticked. */
  readonly asksConsent: boolean;
  readonly proofOfWork: boolean;
  /** By address inside the site, also by those that lead on to an article. */
  readonly articles: ReadonlyMap<UrlPath, ReceivingArticle>;
}

export interface ReceivingArticle {
  readonly url: UrlPath;
  readonly isOpen: boolean;
}
