/**
 * The site that `watch` shows: always the last good edition, with what is wrong now. A ring of the
 * doorbell is answered twice. First the files that it names: when only the text of known documents has
 * changed, their bodies are replaced and nothing else is done. Then, in the next quiet moment, everything
 * is looked at as if nothing were known, so that a lost or wrong ring cannot leave anything stale.
 */
import { setImmediate } from 'node:timers/promises';
import { type Edition, type EditionOptions, makeEdition } from '../edition/edition.ts';
import { changedDocuments, type EditionSummary, summaryOf } from '../edition/editionSummary.ts';
import { placeOutputs } from '../edition/placeOutputs.ts';
import type { Diagnostic, SourcePath } from '../model.ts';
import { listSite } from '../read/siteFolder.ts';
import { hasError } from '../report/hasError.ts';
import { sortDiagnostics } from '../report/print.ts';
import type { EditedPlace, PreviewChange, PreviewSite } from '../serve/previewSite.ts';
import { changedText } from './changedText.ts';
import { excerptOf } from './excerptOf.ts';
import { createPageShelf, type LastGood, type PageShelf, type ShownMedia } from './pageShelf.ts';
import { replaceBodies, type Replacement } from './replaceBodies.ts';

/** Milliseconds by which a clock goes back without anybody's noticing. */
const clockTolerance = 60_000;

/** So many files take less than a millisecond. */
const slice = 64;

export interface LiveSiteOptions extends Omit<EditionOptions, 'now' | 'last' | 'withoutIndex'> {
  /** The moment to show, ms; asked anew for every edition. */
  readonly now: () => number;
}

interface Shown {
  readonly edition: Edition;
  readonly shelf: PageShelf;
  summary: EditionSummary;
}

export class LiveSite implements PreviewSite {
  readonly #options: LiveSiteOptions;
  readonly #lastGood: LastGood = new Map();
  readonly #media: ShownMedia = new Map();
  #shown: Shown | undefined;
  /** The moment of the change for which was looked already, ms; with errors in the site nothing comes of it. */
  #lastDue: number | undefined;
  /** The moment that was shown at the last look, ms. */
  #lastNow = 0;
  #diagnostics: readonly Diagnostic[] = [];
  #files: Edition['files'] = [];
  /** What the files hold of which the site is shown: path → id. Undefined: nobody knows. */
  #seen: Map<SourcePath, string> | undefined;

  constructor(options: LiveSiteOptions) {
    this.#options = options;
  }

  readonly answer: PreviewSite['answer'] = (path) => this.#shown?.shelf.answer(path);

