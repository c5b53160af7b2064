/**
 * What the law asks of a blog, as far as a program can see it: hints for an editor, no legal advice. German law: § 5 DDG,
 * § 18 MStV, Art. 13 DSGVO.
 */
import { diagnose } from '../core/diagnostics/diagnostics.ts';
import { lineIndex } from '../core/diagnostics/lineIndex.ts';
import type { SourceLocation } from '../core/diagnostics/message.ts';
import type { Diagnostic, SourcePath } from '../core/model.ts';
import { hasEndpoint } from '../comments/form/commentForm.ts';
import { type CheckedPage, type CheckedSite, seenOn } from './checkedPages.ts';
import type { Reference } from './page/references.ts';
import type { ThirdParty } from './thirdParties.ts';

/** A page that the law asks for, and its source. */
interface LegalPage {
  readonly file: SourcePath;
  readonly title: string;
  readonly url: string;
  readonly text: string;
}

export function checkLegal(site: CheckedSite, thirdParties: readonly ThirdParty[]): readonly Diagnostic[] {
  const imprint = findPage(site, /^(?:impressum|imprint|anbieterkennzeichnung)/i);
  const privacy = findPage(site, /^datenschutz/i);
  const accessibility = findPage(site, /^(?:erkl(?:ä|ae)rung-?\s*zur-?\s*)?barrierefreiheit/i);
  const home: SourceLocation = site.origins.find([], []);
  const { pages } = site.finished.snapshot.collections;
  const texts = pages.flatMap(({ file, title, url }) => {
    const text = site.origins.textOf(file);
    return text === undefined ? [] : [{ file, title, url, text }];
  });
  return [
    ...findGaps(site),
    ...findSampleUrl(site),
    ...(imprint ? checkImprint(imprint) : missing(site, /impressum/i, 'Impressum', home)),
    ...(privacy
      ? checkPrivacy(privacy, site, thirdParties)
      : missing(site, /datenschutz/i, 'Datenschutz', home)),
    ...(accessibility ? [] : [diagnose('legal/no-accessibility-page', {}, home)]),
    ...[imprint, privacy].flatMap((page) => (page ? checkWays(page, site) : [])),
    ...texts.flatMap(findOutdated),
    ...[imprint, privacy, accessibility].flatMap((page) => (page ? findSamples(page) : [])),
  ];
}

function findPage({ finished, origins }: CheckedSite, name: RegExp): LegalPage | undefined {
  const { pages } = finished.snapshot.collections;
  const found = pages.find(({ slug }) => name.test(slug)) ?? pages.find(({ title }) => name.test(title));
  const text = found && origins.textOf(found.file);
  return found && text !== undefined
    ? { file: found.file, title: found.title, url: found.url, text }
    : undefined;
}

/** A page that is linked elsewhere is there. */
function missing(
  { settings }: CheckedSite,
  name: RegExp,
  page: string,
  place: SourceLocation,
): readonly Diagnostic[] {
  const links = [...settings.navigation, ...settings.header, ...settings.footer];
  if (links.some((link) => name.test(link.name) && 'url' in link)) return [];
  const file = `content/pages/${page.toLowerCase()}.md`;
  return [diagnose('legal/no-page', { page, file }, place)];
}

// Everywhere.

/** What `init` leaves to be filled in, at every place. */
function findGaps({ finished, pages, origins }: CheckedSite): readonly Diagnostic[] {
  const { files } = finished.snapshot;
  const shown = pages.filter(({ facts }) => facts.problems.some(([problem]) => problem === 'gap'));
  if (shown.length === 0) return [];
  const small = new Set(['page', 'author', 'dossier', 'glossary', 'settings', 'template', 'data']);
  const candidates = new Set([
    ...shown.flatMap(({ page }) => page.file ?? []),
    ...files.filter(({ kind }) => small.has(kind)).map(({ path }) => path),
  ]);
  return [...candidates].flatMap((file) =>
    placesIn(file, origins.textOf(file) ?? '', /\[Bitte ergänzen[^\]\n]{0,200}\]?/g).map(({ found, place }) =>
      diagnose('legal/gap', { gap: found }, place),
    ),
  );
}

/** The address that `init` sets for who has none yet. */
function findSampleUrl({ settings, origins }: CheckedSite): readonly Diagnostic[] {
  const { origin, base } = settings.url;
  if (!/^https?:\/\/(?:www\.)?example\.(?:org|com|net)$/.test(origin)) return [];
  const url = `${origin}${base}/`;
  return [diagnose('legal/sample-url', { url }, origins.find([url, url.slice(0, -1)], []))];
}

function placesIn(file: SourcePath, text: string, pattern: RegExp) {
  const position = lineIndex(text);
  return [...text.matchAll(pattern)].map(({ 0: found, index }) => ({
    found,
    place: { file, position: position(index) } satisfies SourceLocation,
  }));
}

function findSamples({ file, text }: LegalPage): readonly Diagnostic[] {
  const sample =
    /\b(?:(?:Max|Erika) )?Muster(?:mann|frau|stadt|straße|strasse|firma)\b|\bexample\.(?:org|com|net)\b/gu;
  return placesIn(file, text, sample).map(({ found, place }) =>
    diagnose('legal/sample', { sample: found }, place),
  );
}

