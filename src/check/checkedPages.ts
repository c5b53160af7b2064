/** The finished pages of a site, read for all that `check` asks of them. */
import type { FinishedPage, FinishedSite } from '../build/finishSite.ts';
import type { Settings } from '../config/settings.ts';
import { readText, type SourceFile } from '../content/discover.ts';
import type { Seen } from '../core/diagnostics/messages/checkMessages.ts';
import type { SourceLocation } from '../core/diagnostics/message.ts';
import { lineIndex } from '../core/diagnostics/lineIndex.ts';
import { decodeLoosely } from '../core/paths.ts';
import { remembered } from '../core/remembered.ts';
import type { SourcePath } from '../core/model.ts';
import type { PageFacts, PagePart } from './page/pageFacts.ts';
import { hrefOf } from '../views/hrefs.ts';

export interface CheckedPage extends Pick<FinishedPage, 'page' | 'path' | 'view'> {
  readonly facts: PageFacts;
  /** Its own part, and those around it: the same object on all pages that share one. */
  readonly parts: readonly PagePart[];
}

export interface CheckedSite {
  readonly finished: FinishedSite;
  readonly settings: Settings;
  readonly pages: readonly CheckedPage[];
  readonly origins: Origins;
}

export function readPages(finished: FinishedSite): CheckedSite {
  const partOf = remembered((json: string): PagePart => JSON.parse(json));
  const pages = finished.pages.map(({ page, path, view, facts: json, around }): CheckedPage => {
    const facts: PageFacts = JSON.parse(json);
    return { page, path, view, facts, parts: [facts.own, ...around.map(partOf)] };
  });
  const { settings } = finished.snapshot;
  return { finished, settings, pages, origins: createOrigins(finished) };
}

/** The same fault on several pages. */
export interface Sighting<Fault> {
  readonly fault: Fault;
  /** The first pages. */
  readonly first: readonly CheckedPage[];
  readonly pages: number;
}

/** As many as are looked through for the place of a fault. */
const mostFirst = 8;

/** Gathers faults that stand on many pages. */
export class Sightings<Fault> {
  readonly #found = new Map<string, { fault: Fault; first: CheckedPage[]; pages: number }>();

  add(key: string, page: CheckedPage, fault: () => Fault): void {
    const found = this.#found.get(key);
    if (!found) this.#found.set(key, { fault: fault(), first: [page], pages: 1 });
    else if (found.first.at(-1) !== page) {
      found.pages++;
      if (found.first.length < mostFirst) found.first.push(page);
    }
  }

  get all(): readonly Sighting<Fault>[] {
    return [...this.#found.values()];
  }
}

/** For messages. */
export function seenOn({ first, pages }: Pick<Sighting<unknown>, 'first' | 'pages'>, settings: Settings): Seen {
  const [page] = first;
  return { page: page ? hrefOf(settings.url, page.page.url) : '', pages };
}

/** Tells who wrote what stands in a page. */
export interface Origins {
  /** Where one of these texts is written: in the source of one of the pages, or in what all pages are made of. */
  readonly find: (texts: readonly string[], pages: readonly CheckedPage[]) => SourceLocation;
  /** The text of a source; undefined when it cannot be read. */
  readonly textOf: (file: SourcePath) => string | undefined;
}

/** So many faults get their place; who has more has another problem than to find it. */
const mostSearches = 500;

function createOrigins({ snapshot }: FinishedSite): Origins {
  const { files } = snapshot;
  const byPath = new Map(files.map((file) => [file.path, file]));
  const textOf = remembered((path: SourcePath): string | undefined => {
    const source = byPath.get(path);
    return source && readText(source).value;
  });
  const shared: readonly SourceFile['kind'][] = ['settings', 'template', 'config', 'data', 'redirects'];
  const common = files.filter(({ kind }) => shared.includes(kind)).map(({ path }) => path);
  const settings = files.find(({ kind }) => kind === 'settings')?.path;
  let searches = 0;
  const find: Origins['find'] = (texts, pages) => {
    const own = [...new Set(pages.flatMap(({ page }) => page.file ?? []))];
    const isSearched = searches++ < mostSearches;
    for (const file of isSearched ? [...own, ...common] : []) {
      const text = textOf(file);
      const at = text === undefined ? -1 : placeOf(text, texts);
      if (text !== undefined && at >= 0) return { file, position: lineIndex(text)(at) };
    }
    const file = own[0] ?? templateOf(pages[0], byPath) ?? settings;
    return file === undefined ? {} : { file };
  };
  return { find, textOf };
}

/** The site's own template of a page. */
function templateOf(page: CheckedPage | undefined, files: ReadonlyMap<string, SourceFile>): SourcePath | undefined {
  if (!page) return undefined;
  const { content } = page.page;
  const name = content.kind === 'own' ? content.template : content.kind;
  return files.get(`templates/${name}.eta`)?.path;
}

const before = /[\s"'(<=:[`,]/;
const behind = /[\s"')>\]`,}]/;

/** Where one of the texts stands as a whole word; -1 without one. */
function placeOf(text: string, wanted: readonly string[]): number {
  for (const word of wanted) {
    if (word === '') continue;
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
      const isWhole =
        (at === 0 || before.test(text[at - 1] ?? '')) &&
        (at + word.length === text.length || behind.test(text[at + word.length] ?? ''));
      if (isWhole) return at;
    }
  }
  return -1;
}

/** How an address of a page may be written in its source. */
export function spellingsOf(address: string, { url }: Settings): readonly string[] {
  const inside = [url.origin + url.base, url.base].filter((head) => head !== '' && address.startsWith(head));
  const spelt = [address, ...inside.map((head) => address.slice(head.length))];
  return [...new Set([...spelt, ...spelt.map(decodeLoosely)])];
}
