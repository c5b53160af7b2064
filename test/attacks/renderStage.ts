/** Renders what an author might hand in, in memory, and tells what of it would reach a reader and must not. */
import { germanOptions } from '../../src/config/germanOptions.ts';
import type { Media, SourcePath, UrlPath } from '../../src/core/model.ts';
import { type RenderContext, bodyBlocks, feedHtml } from '../../src/views/bodyViews.ts';
import { createMarkdownRenderer } from '../../src/markdown/markdown.ts';
import { findingsIn, seenIn, seenOnPage } from './judge.ts';

const file = 'content/articles/a.md' as SourcePath;
const page = '/2024/01/a/' as UrlPath;

const render = createMarkdownRenderer({
  html: [],
  relatedAfter: 1,
  typography: germanOptions('de'),
  hints: false,
});

const media = new Map(
  [
    { file: 'content/media/flug.svg', digest: 'abc', isPicture: true, width: 40, height: 30 },
    { file: 'content/media/zahlen.csv', digest: 'def', isPicture: false, csv: 'Wer,Anteil\n"</text>""",5\n<b>,7\n' },
    { file: 'content/media/plan.pdf', digest: '123', isPicture: false },
  ].map((one): [string, Media] => [one.file, { ...one, file: one.file as SourcePath }]),
); // prettier-ignore

/** Every article but the draft `geheim.md` is seen by readers. */
const context: RenderContext = {
  clock: { now: Date.UTC(2026, 9, 1), preview: false },
  site: { origin: 'https://example.org', base: '/blog' },
  findMeant: () => undefined,
  addressOf: (source) => (source.endsWith('/geheim.md') || !source.endsWith('.md') ? undefined : page),
  media: {
    site: { origin: 'https://example.org', base: '' },
    has: (path) => media.has(path),
    peek: (path) => media.get(path),
    at: (path) => media.get(path),
  },
};

/** A source that holds one of these as it is never gets here: it is refused when it is read. References to them do. */
const unreadable = /\p{Surrogate}|\p{Noncharacter_Code_Point}/gu;

/** Violations by a text, each with its evidence; empty where nothing gets through. */
export function findingsOfText(written: string): readonly string[] {
  const rendered = renderedText(written.replaceAll(unreadable, ''));
  return 'thrown' in rendered ? [rendered.thrown] : findingsOfHtml(rendered.page, rendered.feed);
}

function renderedText(
  markdown: string,
): { readonly page: string; readonly feed: string } | { readonly thrown: string } {
  try {
    const { content } = render({ file, markdown, firstLine: 1 });
    const blocks = bodyBlocks(content, file, context);
    return {
      page: blocks.map((block) => (block.kind === 'html' ? block.html : '')).join('\n'),
      feed: feedHtml(content, file, page, context),
    };
  } catch (error) {
    return { thrown: `thrown: ${String(error)}` };
  }
}

function findingsOfHtml(shown: string, fed: string): readonly string[] {
  const scripted = findingsIn(seenIn(shown, true));
  const scriptless = scripted.length > 0 ? [] : findingsIn(seenIn(fed, false));
  return [...scripted, ...scriptless, ...escapesFrom(shown)];
}

/** The end of a page's own box behind a text, as a browser reads it: no text may close or swallow it. */
function escapesFrom(shown: string): readonly string[] {
  const whole = `<!doctype html><body><main><div>${shown}</div><address></address></main><footer></footer>`;
  const names = seenOnPage(whole, true).map(({ name }) => name);
  return names.at(-2) === 'address' && names.at(-1) === 'footer' ? [] : ['the text swallows what follows'];
}
