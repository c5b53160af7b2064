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
import type { PageParts } from '../pageParts.ts';
import { imagesOf, type LinkingSource } from '../linkCheck.ts';

export function journalismView(
  article: Article,
  { collections, settings, pixelOf }: Pick<PageParts, 'collections' | 'settings' | 'pixelOf'>,
): JournalismView {
  const { file, trackingPixel, updated, corrections, counterstatements = [], sources = [] } = article;
  // The author in a preview is no reader.
  const isCounted = settings.vgwort !== undefined && !collections.previewsDrafts && trackingPixel !== 'none';
  const code = isCounted ? pixelOf(file) : undefined;
  return {
    ...(updated && { updated: dateView(updated) }),
    corrections: corrections.map(({ date, text }) => ({ date: dateView(date), text })),
    counterstatements: counterstatements.map(({ date, name, text }) => ({
      date: dateView(date),
      name,
      paragraphs: paragraphsOf(text),
    })),
    sources,
    ...(code && { countingMark: `https://${settings.vgwort}/na/${code}` }),
  };
}

/** Foreign image origins of an article, for its content policy: that of VG Wort, if it has a pixel. */
export function foreignPictures({ countingMark }: JournalismView): readonly string[] {
  return countingMark === undefined ? [] : [new URL(countingMark).origin];
}

// Does an article say who made its pictures? Their makers have a right to it (§ 13 UrhG).

export function checkCredits(
  source: LinkingSource,
  rule: PictureCredits,
  media: Pick<MediaLibrary, 'has' | 'peek' | 'site'>,
): readonly Diagnostic[] {
  if (rule === 'off') return [];
  const code = rule === 'required' ? 'pictures/credit-required' : 'pictures/no-credit';
  const { file } = source;
  return imagesOf(source).flatMap(({ src, credit, position }) => {
    const path = mediaPath(src, file, media);
    const picture = path && media.peek(path);
    if (!picture?.isPicture || (credit ?? picture.credit ?? '') !== '') return [];
    return diagnose(code, { src }, { file, position });
  });
}
