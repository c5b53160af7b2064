/** All that leads from finished pages to other places on the blog's host must arrive there. */
import { createSuggester, nearest } from '../core/diagnostics/suggester.ts';
import { diagnose, type DiagnosticCode } from '../core/diagnostics/diagnostics.ts';
import type { Diagnostic } from '../core/model.ts';
import { decodeLoosely } from '../core/paths.ts';
import { absoluteHref, hrefOf } from '../views/hrefs.ts';
import {
  type CheckedPage,
  type CheckedSite,
  type Goal,
  seenOn,
  type Sighting,
  Sightings,
  spellingsOf,
} from './checkedPages.ts';
import type { Reference, ReferenceKind } from './page/references.ts';

type LinkCode = Extract<DiagnosticCode, `links/${string}`>;
type DeadCode = Exclude<LinkCode, `links/redirect-${string}` | `links/external-${string}`>;

interface Dead {
  readonly code: DeadCode;
  readonly kind: ReferenceKind;
  readonly address: string;
  /** Where something like it stands. */
  readonly suggest: () => string;
}

/** How messages call what leads nowhere. */
const words: Readonly<Record<ReferenceKind, string>> = {
  link: 'Der Link',
  form: 'Das Formular',
  refresh: 'Die Weiterleitung',
  picture: 'Das Bild',
  eager: 'Das Bild',
  media: 'Ton oder Video',
  style: 'Das Stylesheet',
  script: 'Das Skript',
  frame: 'Der Rahmen',
  other: 'Die Datei',
  connect: 'Die Verbindung',
  embed: 'Der eingebettete Inhalt',
  canonical: 'Die maßgebliche Adresse (canonical)',
  hreflang: 'Die andere Sprachfassung (hreflang)',
  feed: 'Der Verweis auf einen Feed',
  neighbour: 'Der Verweis auf eine Nachbarseite',
  social: 'Die Angabe für soziale Netze',
  data: 'Die Angabe für Suchmaschinen (JSON-LD)',
  item: 'Die Adresse in einer Datei für Maschinen',
};

/** They name an address once and for all; an old one costs what they are there for. */
const forMachines: ReadonlySet<ReferenceKind> = new Set([
  'canonical',
  'hreflang',
  'item',
  'social',
  'data',
  'feed',
]);

/** `told`: faults of the sources, which are not told once more. */
export function checkLinks(site: CheckedSite, told: readonly Diagnostic[]): readonly Diagnostic[] {
  const { resolve } = site;
  const found = new Sightings<Dead>();
  const suggest = createSuggester(
    () => site.pages.map(({ page }) => hrefOf(site.settings.url, page.url)),
    nearestAddress,
  );
  // Most references lead to the same place from everywhere, and stand on many pages.
  const fine = new Set<Reference>();
  for (const page of [...site.pages, ...site.assets]) {
    // What leads on by itself may name machines an old address.
    const isUsual = page.facts.base === undefined && page.facts.format !== 'redirect';
    for (const reference of page.facts.refs) {
      if (isUsual && fine.has(reference)) continue;
      const { kind, address } = reference;
      const dead = faultOf(kind, address, resolve(address, page), page);
      if (!dead) {
        if (isUsual && /^(?:\/|[a-z]+:)/i.test(address)) fine.add(reference);
        continue;
      }
      const suggested = dead.suggest ?? (() => suggest(decodeLoosely(address)));
      found.add(`${dead.code} ${address}`, page, () => ({ ...dead, kind, address, suggest: suggested }));
    }
  }
  const known = new Set(told.flatMap(namesOf));
  return [...found.all.flatMap((sighting) => tell(sighting, site, known)), ...checkRedirects(site)];
}

type Fault = Pick<Dead, 'code'> & { readonly suggest?: () => string };

function faultOf(kind: ReferenceKind, address: string, goal: Goal, page: CheckedPage): Fault | undefined {
  switch (goal.kind) {
    case 'no-address':
      return { code: 'links/no-address', suggest: () => '' };
    case 'missing': {
      const { near } = goal;
      return near === undefined ? { code: 'links/dead' } : { code: 'links/spelling', suggest: () => near };
    }
    case 'outside':
      return { code: 'links/outside', suggest: () => goal.inside ?? '' };
    case 'file':
      return faultAtFile(kind, address, goal, page);
    default:
      return undefined;
  }
}

