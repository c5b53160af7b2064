/**
 * Journalistic disclosures of an article: its last change, corrections, counterstatements, sources, and the
 * tracking pixel of VG Wort.
 */
import type { Article, Diagnostic } from '../../core/model.ts';
import { dateView } from '../../core/time.ts';
import { paragraphsOf } from '../../views/bodyViews.ts';
import type { JournalismView } from '../../views/views.ts';
import type { PictureCredits } from '../../config/settings.ts';
import { diagnose } from '../../core/diagnostics/diagnostics.ts';
import { type MediaLibrary, mediaPath } from '../../views/mediaLibrary.ts';
import { imagesOf, type LinkingSource } from '../linkCheck.ts';

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

// Does an article say who made its pictures? Their makers have a right to it (§ 13 UrhG).

export function checkCredits(
  { file, meta, content }: LinkingSource,
  rule: PictureCredits,
  media: Pick<MediaLibrary, 'has' | 'peek'>,
): readonly Diagnostic[] {
  if (rule === 'off') return [];
  const code = rule === 'required' ? 'pictures/credit-required' : 'pictures/no-credit';
  return imagesOf({ meta, content }).flatMap(({ src, credit, position }) => {
    const path = mediaPath(src, file, media);
    const picture = path && media.peek(path);
    if (!picture?.isPicture || (credit ?? picture.credit ?? '') !== '') return [];
    return diagnose(code, { src }, { file, position });
  });
}
