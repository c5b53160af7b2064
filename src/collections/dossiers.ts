/** Dossiers: tags of which an editor has made more than a list. */
import type { Article, Diagnostic, DossierMeta, Slug, SourcePath } from '../core/model.ts';
import { stemOf } from '../core/paths.ts';
import { slugify } from '../core/slug.ts';
import { diagnose } from '../core/diagnostics/diagnostics.ts';
import { nearest } from '../core/diagnostics/suggester.ts';
import { createArticleFinder, editorPicks, articleNames } from './related/seeAlso.ts';
import type { Group } from './groups.ts';
import type { ArticleSource } from './shownArticles.ts';

export interface DossierSource {
  readonly file: SourcePath;
  readonly meta: DossierMeta;
}

export interface Dossier extends DossierSource {
  /** That of its tag. */
  readonly url: Group['url'];
  /** The editor's articles, in the editor's order. */
  readonly picks: readonly Article[];
}

export interface Dossiers {
  /** By the keys of their tags. */
  readonly byTag: ReadonlyMap<Slug, Dossier>;
  readonly diagnostics: readonly Diagnostic[];
}

/** `sources`: all articles, shown or not; `articles` and `tags`: what readers see. */
export function collectDossiers(
  dossiers: readonly DossierSource[],
  sources: readonly ArticleSource[],
  { articles, tags }: { readonly articles: readonly Article[]; readonly tags: readonly Group[] },
): Dossiers {
  if (dossiers.length === 0) return { byTag: new Map(), diagnostics: [] };
  const finder = createArticleFinder(articles);
  const names = articleNames(sources);
  const urls = new Map(tags.map(({ key, url }) => [key, url]));
  const known = new Set(sources.flatMap(({ meta }) => meta.tags.map(({ key }) => key)));
  const byTag = new Map<Slug, Dossier>();
  const diagnostics: Diagnostic[] = [];
  for (const { file, meta } of dossiers) {
    const key = slugify(stemOf(file));
    const found = editorPicks({ file, key: 'articles', mentions: meta.articles }, finder, (name) =>
      names.has(name),
    );
    diagnostics.push(...found.diagnostics);
    const url = urls.get(key);
    const twin = byTag.get(key);
    if (twin) diagnostics.push(diagnose('catalogue/dossier-twice', { key, other: twin.file }, { file }));
    else if (url) byTag.set(key, { file, meta, url, picks: found.picks });
    else if (!known.has(key)) {
      const suggestion = nearest(key, [...urls.keys()]);
      diagnostics.push(diagnose('catalogue/dossier-unknown', { key, suggestion }, { file }));
    }
  }
  return { byTag, diagnostics };
}
