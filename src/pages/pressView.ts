/**
 * Journalistic disclosures of an article: its last change, corrections, counterstatements, sources, and the
 * tracking pixel of VG Wort.
 */
import type { Article } from '../model.ts';
import { dateView } from './dateView.ts';
import { paragraphsOf } from './paragraphsOf.ts';
import type { JournalismView } from './pressViews.ts';

export interface VgwortOptions {
  /** Server of VG Wort; undefined: no page has a pixel. */
  readonly server: string | undefined;
  /** Public code of the pixel of a text. */
  readonly pixelOf: (file: Article['file']) => string | undefined;
}

export function journalismView(article: Article, marks: VgwortOptions): JournalismView {
  const { updated, corrections, counterstatements = [], sources = [] } = article;
  const countingMark = countingMarkUrl(article, marks);
  return {
    ...(updated && { updated: dateView(updated) }),
    corrections: corrections.map(({ date, text }) => ({ date: dateView(date), text })),
    counterstatements: counterstatements.map(({ date, name, text }) => ({
      date: dateView(date),
      name,
      paragraphs: paragraphsOf(text),
    })),
    sources,
    ...(countingMark !== undefined && { countingMark }),
  };
}

/** Foreign image origins of an article, for its content policy: that of VG Wort, if it has a pixel. */
export function foreignPictures({ countingMark }: JournalismView): readonly string[] {
  return countingMark === undefined ? [] : [new URL(countingMark).origin];
}

function countingMarkUrl(
  { file, trackingPixel }: Article,
  { server, pixelOf }: VgwortOptions,
): string | undefined {
  const code = server === undefined || trackingPixel === 'none' ? undefined : pixelOf(file);
  return code && `https://${server}/na/${code}`;
}
