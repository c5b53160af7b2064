/** Views of embeds: pages and feeds load nothing from another site until a reader asks for it. */
import type { Embed } from '../textModel.ts';
import { escapeHtml } from '../parse/escapeHtml.ts';
import { siteTexts } from '../siteTexts.ts';
import type { BodyBlock, EmbedView, FigureView } from './views.ts';

/** `poster`: the picture of our own that stands in for it. */
export function embedView(embed: Embed, poster: FigureView | undefined): EmbedView {
  const { provider, title, caption = poster?.caption ?? '', url, frame } = embed;
  const { consent, load, open, privacy, privacyOf } = siteTexts.embeds;
  const words = wordsFor(embed);
  return {
    kind: 'embed',
    provider,
    title: title === '' ? siteTexts.embeds.untitled(words) : title,
    caption,
    url,
    frame,
    isTall: ['mastodon', 'bluesky', 'x'].includes(provider),
    consent: consent(words),
    load: load(words),
    open: open(words),
    privacy: { name: privacy(words), url: privacyOf[provider] ?? new URL('/privacy-policy', url).href },
    ...(poster && { poster }),
  };
}

/** For feeds: a plain link. */
export function embedLink({ provider, title, url, ...rest }: Embed): string {
  const words = wordsFor({ provider, title, url, ...rest });
  const text = siteTexts.embeds.untitled(words) + (title === '' ? '' : `: ${title}`);
  return `<p><a href="${escapeHtml(url)}">${escapeHtml(text)}</a></p>`;
}

/** The origins that frames on a page with this text may have, each once. */
export function frameOrigins(text: readonly BodyBlock[]): readonly string[] {
  const origins = text.flatMap((block) => (block.kind === 'embed' ? [new URL(block.frame).origin] : []));
  return [...new Set(origins)].toSorted();
}

/** Every host of Mastodon is a provider of its own. */
function wordsFor({ provider, url }: Embed): {
  readonly thing: string;
  readonly name: string;
  readonly who: string;
} {
  const words = siteTexts.embeds.providers[provider];
  return provider === 'mastodon' ? { ...words, who: new URL(url).hostname } : words;
}
