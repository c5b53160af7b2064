/**
 * Which text an address means that this site does not have: a link by name alone (`kim`, `kim.html`), or an address of the
 * program from which the site moved (`/2020/01/02/kim.html`, `/blog/kim/`). Only certain answers: the name belongs to one
 * text, dates in the address are its dates, and folders are those of texts, not of tags or authors.
 */
import type { ArticleMeta, PageMeta, SourcePath, UrlPath } from '../core/model.ts';
import { decodeLoosely, namingFile, stemOf } from '../core/paths.ts';
import { calendarDay } from '../core/time.ts';
import { normalName } from '../content/keyNames.ts';

/** The text that an address or a path from the root of the site means, for one at which there is nothing. */
export type FindMeant = (path: string) => SourcePath | undefined;

interface Sources {
  readonly articles: readonly { readonly file: SourcePath; readonly meta: ArticleMeta }[];
  readonly pages: readonly { readonly file: SourcePath; readonly meta: PageMeta }[];
  /** Sources that are there but too faulty to know more than their names. */
  readonly unread: ReadonlySet<SourcePath>;
}

interface Candidate {
  readonly file: SourcePath;
  readonly names: ReadonlySet<string>;
  /** `2023-09-13`: of its file name, of its head; a page has none. Undefined where they are not known. */
  readonly days: ReadonlySet<string> | undefined;
}

/** Folders in which programs and hosts keep texts, in addresses and on the disk. */
const textFolders: ReadonlySet<string> = new Set(
  'content articles article artikel pages posts post blog blogs news aktuelles neuigkeiten beitrag beitraege meldungen de'.split(
    ' ',
  ),
);

/** `isOurs`: there is something else at this address. */
export function createFindMeant(sources: Sources, isOurs: (path: string) => boolean): FindMeant {
  let byName: ReadonlyMap<string, readonly Candidate[]> | undefined;
  let folderNames: ReadonlySet<string> | undefined;
  const known = (): NonNullable<typeof byName> => (byName ??= candidatesByName(sources));
  const holdsTexts = (folder: string): boolean =>
    (folderNames ??= new Set([...textFolders, ...foldersOf(sources)])).has(folder);
  return (path) => {
    const { name, day, numbers, folders } = partsOf(path);
    if (!/\p{L}/u.test(name) || isOurs(path)) return undefined;
    const fitting = (known().get(name) ?? []).filter(
      (one) =>
        (day === undefined || one.days?.has(day) !== false) &&
        (numbers.length === 0 || !one.days || [...one.days].some((own) => isIn(numbers, own))) &&
        // Before a whole date Jekyll puts the categories of the text.
        (numbers.length > 2 || folders.every(holdsTexts)),
    );
    return fitting.length === 1 ? fitting[0]?.file : undefined;
  };
}

function partsOf(path: string) {
  const plain = decodeLoosely(path.replace(/[?#].*$/s, '')).replace(/\/index\.html?$/i, '');
  const segments = plain.split('/').filter((segment) => !['', '.', '..'].includes(segment));
  const stem = (segments.pop() ?? '').replace(/\.(?:html?|php|md|markdown)$/i, '');
  const [, day, name = stem] = datedStem.exec(stem) ?? [];
  const isNumber = (segment: string): boolean => /^\d{1,4}$/.test(segment);
  return {
    name: normalName(name),
    day,
    numbers: segments.filter(isNumber),
    folders: segments.filter((segment) => !isNumber(segment)).map(normalName),
  };
}

const datedStem = /^(\d{4}-\d{2}-\d{2})-(.+)$/;

/** Whether the numbers of an address are the year, the month and the day of a date. */
function isIn(numbers: readonly string[], date: string): boolean {
  const [year, ...others] = date.split('-');
  return numbers.every((number) =>
    number.length > 2 ? number === year : others.includes(number.padStart(2, '0')),
  );
}

function candidatesByName({ articles, pages, unread }: Sources): ReadonlyMap<string, readonly Candidate[]> {
  const candidates = [
    ...articles.map(({ file, meta }) => candidateOf(file, meta.slug, isoDay(meta))),
    ...pages.map(({ file, meta }) => candidateOf(file, meta.slug)),
    ...[...unread].map((file) => ({ ...candidateOf(file, ''), days: undefined })),
  ];
  const byName = new Map<string, Candidate[]>();
  for (const candidate of candidates)
    for (const name of candidate.names) byName.set(name, [...(byName.get(name) ?? []), candidate]);
  return byName;
}

function candidateOf(file: SourcePath, slug: string, date?: string): Candidate {
  const naming = namingFile(file);
  const stem = stemOf(naming);
  const [, day, name = stem] = datedStem.exec(stem) ?? [];
  return {
    file,
    names: new Set([name, slug].map(normalName)),
    days: new Set([day, date].filter((one) => one !== undefined)),
  };
}

/** Folders below `content/articles` and the like, in which texts lie. */
function foldersOf({ articles, pages }: Sources): readonly string[] {
  const folders = new Set([...articles, ...pages].map(({ file }) => file.replace(/[^/]*$/, '')));
  return [...folders].flatMap((folder) => folder.split('/').slice(2).map(normalName));
}

function isoDay({ date }: ArticleMeta): string {
  const { year, month, day } = calendarDay(date);
  return [year, month, day].map((number) => String(number).padStart(2, '0')).join('-');
}

/** First folders of addresses of the site itself. */
const ownFolders =
  /^\/(?:archiv|ressort|thema|autor|serie|glossar|suche|korrekturen|medien|pagefind|assets|seite|404)(?:[/.]|$)/;

/** Tells the addresses at which there is something else: lists, texts, redirects, and what is made by others. */
export function createIsOurs(
  addresses: ReadonlyMap<SourcePath, UrlPath | undefined>,
  redirected: () => readonly string[],
  otherPaths: readonly string[],
): (path: string) => boolean {
  const key = (path: string): string => decodeLoosely(path).replace(/(?:\/index\.html?|\/)$/i, '');
  let taken: ReadonlySet<string> | undefined;
  return (path) => {
    taken ??= new Set([
      ...addresses.keys(),
      ...[...addresses.values()].flatMap((url) => (url === undefined ? [] : [key(url)])),
      ...redirected().map(key),
    ]);
    return (
      ownFolders.test(path) || taken.has(key(path)) || otherPaths.some((other) => path.startsWith(other))
    );
  };
}