function faultAtFile(
  kind: ReferenceKind,
  address: string,
  { page: goal, fragment }: Extract<Goal, { kind: 'file' }>,
  page: CheckedPage,
): Fault | undefined {
  if (!goal) return undefined;
  if (forMachines.has(kind) && goal.facts.format === 'redirect' && page.facts.format !== 'redirect') {
    return { code: 'links/old-address', suggest: () => goalOf(goal) ?? '' };
  }
  if (fragment === '' || kind !== 'link' || goal.facts.format !== 'html') return undefined;
  const id = decodeLoosely(fragment);
  // Browsers look for text by themselves, and know the top of a page.
  if (/^top$/i.test(id) || id.startsWith(':~:') || hasPlace(goal, id) || hasPlace(goal, fragment))
    return undefined;
  return {
    code: 'links/dead-anchor',
    suggest: () => {
      const meant = nearest(id, goal.facts.ids);
      return meant && `${address.replace(/#.*$/s, '')}#${meant}`;
    },
  };
}

/** Where a redirect leads. */
function goalOf({ facts }: CheckedPage): string | undefined {
  return facts.refs.find(({ kind }) => kind === 'refresh')?.address;
}

function hasPlace({ facts }: CheckedPage, id: string): boolean {
  return facts.ids.includes(id.replace(/:~:.*$/s, ''));
}

/** By what a fault of a source is known again: its line, and the address in its text. */
function namesOf({ file, position, message }: Diagnostic): readonly string[] {
  if (!position) return [];
  return [String(position.line), ...(message.match(/„[^“]*“/g) ?? [])].map((name) => `${file}:${name}`);
}

/** A fault that its source has told already is not told again. */
function tell(
  sighting: Sighting<Dead>,
  site: CheckedSite,
  known: ReadonlySet<string>,
): readonly Diagnostic[] {
  const { code, kind, address, suggest } = sighting.fault;
  const spellings = spellingsOf(address, site.settings);
  const place = site.origins.find(spellings, sighting.first);
  const { file, position } = place;
  // Of many faults not every line is looked up.
  const names = position ? [String(position.line)] : spellings.map((one) => `„${one}“`);
  if (names.some((name) => known.has(`${file}:${name}`))) return [];
  const parameters = {
    ...seenOn(sighting, site.settings),
    what: words[kind],
    address,
    suggestion: suggest(),
  };
  return [diagnose(code, parameters, place)];
}

/** Old addresses that lead to old addresses, in pages and in the files for servers alike. */
function checkRedirects(site: CheckedSite): readonly Diagnostic[] {
  const { url } = site.settings;
  const { redirects, pages } = site.finished.snapshot;
  const next = new Map<string, string>(redirects.moved.map(({ from, to }) => [from, to]));
  for (const page of site.pages) {
    if (page.facts.format !== 'redirect') continue;
    const goal = goalOf(page);
    const found = goal === undefined ? undefined : site.resolve(goal, page);
    if (found?.kind === 'file' && found.page) next.set(page.page.url, found.page.page.url);
  }
  const fileOf = new Map(pages.map((page) => [String(page.url), page.file]));
  return [...next].flatMap(([from, to]) => {
    const further = next.get(to);
    if (further === undefined || further === to) return to === from ? loop(from) : [];
    const file = fileOf.get(from);
    const place = file === undefined ? {} : { file };
    const way = new Set([from]);
    let goal = to;
    for (let at = next.get(goal); at !== undefined && !way.has(goal); at = next.get(goal)) {
      way.add(goal);
      goal = at;
    }
    if (way.has(goal)) return loop(from);
    const shown = (path: string): string => absoluteHref(url, path as never);
    return [diagnose('links/redirect-chain', { from, to: shown(to), goal: shown(goal) }, place)];
  });

  function loop(from: string): readonly Diagnostic[] {
    const file = fileOf.get(from);
    return [diagnose('links/redirect-loop', { from }, file === undefined ? {} : { file })];
  }
}

/** The address with the same name at its end, else the nearest. */
function nearestAddress(address: string, known: readonly string[]): string {
  const nameOf = (one: string): string => one.replace(/\/$/, '').replace(/^.*\//, '');
  const name = nameOf(address.replace(/[?#].*$/s, ''));
  const namesakes = name === '' ? [] : known.filter((one) => nameOf(one) === name);
  return namesakes[0] ?? nearest(address, known);
}