interface OutdatedLaw {
  readonly pattern: RegExp;
  readonly fate: string;
  readonly cure: string;
}

const outdatedLaws: readonly OutdatedLaw[] = [
  {
    pattern: /(?:§\s*\d+[a-z]?\s*(?:Abs\.\s*\d+\s*)?)?\bTMG\b|Telemediengesetz/g,
    fate: 'gilt seit dem 14. Mai 2024 nicht mehr',
    cure: 'An die Stelle von § 5 TMG ist § 5 DDG getreten.',
  },
  {
    pattern: /(?:§\s*\d+[a-z]?\s*(?:Abs\.\s*\d+\s*)?)?\bRStV\b|Rundfunkstaatsvertrag/g,
    fate: 'gilt seit dem 7. November 2020 nicht mehr',
    cure: 'An die Stelle von § 55 RStV ist § 18 MStV getreten.',
  },
  {
    pattern: /(?:§\s*\d+[a-z]?\s*(?:Abs\.\s*\d+\s*)?)?\bTTDSG\b/g,
    fate: 'heißt seit dem 14. Mai 2024 anders',
    cure: 'Es heißt jetzt TDDDG, mit denselben Paragrafen.',
  },
  {
    pattern: /ec\.europa\.eu\/(?:consumers\/)?odr\/?|\bOS-Plattform\b|Online-Streitbeilegung/g,
    fate: 'gibt es seit dem 20. Juli 2025 nicht mehr',
    cure: 'Nimm den Hinweis auf die Plattform der EU heraus.',
  },
  {
    pattern: /(?:EU-US[- ])?Privacy[- ]Shield|Safe[- ]Harbor/g,
    fate: 'trägt keine Übermittlung in die USA mehr',
    cure: 'Prüfe, worauf sich der Anbieter heute stützt, etwa das EU-US Data Privacy Framework.',
  },
  {
    pattern: /BDSG[- ]alt|BDSG a\. ?F\.|Richtlinie 95\/46\/EG/g,
    fate: 'gilt seit dem 25. Mai 2018 nicht mehr',
    cure: 'Seitdem gilt die DSGVO.',
  },
];

function findOutdated({ file, text }: LegalPage): readonly Diagnostic[] {
  return outdatedLaws.flatMap(({ pattern, fate, cure }) =>
    placesIn(file, text, pattern).map(({ found, place }) =>
      diagnose('legal/outdated', { law: found, fate, cure }, place),
    ),
  );
}

/** Whether every page leads there with one click. */
function checkWays({ file, title, url }: LegalPage, site: CheckedSite): readonly Diagnostic[] {
  const { resolve } = site;
  const goal = site.pages.find(({ page }) => page.url === url);
  // Most pages have the very same one.
  const ways = new Set<Reference>();
  const leads = (page: CheckedPage): boolean =>
    page.facts.refs.some((reference) => ways.has(reference)) ||
    page.facts.refs.some((reference) => {
      const there = reference.kind === 'link' ? resolve(reference.address, page) : undefined;
      const isWay = there?.kind === 'file' && there.page === goal;
      if (isWay && reference.address.startsWith('/') && page.facts.base === undefined) ways.add(reference);
      return isWay;
    });
  const without = site.pages.filter((page) => page.facts.format === 'html' && page !== goal && !leads(page));
  if (!goal || without.length === 0) return [];
  const seen = seenOn({ first: without, pages: without.length }, site.settings);
  return [diagnose('legal/not-linked', { ...seen, what: title }, { file })];
}

// The Impressum.

const street =
  /(?:stra(?:ß|ss)e|str\.|weg|platz|allee|gasse|ring|damm|ufer|chaussee|hof|markt|berg|stieg|pfad|kamp|wall|graben)\s*\d/iu;
const town = /(?:^|[^\d])(?:[A-Z]{1,2}[- ])?\d{4,5}\s+\p{Lu}/mu;
const email =
  /[\w.+-]+(?:@|\s*(?:\(at\)|\[at\]|\{at\})\s*)[\w-]+(?:\.|\s*(?:\(dot\)|\[dot\]|\(punkt\))\s*)\w+/i;
const secondWay =
  /\b(?:tel(?:efon|\.)?|fon|mobil|fax|telefax|rufnummer|kontaktformular|messenger|signal|threema|whatsapp|chat)\b|\+\d{2}[\s\d/()-]{6,}|\b0\d{2,5}[\s/-]+\d{3,}/i;

function checkImprint({ file, text }: LegalPage): readonly Diagnostic[] {
  const place = { file };
  // What is missing is told by the gaps.
  if (text.includes('[Bitte ergänzen')) return [];
  const isBoxOnly = /\bPostfach\b/i.test(text) && !street.test(text);
  return [
    ...(isBoxOnly ? [diagnose('legal/imprint-box', {}, place)] : []),
    ...(!isBoxOnly && !town.test(text) ? [diagnose('legal/imprint-address', {}, place)] : []),
    ...(email.test(text) ? [] : [diagnose('legal/imprint-email', {}, place)]),
    ...(secondWay.test(text.replace(email, '')) ? [] : [diagnose('legal/imprint-second-way', {}, place)]),
    ...(/verantwortlich|V\.\s?i\.\s?S\.\s?d\.\s?P/i.test(text)
      ? []
      : [diagnose('legal/imprint-responsible', {}, place)]),
  ];
}

