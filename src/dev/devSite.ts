/**
 * The site that `watch` shows: always the last good snapshot, with the present faults. An event of the
 * watcher is handled twice. First its word is taken: when only the text of known documents has changed, their contents are
 * replaced and nothing else is done; when they have changed otherwise, the site is rebuilt without a look at all other files.
 * Then, in the next quiet moment, all files are looked at, so that a lost or wrong event cannot leave anything stale.
 */
import { existsSync, lstatSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { type SiteSnapshot, type SnapshotOptions, makeSnapshot } from '../build/snapshot.ts';
import { changedDocuments, type SnapshotSummary, summaryOf } from '../build/lastSnapshot.ts';
import { routeOutputs } from '../build/placeOutputs.ts';
import type { Diagnostic, SourcePath } from '../core/model.ts';
import { listSite, readText, type SourceFile } from '../content/discover.ts';
import { hasError } from '../core/diagnostics/diagnostics.ts';
import { groupByKind, sortDiagnostics } from '../core/diagnostics/printDiagnostics.ts';
import type { EditedPlace, PreviewChange, PreviewSite, PreviewFault } from './previewSite.ts';
import { createPageServer, type LastGood, type PageServer, type ShownMedia } from './pageServer.ts';
import { type OpenedSite, openSite, ownSourcesOf } from '../content/load/openSite.ts';
import { replaceContents, type Replacement } from './fastPath.ts';

/** A clock that goes back by fewer milliseconds than these is ignored. */
const clockTolerance = 60_000;

/** With more named files than this, all are looked at. */
const mostHints = 8;

/** So many files take less than a millisecond. */
const slice = 64;

export interface DevSiteOptions extends Omit<SnapshotOptions, 'now' | 'last' | 'withoutIndex'> {
  /** The moment to show, ms; read for every snapshot. */
  readonly now: () => number;
}

interface Shown {
  readonly snapshot: SiteSnapshot;
  readonly server: PageServer;
  summary: SnapshotSummary;
}

export class DevSite implements PreviewSite {
  readonly #options: DevSiteOptions;
  readonly #lastGood: LastGood = new Map();
  readonly #media: ShownMedia = new Map();
  #shown: Shown | undefined;
  /**
   * Time of the planned change for which the site was rebuilt last, ms; with errors in the site the rebuild
   * shows nothing new.
   */
  #lastDue: number | undefined;
  /** The moment of the last rebuild, ms. */
  #lastNow = 0;
  #diagnostics: readonly Diagnostic[] = [];
  #files: SiteSnapshot['files'] = [];
  /** The site folder as it was looked at last, shown or not. */
  #opened: OpenedSite | undefined;
  #isDoubtful = false;
  /** Identities of the files of the shown site: path → id. Undefined: unknown. */
  #seen: Map<SourcePath, string> | undefined;

  constructor(options: DevSiteOptions) {
    this.#options = options;
  }

  readonly answer: PreviewSite['answer'] = (path) => this.#shown?.server.answer(path);

  readonly faults: PreviewSite['faults'] = () => {
    const all = sortDiagnostics([...this.#diagnostics, ...(this.#shown?.server.faults() ?? [])]);
    return (['error', 'warning'] as const).flatMap((severity) =>
      groupByKind(all.filter((diagnostic) => diagnostic.severity === severity)).map(({ first, others }) => ({
        diagnostic: first,
        others: others.length,
        excerpt: excerptOf(first, this.#files),
      })),
    );
  };

  readonly base: PreviewSite['base'] = () => this.#shown?.snapshot.settings.url.base ?? '';

  /** All diagnostics of the present site, sorted. */
  get diagnostics(): readonly Diagnostic[] {
    return this.#diagnostics;
  }

  /** The last good snapshot. */
  get snapshot(): SiteSnapshot | undefined {
    return this.#shown?.snapshot;
  }

  /** Whether files are shown as they were, because nobody said that they have changed. */
  get isDoubtful(): boolean {
    return this.#isDoubtful;
  }

  /** Whether the visible output changes now, or the clock was set back. */
  isDue(): boolean {
    if (this.#options.now() < this.#lastNow - clockTolerance) return true;
    const instant = this.#shown?.snapshot.due()?.instant;
    return instant !== undefined && instant <= this.#options.now() && instant !== this.#lastDue;
  }

  /**
   * The fast path: updates the named files when they are documents of which only the text has changed;
   * otherwise returns undefined, and a rebuild is needed.
   */
  rebuildFast(hints: readonly string[]): PreviewChange | undefined {
    const shown = this.#shown;
    if (!shown || hasError(this.#diagnostics)) return undefined;
    // Identities of the texts as they are shown now, not as they were at the last rebuild.
    const snapshot = { ...shown.snapshot, identities: shown.summary.identities };
    const replaced = replaceContents(snapshot, hints, this.#options);
    if (!replaced || replaced.replaced.length === 0) return undefined;
    shown.summary = { ...shown.summary, identities: replaced.identities };
    const faults = replaced.replaced.flatMap(({ file }) => shown.snapshot.recheck(file));
    this.#isDoubtful = true;
    this.#learn(replaced, [...replaced.diagnostics, ...faults]);
    const [only, another] = replaced.replaced;
    const edited = only && !another && this.#placeOf(only.file, only.before, only.after);
    return { kind: 'reload', ...(edited && { edited }) };
  }

  /**
   * Whether a rebuild could change anything, found out from the files alone. Between some files it asks
   * whether to go on, so that nobody has to wait for it; if not, the answer is no.
   */
  async needsRebuild(goOn: () => boolean): Promise<boolean> {
    const seen = this.#seen;
    if (!seen || !this.#shown || this.isDue()) return true;
    const { cache } = this.#shown.snapshot;
    const { files } = listSite(this.#options.site, ownSourcesOf(this.#opened?.config));
    if (files.length !== seen.size) return true;
    for (const [index, file] of files.entries()) {
      if (index % slice === 0) await setImmediate();
      if (!goOn()) return false;
      if (cache.identify(file).value?.id !== seen.get(file.path)) return true;
    }
    return false;
  }

  /**
   * Rebuilds the site. Undefined when nothing has changed.
   * @param hints all files that may have changed: if they are documents of the site, no other file is looked at
   */
  async rebuild(hints: readonly string[] = []): Promise<PreviewChange | undefined> {
    const trusted = this.#trustedBut(hints);
    this.#isDoubtful = trusted !== undefined;
    if (!trusted) {
      // Identities from before reading: a file that changes meanwhile differs from them, and the next rebuild
      // finds it.
      const others = this.#shown ? identitiesOfOthers(this.#shown.snapshot, new Map()) : new Map();
      const opened = await openSite(this.#options.site, this.#options.configLimit);
      return this.#rebuild(opened, others, () => this.#options.caches.save());
    }
    const { cache, opened, documents, seen } = trusted;
    if (documents.every((file) => cache.identify(file).value?.id === seen.get(file.path))) return undefined;
    const others = new Map(seen);
    for (const { path } of documents) others.delete(path);
    cache.believe(others);
    // What nobody has looked at would be dropped from the cache.
    return this.#rebuild(opened, others, () => []).finally(cache.believe);
  }

  /** `others`: identities of the files that are no documents, as far as they are known. */
  async #rebuild(
    opened: OpenedSite,
    others: ReadonlyMap<SourcePath, string>,
    save: () => readonly Diagnostic[],
  ): Promise<PreviewChange | undefined> {
    const now = this.#options.now();
    if (this.isDue()) this.#lastDue = this.#shown?.snapshot.due()?.instant;
    const faultsBefore = JSON.stringify(this.faults());
    const last = this.#shown?.snapshot;
    const options = { ...this.#options, now, last, opened, withoutIndex: true };
    this.#lastNow = now;
    const { value: snapshot, diagnostics } = await makeSnapshot(options);
    await snapshot?.workers.close();
    const late = snapshot?.faults() ?? [];
    const collisions = snapshot ? routeOutputs(snapshot).diagnostics : [];
    const all = [...diagnostics, ...late, ...collisions];
    this.#opened = opened;
    this.#files = opened.listing.files;
    // An empty site has no cache, and the cache of a folder that has just gone, or was gone a moment ago, is no trouble of its own.
    const saved = this.#files.length > 0 ? save() : [];
    const notes = snapshot && existsSync(this.#options.site) ? saved : [];
    // Cached contents need not stay in memory.
    for (const file of snapshot?.identities.keys() ?? []) snapshot?.contents.release(file);
    this.#diagnostics = sortDiagnostics([...all, ...notes]);
    const change = snapshot && !hasError(all) ? this.#show(snapshot) : undefined;
    this.#seen = snapshot && new Map([...snapshot.identities, ...identitiesOfOthers(snapshot, others)]);
    if (change) return change;
    return JSON.stringify(this.faults()) === faultsBefore ? undefined : { kind: 'faults' };
  }

  /** What is known of the shown site, if the named files are documents of it; its other files are taken for unchanged. */
  #trustedBut(hints: readonly string[]) {
    const [shown, seen, opened] = [this.#shown, this.#seen, this.#opened];
    if (!shown || !seen || !opened || hasError(this.#diagnostics)) return undefined;
    if (hints.length === 0 || hints.length > mostHints) return undefined;
    const documents = opened.listing.files.filter(({ path }) => hints.includes(path));
    const isKnown = ({ path, diskPath }: SourceFile): boolean =>
      shown.snapshot.identities.has(path) &&
      // Neither is it a link, nor does one lead to it.
      diskPath === join(this.#options.site, ...path.split('/')) &&
      lstatSync(diskPath, { throwIfNoEntry: false })?.isFile() === true;
    if (documents.length < hints.length || !documents.every(isKnown)) return undefined;
    return { cache: shown.snapshot.cache, opened, documents, seen };
  }

  /**
   * Updates identities and diagnostics after the fast path. Only a rebuild can tell which faults are gone.
   */
  #learn({ replaced, identities }: Replacement, faults: readonly Diagnostic[]): void {
    const files = new Set<string | undefined>(replaced.map(({ file }) => file));
    const isClean = faults.length === 0 && !this.#diagnostics.some(({ file }) => files.has(file));
    for (const { file } of replaced) this.#seen?.set(file, identities.get(file) ?? '');
    if (!isClean) this.#seen = undefined;
    this.#diagnostics = sortDiagnostics([...this.#diagnostics, ...faults]);
  }

  /** Shows the snapshot in place of the one before; undefined when both look the same. */
  #show(snapshot: SiteSnapshot): PreviewChange | undefined {
    const before = this.#shown;
    const summary = summaryOf(snapshot);
    const { base } = snapshot.settings.url;
    // Their links would lead to the old address of the site.
    if (base !== this.base()) this.#lastGood.clear();
    const server = createPageServer(snapshot, this.#lastGood, this.#media);
    // A template that fails shows it at the front page, at the newest article, and where it did before.
    const newest = snapshot.collections.articles[0]?.url ?? '/';
    for (const url of new Set(['/', newest, ...(before?.server.faulty() ?? [])])) server.answer(url);
    this.#shown = { snapshot, server, summary };
    if (!before) return { kind: 'reload' };
    const documents = changedDocuments(before.summary.identities, summary.identities);
    const isRestSame = before.summary.rest === summary.rest && documents.length === 0;
    const { stylesheet: from } = before.summary;
    const { stylesheet: to } = summary;
    if (isRestSame && from === to) return undefined;
    if (isRestSame) return { kind: 'stylesheet', from: `${base}/${from}`, to: `${base}/${to}` };
    const [only, another] = documents;
    const edited = only && !another && this.#editedPlace(only, before.snapshot, snapshot);
    return { kind: 'reload', ...(edited && { edited }) };
  }

  #editedPlace(file: SourcePath, before: SiteSnapshot, after: SiteSnapshot): EditedPlace | undefined {
    const htmlIn = ({ contents, identities }: SiteSnapshot): readonly string[] =>
      identities.has(file) ? contents.contentOf(file).html : [];
    return this.#placeOf(file, htmlIn(before), htmlIn(after));
  }

  #placeOf(file: SourcePath, before: readonly string[], after: readonly string[]): EditedPlace | undefined {
    const url = this.#shown?.snapshot.collections.addresses.get(file);
    return url && { url, near: changedText(before, after) };
  }
}

/** Identities of the files that are no documents; `known` ones are reused. */
function identitiesOfOthers(
  { files, identities, cache }: SiteSnapshot,
  known: ReadonlyMap<SourcePath, string>,
): ReadonlyMap<SourcePath, string> {
  const others = files.filter(({ path }) => !identities.has(path));
  return new Map(
    others.map((file) => [file.path, known.get(file.path) ?? cache.identify(file).value?.id ?? '']),
  );
}

/** Lines shown before and after the one that is meant. */
const around = 2;

/** The lines around the diagnostic's place; none when it has no place or its file cannot be read. */
function excerptOf({ file, position }: Diagnostic, files: readonly SourceFile[]): PreviewFault['excerpt'] {
  const source = files.find(({ path }) => path === file);
  const text = source && position && readText(source).value;
  if (text === undefined || !position) return [];
  const first = Math.max(1, position.line - around);
  return text
    .split('\n')
    .slice(first - 1, position.line + around)
    .map((line, index) => ({ number: first + index, text: line }));
}

/** Long enough to be found on the page, short enough to stay inside one element. */
const length = 60;

/**
 * Returns the beginning of the first text that differs between two versions of the HTML, without markup;
 * empty when nothing differs.
 */
function changedText(before: readonly string[], after: readonly string[]): string {
  const old = blocksOf(before);
  const changed = blocksOf(after).find((block, index) => block !== old[index]);
  return changed === undefined ? '' : changed.slice(0, length).trimEnd();
}

/** The texts of the blocks, in order; what an entity stands for is left out with all after it. */
function blocksOf(html: readonly string[]): readonly string[] {
  return html
    .join('')
    .split(/<\/(?:p|h[1-6]|li|td|th|blockquote|pre|figcaption|dd|dt)>/)
    .map(
      (block) =>
        block
          .replace(/<[^>]*>/g, '')
          .trim()
          .split(/&(?:#|\w)/)[0] ?? '',
    )
    .filter((text) => text !== '');
}
