/** Which pictures and documents that old addresses lead to are published, before any page is made: those that a visible text shows or links. */
import type { Collections } from '../../collections/collections.ts';
import type { Content, ImageReference, SourcePath, UrlPath } from '../../core/model.ts';
import { fileAtAddress, fileTargetOf } from '../../views/hrefs.ts';
import { type MediaLibrary, mediaPath, mediaUrl } from '../../views/mediaLibrary.ts';
import { imagesOf } from '../linkCheck.ts';
import { isAddress, type RedirectLine } from './redirectLines.ts';

interface Showing {
  readonly collections: Pick<Collections, 'articles' | 'pages' | 'glossary' | 'entries' | 'addresses'>;
  readonly media: Pick<MediaLibrary, 'has' | 'peek' | 'site'>;
  readonly contents: { readonly factsOf: (file: SourcePath) => Pick<Content, 'deferredReferences'> };
  /** The moment of publication, ms. */
  readonly now: number;
}

/** Media files that lines lead to, and the address of each; undefined where nothing that readers see shows it. */
export function mediaGoalsOf(
  lines: readonly Pick<RedirectLine, 'to'>[],
  showing: Showing,
): ReadonlyMap<SourcePath, UrlPath | undefined> {
  const { media } = showing;
  const wanted = new Set(
    lines.flatMap(({ to }) => (to === 'gone' || isAddress(to) || !media.has(to) ? [] : [to])),
  );
  if (wanted.size === 0) return new Map();
  const shown = shownFiles(showing);
  return new Map(
    [...wanted].map((file) => {
      const found = shown.has(file) ? media.peek(file) : undefined;
      return [file, found && mediaUrl(found)];
    }),
  );
}

function shownFiles({ collections, media, contents, now }: Showing): ReadonlySet<SourcePath> {
  const { articles, pages, glossary, entries } = collections;
  const shown = new Set<SourcePath>();
  const isThere = (path: SourcePath): boolean =>
    media.has(path) || collections.addresses.get(path) !== undefined;
  const sounds = new Map(articles.map(({ file, audio }) => [file, audio?.src]));
  for (const source of [...articles, ...pages, ...glossary, ...entries.shown]) {
    const { file } = source;
    const show = (src: string): void => {
      const path = mediaPath(src, file, media);
      if (path !== undefined) shown.add(path);
    };
    const { deferredReferences } = contents.factsOf(file);
    // What stands in an entry that is still to come, nobody sees.
    const isComing = deferredReferences.some(
      (deferred) => deferred.kind === 'entry' && deferred.moment.instant > now,
    );
    const references = isComing ? [] : deferredReferences;
    const images: readonly ImageReference[] = imagesOf({
      meta: source,
      content: { deferredReferences: references },
    });
    for (const { src } of images) show(src);
    const sound = sounds.get(file);
    if (sound !== undefined) show(sound);
    for (const deferred of references) {
      if (deferred.kind === 'played') show(deferred.src);
      if (deferred.kind !== 'link' || deferred.target.kind === 'fragment') continue;
      const { target } = deferred;
      const found =
        target.kind === 'site'
          ? fileAtAddress(target.address, media.site, isThere)
          : fileTargetOf(target, isThere);
      if (found && media.has(found.path)) shown.add(found.path);
    }
  }
  return shown;
}