// The Datenschutz page.

/** What a Datenschutz page must tell in any case. */
const always: readonly (readonly [pattern: RegExp, what: string])[] = [
  [/verantwortlich/i, 'den Verantwortlichen (Name und Anschrift)'],
  [
    /server|hoster|hosting|provider|protokoll|logdat|logfile|IP-Adresse|Anbieter, bei dem/i,
    'den Abruf der Seiten beim Anbieter (Protokolle, IP-Adressen)',
  ],
  [/auskunft/i, 'das Recht auf Auskunft, Berichtigung und Löschung'],
  [/aufsichtsbehörde|beschwer/i, 'das Recht auf Beschwerde bei einer Aufsichtsbehörde'],
];

/** Hosts of which people know another name. */
const knownNames: readonly (readonly [host: RegExp, names: RegExp])[] = [
  [/youtube|ytimg|google|gstatic|doubleclick/, /google|youtube/i],
  [/vimeo/, /vimeo/i],
  [/facebook|instagram|fbcdn/, /meta|facebook|instagram/i],
  [/vgwort/, /VG[\s-]?Wort|METIS|Zähl(?:marke|pixel)/i],
  [/twitter|twimg|(?:^|\.)x\.com/, /twitter|\bX\b/],
  [/openstreetmap/, /openstreetmap/i],
  [/bsky/, /bluesky/i],
];

function checkPrivacy(
  { file, text }: LegalPage,
  { settings, finished }: CheckedSite,
  thirdParties: readonly ThirdParty[],
): readonly Diagnostic[] {
  const { comments, ads, vgwort } = settings;
  const hasComments =
    (hasEndpoint(comments) && comments.open) ||
    finished.snapshot.files.some(({ kind }) => kind === 'comment');
  const needed: readonly (readonly [isNeeded: boolean, pattern: RegExp, what: string])[] = [
    ...always.map(([pattern, what]) => [true, pattern, what] as const),
    [hasComments, /kommentar/i, 'Kommentare (was gespeichert wird, wie lange, wie man sie löschen lässt)'],
    [ads.length > 0, /werbung|anzeige/i, 'Werbung'],
    [vgwort !== undefined, /VG[\s-]?Wort|METIS|Zähl(?:marke|pixel)/i, 'die Zählmarken der VG Wort'],
  ];
  const own = new Set([hostOf(comments.endpoint)]);
  const hosts = thirdParties.filter(
    ({ host, when }) => when !== 'refused' && !own.has(host) && !isTold(text, host),
  );
  const isEmbedTold =
    /eingebett|einbett|Platzhalter|erst wenn du|erst nach (?:einem|deinem|Ihrem) Klick/i.test(text);
  const untold = hosts.filter(
    ({ when, purposes }) => !(isEmbedTold && when === 'click' && purposes.includes('eingebettete Inhalte')),
  );
  const place = { file };
  const claims = /keine Werbung|keinerlei Werbung|werbefrei/i.exec(text)?.[0];
  const nobody =
    /keine Verbindung zu Dritten|Zu Dritten wird dabei keine Verbindung aufgebaut|keine Dritt(?:anbieter|en)/i.exec(
      text,
    )?.[0];
  const atOnce = thirdParties.find(({ when }) => when === 'always');
  return [
    ...needed.flatMap(([isNeeded, pattern, what]) =>
      isNeeded && !pattern.test(text) ? [diagnose('legal/privacy-missing', { what }, place)] : [],
    ),
    ...untold.map(({ host, purposes }) =>
      diagnose('legal/privacy-missing', { what: `${host} (${purposes.join(', ')})` }, place),
    ),
    ...(claims !== undefined && ads.length > 0
      ? [
          diagnose(
            'legal/privacy-contradiction',
            { words: claims, but: 'site.yaml nennt unter „ads“ Werbepartner' },
            place,
          ),
        ]
      : []),
    ...(nobody !== undefined && atOnce
      ? [
          diagnose(
            'legal/privacy-contradiction',
            { words: nobody, but: `Seiten laden etwas von ${atOnce.host}` },
            place,
          ),
        ]
      : []),
  ];
}

function hostOf(address: string | undefined): string | undefined {
  return URL.parse(address ?? '')?.host;
}

/** Whether a text names a host, its domain, or who is behind it. */
function isTold(text: string, host: string): boolean {
  const domain = host.split('.').slice(-2).join('.');
  const [name = ''] = domain.split('.');
  const words = text.toLowerCase();
  if (words.includes(domain) || (name.length > 3 && words.includes(name))) return true;
  return knownNames.some(([hosts, names]) => hosts.test(host) && names.test(text));
}