  readonly faults: PreviewSite['faults'] = () =>
    sortDiagnostics([...this.#diagnostics, ...(this.#shown?.shelf.faults() ?? [])])
      .filter(({ severity }) => severity === 'error')
      .map((diagnostic) => ({ diagnostic, excerpt: excerptOf(diagnostic, this.#files) }));

  readonly base: PreviewSite['base'] = () => this.#shown?.edition.settings.url.base ?? '';

  /** All that there is to tell about the site as it is now, sorted. */
  get diagnostics(): readonly Diagnostic[] {
    return this.#diagnostics;
  }

  /** The last good edition. */
  get edition(): Edition | undefined {
    return this.#shown?.edition;
  }

  /** Whether something changes now of what readers see, or the clock was set back. */
  isDue(): boolean {
    if (this.#options.now() < this.#lastNow - clockTolerance) return true;
    const instant = this.#shown?.edition.due()?.instant;
    return instant !== undefined && instant <= this.#options.now() && instant !== this.#lastDue;
  }

  /** Answers at once when the named files are documents of which only the text has changed; otherwise undefined, and everything has to be looked at. */
  glance(hints: readonly string[]): PreviewChange | undefined {
    const shown = this.#shown;
    if (!shown || hasError(this.#diagnostics)) return undefined;
    // Of the texts as they are shown now, not as they were at the last look.
    const edition = { ...shown.edition, identities: shown.summary.identities };
    const replaced = replaceBodies(edition, hints, this.#options);
    if (!replaced || replaced.replaced.length === 0) return undefined;
    shown.summary = { ...shown.summary, identities: replaced.identities };
    const faults = replaced.replaced.flatMap(({ file }) => shown.edition.recheck(file));
    this.#learn(replaced, [...replaced.diagnostics, ...faults]);
    const [only, another] = replaced.replaced;
    const edited = only && !another && this.#placeOf(only.file, only.before, only.after);
    return { kind: 'reload', ...(edited && { edited }) };
  }

  /**
   * Whether a look could tell anything new, found out by looking at the files alone. Between some files it asks
   * whether to go on, so that nobody has to wait for it; if not, the answer is no.
   */
  async needsLook(goOn: () => boolean): Promise<boolean> {
    const seen = this.#seen;
    if (!seen || !this.#shown || this.isDue()) return true;
    const { memory } = this.#shown.edition;
    const { files } = listSite(this.#options.site);
    if (files.length !== seen.size) return true;
    for (const [index, file] of files.entries()) {
      if (index % slice === 0) await setImmediate();
      if (!goOn()) return false;
      if (memory.identify(file).value?.id !== seen.get(file.path)) return true;
    }
    return false;
  }

  /** Looks at everything again. Undefined when nothing has changed. */
  async look(): Promise<PreviewChange | undefined> {
    const { memories } = this.#options;
    const now = this.#options.now();
    // Before they are read: of what changes meanwhile the old is known, and the next look finds it.
    const others = this.#shown ? identitiesOfOthers(this.#shown.edition, new Map()) : new Map();
    if (this.isDue()) this.#lastDue = this.#shown?.edition.due()?.instant;
    const faultsBefore = JSON.stringify(this.faults());
    const last = this.#shown?.edition;
    const options = { ...this.#options, now, last, withoutIndex: true };
    this.#lastNow = now;
    const { value: edition, diagnostics } = await makeEdition(options);
    await edition?.workers.close();
    const late = edition?.faults() ?? [];
    const collisions = edition ? placeOutputs(edition).diagnostics : [];
    const all = [...diagnostics, ...late, ...collisions];
    this.#files = edition?.files ?? listSite(this.#options.site).files;
    // Where nothing is, there is nothing to remember, nor a place for it.
    const notes = this.#files.length > 0 ? memories.save() : [];
    // What is in the cache need not be in memory, too.
    for (const file of edition?.identities.keys() ?? []) edition?.bodies.release(file);
    this.#diagnostics = sortDiagnostics([...all, ...notes]);
    const change = edition && !hasError(all) ? this.#show(edition) : undefined;
    this.#seen = edition && new Map([...edition.identities, ...identitiesOfOthers(edition, others)]);
    if (change) return change;
    return JSON.stringify(this.faults()) === faultsBefore ? undefined : { kind: 'faults' };
  }

  /** What is known after some bodies were replaced. Only a look can tell which faults of theirs are gone. */
  #learn({ replaced, identities }: Replacement, faults: readonly Diagnostic[]): void {
    const files = new Set<string | undefined>(replaced.map(({ file }) => file));
    const isClean = faults.length === 0 && !this.#diagnostics.some(({ file }) => files.has(file));
    for (const { file } of replaced) this.#seen?.set(file, identities.get(file) ?? '');
    if (!isClean) this.#seen = undefined;
    this.#diagnostics = sortDiagnostics([...this.#diagnostics, ...faults]);
  }

  /** Puts the edition in place of the one before; undefined when it shows the same. */
  #show(edition: Edition): PreviewChange | undefined {
    const before = this.#shown;
    const summary = summaryOf(edition);
    const { base } = edition.settings.url;
    // Their links would lead to where the site was.
    if (base !== this.base()) this.#lastGood.clear();
    const shelf = createPageShelf(edition, this.#lastGood, this.#media);
    // A template that fails shows it at the front page, at the newest article, and where it did before.
    const newest = edition.catalogue.articles[0]?.url ?? '/';
    for (const url of new Set(['/', newest, ...(before?.shelf.faulty() ?? [])])) shelf.answer(url);
    this.#shown = { edition, shelf, summary };
    if (!before) return { kind: 'reload' };
    const documents = changedDocuments(before.summary.identities, summary.identities);
    const isRestSame = before.summary.rest === summary.rest && documents.length === 0;
    const { stylesheet: from } = before.summary;
    const { stylesheet: to } = summary;
    if (isRestSame && from === to) return undefined;
    if (isRestSame) return { kind: 'stylesheet', from: `${base}/${from}`, to: `${base}/${to}` };
    const [only, another] = documents;
    const edited = only && !another && this.#editedPlace(only, before.edition, edition);
    return { kind: 'reload', ...(edited && { edited }) };
  }

  #editedPlace(
    file: Edition['files'][number]['path'],
    before: Edition,
    after: Edition,
  ): EditedPlace | undefined {
    const htmlIn = ({ bodies, identities }: Edition): readonly string[] =>
      identities.has(file) ? bodies.bodyOf(file).html : [];
    return this.#placeOf(file, htmlIn(before), htmlIn(after));
  }

  #placeOf(
    file: Edition['files'][number]['path'],
    before: readonly string[],
    after: readonly string[],
  ): EditedPlace | undefined {
    const url = this.#shown?.edition.catalogue.addresses.get(file);
    return url && { url, near: changedText(before, after) };
  }
}

/** What the files hold that are no documents, so far as it is not `known`. */
function identitiesOfOthers(
  { files, identities, memory }: Edition,
  known: ReadonlyMap<SourcePath, string>,
): ReadonlyMap<SourcePath, string> {
  const others = files.filter(({ path }) => !identities.has(path));
  return new Map(
    others.map((file) => [file.path, known.get(file.path) ?? memory.identify(file).value?.id ?? '']),
  );
}
