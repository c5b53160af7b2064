/** Does an article say who made its pictures? Their makers have a right to it (§ 13 UrhG). */
import type { PictureCredits } from '../config/settings.ts';
import type { Diagnostic } from '../model.ts';
import { diagnose } from '../report/diagnostics.ts';
import { type MediaLibrary, mediaPath } from './mediaShelf.ts';
import { imagesOf, type LinkingSource } from './references.ts';

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
