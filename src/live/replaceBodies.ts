import type { Edition, EditionOptions } from '../edition/edition.ts';
import { isSameOutside } from '../edition/isSameOutside.ts';
import { parseOptionsOf } from '../edition/readSources.ts';
import { createSourceReaders, type SourceReader } from '../edition/sourceReaders.ts';
import type { ParsedDocument } from '../edition/sourceMemory.ts';
import { packBody } from '../edition/packedBody.ts';
import type { ArticleMeta, Diagnostic, SourcePath } from '../model.ts';
import type { SourceFile } from '../read/siteFolder.ts';

/** A document whose text is another now, and the HTML before and after. */
export interface ReplacedBody {
  readonly file: SourcePath;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

export interface Replacement {
  readonly replaced: readonly ReplacedBody[];
  /** Of all documents of the edition. */
  readonly identities: ReadonlyMap<SourcePath, string>;
  readonly diagnostics: readonly Diagnostic[];
}

/** With more files than this, looking at everything is as fast. */
const mostFiles = 8;

/**
 * Replaces the bodies of the named documents in the edition, if nothing else has changed in them: heads
 * and openings, which other pages show, are what they were. Otherwise undefined, and the edition is untouched.
 */
export function replaceBodies(
  edition: Edition,
  paths: readonly string[],
  { memories, hints }: Pick<EditionOptions, 'memories' | 'hints'>,
): Replacement | undefined {
  if (paths.length === 0 || paths.length > mostFiles) return undefined;
  const options = parseOptionsOf(edition.settings, hints);
  const memory = memories.open(options);
  const readers = createSourceReaders(options);
  const identities = new Map(edition.identities);
  const changes: (() => ReplacedBody)[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const path of paths) {
    const source = edition.files.find((file) => file.path === path);
    if (source?.kind !== 'article') return undefined;
    const { value: now } = memory.read(source);
    const before = memory.recall(identities.get(source.path) ?? '')?.document;
    if (!now || !before) return undefined;
    if (now.id === identities.get(source.path)) continue;
    const parsed = parseAgain(source, now.bytes, readers.article);
    const { document, html } = parsed;
    if (!isSameOutside(before, document)) return undefined;
    identities.set(source.path, now.id);
    memory.remember(now.id, { document }, html);
    diagnostics.push(...document.faults);
    changes.push(() => exchange(edition, source.path, parsed));
  }
  return { identities, diagnostics, replaced: changes.map((change) => change()) };
}

interface Reparsed {
  readonly document: ParsedDocument;
  readonly html: Uint8Array;
}

function parseAgain({ path }: SourceFile, bytes: Buffer, reader: SourceReader<ArticleMeta>): Reparsed {
  const { head, body, faults } = reader(bytes, path);
  const { facts, html } = packBody(body);
  return { document: { head, facts, faults }, html };
}

function exchange({ bodies }: Edition, file: SourcePath, { document, html }: Reparsed): ReplacedBody {
  const before = bodies.bodyOf(file).html;
  bodies.arrive(file, document.facts, html);
  return { file, before, after: bodies.bodyOf(file).html };
}
