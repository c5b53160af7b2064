import type { Collections } from '../catalogue/catalogue.ts';
import type { Settings } from '../config/settings.ts';
import { hrefOf, hrefOfWritten } from './hrefs.ts';

/** Address of the privacy policy to which the consent box of comment forms links; empty: there is no box. */
export function privacyUrl(
  { url, comments }: Pick<Settings, 'url' | 'comments'>,
  { pages }: Pick<Collections, 'pages'>,
): string {
  const { privacyPage } = comments;
  if (privacyPage !== undefined) return hrefOfWritten(url, privacyPage);
  const page = pages.find(({ slug }) => slug === 'datenschutz');
  return page ? hrefOf(url, page.url) : '';
}
