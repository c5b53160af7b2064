/** The keys of front matter by all their names: ours, German ones, and those of other programs. Keys that hide a text act, or are errors; none is ever without effect. */
import type { Diagnostic, SourcePath } from '../core/model.ts';
import { diagnose } from '../core/diagnostics/diagnostics.ts';
import { nearest } from '../core/diagnostics/suggester.ts';
import { isNull } from '../core/yaml/checkSchema.ts';
import type { YamlEntry, YamlNode } from '../core/yaml/yamlTree.ts';

/** In Hugo the date of publication may stand beside the date of writing; then nothing appears before it. */
const publication = ['date', 'embargo'] as const;

const listed = (ours: string | typeof publication, names: string) =>
  names.split(' ').map((name) => [name, ours] as const);

/** To each name ours: the first that is free. */
export const otherNames: readonly (readonly [string, string | typeof publication])[] = [
  ...listed('title', 'titel überschrift schlagzeile'),
  ...listed('kicker', 'dachzeile'),
  ...listed('lead', 'aufmacher'),
  ...listed('description', 'summary excerpt teaser vorspann beschreibung zusammenfassung'),
  ...listed('section', 'category categories ressort rubrik kategorie kategorien'),
  ...listed('tags', 'tag thema themen schlagwort schlagworte schlagwörter stichwort stichworte stichwörter'),
  ...listed('authors', 'author autor autoren autorin autorinnen verfasser verfasserin'),
  ...listed('audio', 'ton podcast'),
  ...listed('image', 'bild titelbild aufmacherbild foto'),
  ...listed('date', 'datum'),
  ...listed('updated', 'lastmod modified last_modified_at lastModified updatedDate updatedAt dateModified'),
  ...listed('updated', 'aktualisiert geändert'),
  ...listed('embargo', 'sperrfrist'),
  ...listed('expires', 'expiryDate unpublishDate ablaufdatum'),
  ...listed('draft', 'entwurf'),
  ...listed('lang', 'language locale sprache'),
  ...listed('typography', 'typografie'),
  ...listed('series', 'serie reihe'),
  ...listed('sources', 'quellen'),
  ...listed('corrections', 'korrekturen'),
  ...listed('comments', 'kommentare'),
  ...listed('aliases', 'alias'),
  ...listed(publication, 'publishDate pubDate published publish publishedDate publishedAt datePublished'),
  ...listed(publication, 'publishOn releaseDate veröffentlicht veröffentlichtAm erscheint erscheintAm'),
  ...listed(publication, 'erschienen erschienenAm erscheinungsdatum'),
];

/** Names whose meaning is not certain enough to act on it. */
const meanings: ReadonlyMap<string, string> = new Map(
  [
    ...listed('sperrfrist', 'gesperrt'),
    ...listed('expires', 'ablauf'),
    ...listed('image', 'thumbnail cover coverImage featuredImage heroImage teaserImage banner'),
    ...listed('aliases', 'redirectFrom redirects weiterleitungen'),
    ...listed('title', 'headline'),
  ].map(([name, ours]) => [normalName(name), String(ours)]),
);

const byName: ReadonlyMap<string, readonly string[]> = new Map(
  otherNames.map(([name, ours]) => [normalName(name), [ours].flat()]),
);

/** Our name for a key of others, or the key itself. */
export function ourName(key: string): string {
  return byName.get(normalName(key))?.[0] ?? key;
}

/** The value that the front matter gives to a key of ours, under any of its names. */
export function valueNamed(frontMatter: YamlNode, name: string): YamlNode | undefined {
  if (frontMatter.kind !== 'mapping') return undefined;
  return frontMatter.entries.find(({ key }) => normalName(ourName(key)) === name)?.value;
}

