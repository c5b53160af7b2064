/** The fast path of `watch`: new contents for files of which only the text has changed. */
import type { SiteSnapshot, SnapshotOptions } from '../build/snapshot.ts';
import { isSameOutside } from '../build/lastSnapshot.ts';
import { isLasting, parseOptionsOf } from '../content/load/readSources.ts';
import { createSourceReaders, packContent } from '../content/load/loadDocument.ts';
import type { Diagnostic, SourcePath } from '../core/model.ts';

/** A document whose text has changed, and the HTML before and after. */
export interface ReplacedContent {
  readonly file: SourcePath;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

export interface Replacement {
  readonly replaced: readonly ReplacedContent[];
  /** Identities of all documents of the snapshot. */
  readonly identities: ReadonlyMap<SourcePath, string>;
  readonly diagnostics: readonly Diagnostic[];
}

/** With more files than this, a rebuild is as fast. */
const mostFiles = 8;

/**
 * Replaces the contents of the named documents in the snapshot, if nothing else has changed in them: metadata
 * and openings, which other pages show, must be the same. Otherwise returns undefined and leaves the snapshot
 * untouched.
 */
export function replaceContents(
  snapshot: SiteSnapshot,
  paths: readonly string[],
  { caches, hints }: Pick<SnapshotOptions, 'caches' | 'hints'>,
): Replacement | undefined {
  if (paths.length === 0 || paths.length > mostFiles) return undefined;
  const options = parseOptionsOf(snapshot.settings, hints, snapshot.files, snapshot.config?.code);
  const cache = caches.open(options);
  const readers = createSourceReaders(options);
  const identities = new Map(snapshot.identities);
  const changes: (() => ReplacedContent)[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const path of paths) {
    const source = snapshot.files.find((file) => file.path === path);
    if (source?.kind !== 'article') return undefined;
    const { value: now } = cache.read(source);
    const before = cache.get(identities.get(source.path) ?? '')?.document;
    if (!now || !before) return undefined;
    if (now.id === identities.get(source.path)) continue;
    const { frontMatter, content, faults } = readers.article(now.bytes, source.path);
    const { facts, html } = packContent(content);
    const document = { frontMatter, facts, faults };
    // A rebuild would parse it once more.
    if (isLasting(document)) cache.put(now.id, { document }, html);
    if (!isSameOutside(before, document)) return undefined;
    identities.set(source.path, now.id);
    diagnostics.push(...faults);
    changes.push(() => {
      const { contents } = snapshot;
      const old = contents.contentOf(source.path).html;
      contents.arrive(source.path, facts, html);
      return { file: source.path, before: old, after: contents.contentOf(source.path).html };
    });
  }
  return { identities, diagnostics, replaced: changes.map((change) => change()) };
}
