/** Does an article say who made its pictures? Their makers have a right to it (§ 13 UrhG). */
import type { PictureCredits } from '../config/settings.ts';
import type { Diagnostic } from '../model.ts';
import { diagnose } from '../report/diagnostics.ts';
import { type MediaShelf, mediaPath } from './mediaShelf.ts';
import { imagesOf, type ReferringSource } from './references.ts';

export function checkCredits(
  { file, meta, body }: ReferringSource,
  rule: PictureCredits,
  media: Pick<MediaShelf, 'has' | 'look'>,
): readonly Diagnostic[] {
  if (rule === 'off') return [];
  const code = rule === 'required' ? 'pictures/credit-required' : 'pictures/no-credit';
  return imagesOf({ meta, body }).flatMap(({ src, credit, position }) => {
    const path = mediaPath(src, file, media);
    const picture = path && media.look(path);
    if (!picture?.isPicture || (credit ?? picture.credit ?? '') !== '') return [];
    return diagnose(code, { src }, { file, position });
  });
}