/** `Last_modified-at` → `lastmodifiedat`, `Überschrift` → `ueberschrift`; signs that nobody sees fall away. */
export function normalName(key: string): string {
  return key
    .normalize('NFC')
    .toLowerCase()
    .replace(/[äöüß]/g, (letter) => ({ ä: 'ae', ö: 'oe', ü: 'ue' })[letter] ?? 'ss')
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** Keys that hide a text, with their German names. */
const hiding: ReadonlyMap<string, string> = new Map([
  ['embargo', 'die Sperrfrist'],
  ['draft', 'den Entwurf'],
  ['expires', 'den Ablauf'],
]);

interface Named {
  readonly frontMatter: YamlNode;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Gives keys our names, as far as `ours` has them. When several have one meaning the first counts. What hides in
 * the words of others becomes `draft: true`.
 */
export function withOurNames(frontMatter: YamlNode, ours: readonly string[], file: SourcePath): Named {
  if (frontMatter.kind !== 'mapping') return { frontMatter, diagnostics: [] };
  const own = new Map(ours.map((name) => [normalName(name), name]));
  const { entries, diagnostics } = settleHiding(frontMatter.entries, ours, file);
  const faults = [...diagnostics];
  const taken = new Map(entries.filter(({ key }) => ours.includes(key)).map((entry) => [entry.key, entry]));
  const named = entries.flatMap((entry): readonly YamlEntry[] => {
    const { key, keyPosition } = entry;
    if (ours.includes(key)) return [entry];
    const normal = normalName(key);
    const meant = own.has(normal) ? [own.get(normal) ?? ''] : (byName.get(normal) ?? []);
    const names = meant.filter((name) => ours.includes(name));
    const free = names.find((name) => !taken.has(name));
    if (free !== undefined) {
      const renamed = { ...entry, key: free, written: key };
      taken.set(free, renamed);
      return [renamed];
    }
    const name = names.at(-1);
    const first = taken.get(name ?? '');
    if (!first || name === undefined) return [entry];
    const what = hiding.get(name);
    const both = { first: first.written ?? first.key, second: key };
    const place = { file, position: keyPosition };
    if (what !== undefined) faults.push(diagnose('front-matter/hidden-twice', { what, ...both }, place));
    else if (JSON.stringify(plain(first.value)) !== JSON.stringify(plain(entry.value)))
      faults.push(diagnose('front-matter/same-meaning', both, place));
    return [];
  });
  return { frontMatter: { ...frontMatter, entries: named }, diagnostics: faults };
}

function plain(node: YamlNode): unknown {
  if (node.kind === 'scalar') return node.text;
  return node.kind === 'sequence'
    ? node.items.map(plain)
    : node.entries.map(({ key, value }) => [key, plain(value)]);
}

/** Names to suggest for an unknown one. */
function namesFor(ours: readonly string[]): readonly string[] {
  const others = otherNames.filter(([, name]) => [name].flat().some((one) => ours.includes(one)));
  return [...ours, ...others.map(([name]) => name)];
}

/** The name that an unknown key was probably meant for; empty without one. */
export function suggestedName(key: string, ours: readonly string[]): string {
  const meant = meanings.get(normalName(key));
  const names = namesFor(ours);
  return meant !== undefined && names.includes(meant) ? meant : nearest(key, names);
}

/** An unknown key that was perhaps meant for one that hides. */
export function nearlyHiding(
  { key, keyPosition, value }: YamlEntry,
  ours: readonly string[],
  file: SourcePath,
): Diagnostic | undefined {
  const place = { file, position: keyPosition };
  const inner = wholeParents.has(normalName(key)) ? hiddenWithin(value, key) : undefined;
  if (inner !== undefined)
    return diagnose('front-matter/nearly-hidden', { key: inner, suggestion: 'draft' }, place);
  const hider = nearest(normalName(key), hidingNames);
  if (hider !== '' && ['hides', 'limits'].includes(effectOf(hider, value)))
    return diagnose('front-matter/nearly-hidden', { key, suggestion: hider }, place);
  const suggestion = suggestedName(key, ours);
  const target = byName.get(normalName(suggestion))?.at(-1) ?? suggestion;
  if (!hiding.has(target) || !ours.includes(target)) return undefined;
  // „publisher: dpa“ is no slip of „published“.
  if (hidingNames.includes(normalName(suggestion)) && target !== 'draft' && !isDateLike(value))
    return undefined;
  return diagnose('front-matter/nearly-hidden', { key, suggestion }, place);
}

/** Whether an entry says that readers must not see the text, in anybody's words. */
export function hides({ key, value }: YamlEntry): boolean {
  return ['hides', 'limits'].includes(effectOf(key, value));
}

/** Where other programs keep what concerns the whole article; elsewhere `hidden` means a picture or a table of contents. */
const wholeParents = namesIn('params extra meta post article wordpress wp jekyll hugo frontmatter');

/** The path of a key that hides, below a key that we do not know. */
function hiddenWithin(value: YamlNode, path: string): string | undefined {
  if (value.kind === 'sequence') return undefined;
  if (value.kind === 'mapping') {
    for (const { key, value: inner } of value.entries) {
      const here = `${path}.${key}`;
      if (['hides', 'limits'].includes(effectOf(key, inner))) return here;
      const deeper = hiddenWithin(inner, here);
      if (deeper !== undefined) return deeper;
    }
  }
  return undefined;
}

// Keys that hide. They are read before all others, because a mistake in them publishes what nobody should see.

/** `true` hides. */
const hidesIfTrue = namesIn(
  'draft entwurf hidden versteckt verborgen ausgeblendet unsichtbar private privat geheim vertraulich unpublished unveroeffentlicht',
);
/** `false` hides. */
const hidesIfFalse = namesIn(
  'published publish public visible sichtbar veroeffentlicht veroeffentlichen publiziert publizieren oeffentlich freigegeben',
);
/** As the two above, but these keys mean many other things as well. */
const alsoHidesIfTrue = namesIn(
  'headless ignore ignored disabled deaktiviert deleted geloescht trashed wip intern internal',
);
const alsoHidesIfFalse = namesIn('render output permalink online live enabled active aktiv show released');
/** Only some may see the text, which no static site can promise. */
const limitsIfTrue = namesIn('unlisted protected geschuetzt passwortgeschuetzt membersonly');
const limitsIfFalse = namesIn('listed gelistet');
const limitsIfGiven = namesIn('password passwort kennwort passwd');
const states = namesIn(
  'status visibility sichtbarkeit poststatus publishstatus publicationstatus state zustand',
);

const hidingNames: readonly string[] = [
  ...hidesIfTrue,
  ...hidesIfFalse,
  ...limitsIfTrue,
  ...limitsIfGiven,
  ...[...states].filter((name) => name !== 'state'),
];

const yes = namesIn('true ja yes on 1 y j wahr an');
const no = namesIn('false nein no off 0 n falsch aus nie never');
const hiddenStates = namesIn(
  'draft entwurf autodraft private privat pending review inreview ausstehend hidden versteckt unpublished unveroeffentlicht trash papierkorb geloescht geheim intern inarbeit',
);
const shownStates = namesIn(
  'published publish public veroeffentlicht publiziert erschienen online live oeffentlich visible sichtbar freigegeben final true ja',
);

function namesIn(names: string): ReadonlySet<string> {
  return new Set(names.split(' '));
}

/** `unclear`: it may hide the text, but how is not to be understood. */
type Effect = 'none' | 'hides' | 'shows' | 'limits' | 'unclear';

function effectOf(key: string, value: YamlNode): Effect {
  const normal = normalName(key);
  const name = ['', 'is', 'ist', 'post']
    .filter((prefix) => normal.startsWith(prefix))
    .map((prefix) => normal.slice(prefix.length))
    .find((one) => allHiding.has(one));
  if (name === undefined) return 'none';
  const word = value.kind === 'scalar' ? normalName(value.text) : undefined;
  // „draft: #true“ is a remark for YAML alone.
  const isCut = value.kind === 'scalar' && value.text === '' && /^#\p{L}/u.test(value.cut?.text ?? '');
  if (isNothing(value) && !isCut) return 'none';
  const flag = word === undefined ? undefined : yes.has(word) ? true : no.has(word) ? false : undefined;
  if (states.has(name)) {
    if (word !== undefined && hiddenStates.has(word)) return 'hides';
    if (word !== undefined && shownStates.has(word)) return 'shows';
    return name === 'state' || name === 'zustand' ? 'none' : 'unclear';
  }
  if (limitsIfGiven.has(name)) return flag === false ? 'shows' : 'limits';
  if (alsoHidesIfTrue.has(name)) return flag === true ? 'hides' : 'none';
  if (alsoHidesIfFalse.has(name)) return flag === false ? 'hides' : 'none';
  if (flag === undefined) return 'unclear';
  if (limitsIfTrue.has(name) || limitsIfFalse.has(name))
    return flag === limitsIfTrue.has(name) ? 'limits' : 'shows';
  return flag === hidesIfTrue.has(name) ? 'hides' : 'shows';
}

const allHiding: ReadonlySet<string> = new Set([
  ...hidingNames,
  ...alsoHidesIfTrue,
  ...alsoHidesIfFalse,
  ...limitsIfFalse,
  ...states,
]);

/** Whether nothing is said. */
export function isNothing(node: YamlNode): boolean {
  return node.kind === 'scalar' && (node.text.trim() === '' || isNull(node));
}

function isDateLike(value: YamlNode): boolean {
  return value.kind === 'scalar' && /\d/.test(value.text) && !/^\s*[01]\s*$/.test(value.text);
}

function settleHiding(all: readonly YamlEntry[], ours: readonly string[], file: SourcePath) {
  const diagnostics: Diagnostic[] = [];
  let hider: YamlEntry | undefined;
  const entries = all.filter((entry) => {
    const { key, keyPosition, value } = entry;
    const swallowed = swallowedHider(value);
    if (swallowed !== undefined)
      diagnostics.push(
        diagnose(
          'front-matter/nearly-hidden',
          { key: swallowed, suggestion: 'draft' },
          { file, position: value.position },
        ),
      );
    const effect = effectOf(key, value);
    const isPublication = byName.get(normalName(key))?.at(-1) === 'embargo' && isDateLike(value);
    if (effect === 'none' || isPublication || (key === 'draft' && effect !== 'hides' && !isNothing(value)))
      return true;
    if (effect === 'hides') hider ??= entry;
    if (effect === 'hides' || effect === 'shows') return false;
    const shown = value.kind === 'scalar' ? value.text || (value.cut?.text ?? '') : '…';
    const code = effect === 'limits' ? 'front-matter/limited' : 'front-matter/unclear-hiding';
    diagnostics.push(diagnose(code, { key, value: shown }, { file, position: keyPosition }));
    return false;
  });
  if (!hider) return { entries, diagnostics };
  const { key, keyPosition, value } = hider;
  if (!ours.includes('draft')) {
    diagnostics.push(diagnose('front-matter/cannot-hide', { key }, { file, position: keyPosition }));
    return { entries, diagnostics };
  }
  const contrary = entries.find((entry) => entry.key === 'draft');
  if (contrary) {
    const shown = value.kind === 'scalar' ? value.text : '';
    diagnostics.push(
      diagnose('front-matter/still-hidden', { key, value: shown }, { file, position: contrary.keyPosition }),
    );
  }
  const draft: YamlEntry = {
    key: 'draft',
    written: key,
    keyPosition,
    value: { kind: 'scalar', text: 'true', position: value.position },
  };
  return { entries: [...entries.filter((entry) => entry !== contrary), draft], diagnostics };
}

/** A key that hides and became a part of the value above it: `title: A`, below it ` draft:true`. */
function swallowedHider(value: YamlNode): string | undefined {
  if (value.kind !== 'scalar' || value.lines === undefined) return undefined;
  for (const line of value.lines.split('\n').slice(1)) {
    const [, key = '', word = ''] = /^\s*([\p{L}_-]+)\s*[:=;]\s*([^\s:]+)\s*$/u.exec(line) ?? [];
    const effect = effectOf(key, { kind: 'scalar', text: word, position: value.position });
    if (effect === 'hides' || effect === 'limits') return key;
  }
  return undefined;
}
