/** What an article shows for the sake of honest press: when it was changed, corrections, counterstatements, sources, its counting mark. */
import type { Article } from '../model.ts';
import { dateView } from './dateView.ts';
import { paragraphsOf } from './paragraphsOf.ts';
import type { PressView } from './pressViews.ts';

export interface CountingMarkOptions {
  /** VG Wort's server; undefined: no page has a mark. */
  readonly server: string | undefined;
  /** The public code of a text's mark. */
  readonly markOf: (file: Article['file']) => string | undefined;
}

export function pressView(article: Article, marks: CountingMarkOptions): PressView {
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

/** The origins of the pictures that an article has from elsewhere, for its content policy: VG Wort's, if it has a mark. */
export function foreignPictures({ countingMark }: PressView): readonly string[] {
  return countingMark === undefined ? [] : [new URL(countingMark).origin];
}

function countingMarkUrl(
  { file, countingMark }: Article,
  { server, markOf }: CountingMarkOptions,
): string | undefined {
  const code = server === undefined || countingMark === 'none' ? undefined : markOf(file);
  return code && `https://${server}/na/${code}`;
}
