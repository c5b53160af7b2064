/** A page's content → its text: by a template, or by the writer of its format. */
import type { Checked } from '../core/model.ts';
import type { ContentOf } from '../views/bodyViews.ts';
import type { PageContent } from '../views/page.ts';
import { renderAtom, renderJsonFeed, renderRss } from './feeds/feeds.ts';
import type { Templates } from './templates/compileTemplates.ts';
import { renderServerFile } from './serverFiles.ts';
import { renderNewsSitemap, renderSitemap, renderSitemapIndex } from './feeds/sitemap.ts';
import type { NewsletterItemView, NewsletterView } from '../views/views.ts';

/**
 * The text of a page; the one error that stopped it when its template is wrong. Its view is made once; undefined when
 * `isWanted` says of it that nobody wants the page.
 */
export function renderPage(
  content: PageContent,
  contentOf: ContentOf,
  templates: Templates,
  isWanted: (view: object) => boolean,
): Checked<string> | undefined {
  const plain = <View extends object>(view: View, render: (view: View) => string) =>
    isWanted(view) ? { value: render(view), diagnostics: [] } : undefined;
  switch (content.kind) {
    case 'rss':
      return plain(content.view(contentOf), renderRss);
    case 'atom':
      return plain(content.view(contentOf), renderAtom);
    case 'json-feed':
      return plain(content.view(contentOf), renderJsonFeed);
    case 'sitemap':
      return plain(content.view(contentOf), renderSitemap);
    case 'sitemap-index':
      return plain(content.view(contentOf), renderSitemapIndex);
    case 'news-sitemap':
      return plain(content.view(contentOf), renderNewsSitemap);
    case 'plain-text':
      return plain(content.view(contentOf), ({ text }) => text);
    case 'server-file':
      return plain(content.view(contentOf), renderServerFile);
    case 'own': {
      const view = content.view(contentOf);
      return isWanted(view) ? templates.renderOwn(content.template, view) : undefined;
    }
    default: {
      const view = content.view(contentOf);
      return isWanted(view) ? templates.render(content.kind, view) : undefined;
    }
  }
}

// The newsletter as plain text, for readers who want no HTML.

/** Characters a line (RFC 5322 asks for at most 78). */
const width = 72;

export function newsletterText({ site, date, items, footer }: NewsletterView): string {
  const { texts } = site;
  const blocks = [
    `${site.title}\n${date.day}`,
    ...items.map((item) => itemText(item)),
    // Mail programs know what follows two dashes as a signature.
    ['-- ', ...lines(texts.newsletter.why(site.title)), site.homeUrl].join('\n'),
    footer.map(({ name, url }) => `${name}: ${url}`).join('\n'),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`
    .replace(/[\u00a0\u202f]/g, ' ')
    .replaceAll('\u00ad', '');
}

function itemText({ label, kicker, title, teaser, authors, published, url }: NewsletterItemView): string {
  const above = [label?.name, kicker].filter((words) => words).join(' – ');
  const by = [authors.join(', '), published.full].filter((words) => words !== '').join(' – ');
  const parts = [above, title, teaser, by].filter((part) => part !== '');
  return ['* * *', '', ...parts.flatMap(lines), url].join('\n');
}

/** Broken between words; a longer word keeps a line to itself. */
function lines(text: string): readonly string[] {
  const broken: string[] = [];
  for (const word of text.split(/[ \t\r\n\f\v]+/)) {
    const last = broken.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width)
      broken[broken.length - 1] = `${last} ${word}`;
    else broken.push(word);
  }
  return broken;
}
