/** Corrections, counterstatements and sources around a whole text in a feed; feeds have no templates. */
import type { Article } from '../model.ts';
import { escapeHtml } from '../parse/escapeHtml.ts';
import { siteTexts } from '../siteTexts.ts';
import { dateView } from './dateView.ts';
import { paragraphsOf } from './paragraphsOf.ts';

/** Corrections come first, for those who have read the text already. */
export function correctionsHtml({ corrections }: Pick<Article, 'corrections'>): string {
  return corrections
    .map(({ date, text }) => {
      const head = `${siteTexts.corrections}, ${dateView(date).full}:`;
      return `<p><strong>${head}</strong> ${escapeHtml(text)}</p>\n`;
    })
    .join('');
}

/** Counterstatements and sources, below the text. */
export function appendixHtml({
  counterstatements = [],
  sources = [],
  label,
}: Pick<Article, 'counterstatements' | 'sources' | 'label'>): string {
  const statements = counterstatements.map(({ date, name, text }) => {
    const head = `<h2>${siteTexts.counterstatement}</h2>\n`;
    const from = siteTexts.statedBy(name, dateView(date).day);
    const paragraphs = [from, ...paragraphsOf(text)].map((one) => `<p>${escapeHtml(one)}</p>\n`);
    return head + paragraphs.join('');
  });
  const rel = label === 'anzeige' ? ' rel="sponsored noopener"' : '';
  const items = sources.map(({ name, url }) =>
    url === undefined ? escapeHtml(name) : `<a href="${escapeHtml(url)}"${rel}>${escapeHtml(name)}</a>`,
  );
  const list = items.length === 0 ? '' : `<p>${siteTexts.sources}: ${items.join('; ')}</p>\n`;
  return `${statements.join('')}${list}`;
}
