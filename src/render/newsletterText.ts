/** The newsletter as plain text, for mail programs and readers that want no HTML. */
import type { NewsletterItemView, NewsletterView } from '../pages/newsletterView.ts';

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
