/** Decides for every item of a WordPress export what becomes of it: an article, a page, an entry of a collection, or why nothing. */
import { articleUrl, homeUrl, staticPageUrl } from '../../collections/addresses.ts';
import type { Moment, Slug, SourcePath, TermMention, UrlPath } from '../../core/model.ts';
import { parseSourcePath, parseUrlPath } from '../../core/paths.ts';
import { longestSlug, slugify } from '../../core/slug.ts';
import { calendarDay, germanDay, momentAt, type Zone } from '../../core/time.ts';
import { type KeptMap, type MakeMap, mapInMemory, type WritableMap } from '../diskMap.ts';
import type { Whereabouts } from '../siteWriter.ts';
import { waysToRedirect } from './redirects.ts';
import { instantOf, modifiedOf } from './inference.ts';
import type { SurveyedItem, WordPressSurvey } from './survey.ts';

/** What an own type of the blog becomes: `none` leaves it out. */
export type TypeGoal = 'article' | 'page' | 'collection' | 'none';

export interface PlannedText {
  readonly id: string;
  readonly kind: 'article' | 'page' | 'entry';
  readonly file: SourcePath;
  readonly slug: Slug;
  readonly date: Moment;
  /** Where it will stand; an entry as a collection of this name has it by itself. */
  readonly url: UrlPath;
  readonly isHidden: boolean;
  /** An earlier run brought it, and somebody deleted it here. */
  readonly isGone: boolean;
  /** Why it is hidden, German, as a word: `privat`. */
  readonly hiddenAs?: string;
  /** Where it stood, inside the blog, if that is another address. */
  readonly alias: UrlPath | undefined;
  /** German: what is different now. */
  readonly changes: readonly string[];
}

export interface WordPressPlan {
  /** Also those of an earlier run that this one leaves as they are: links lead to them. */
  readonly texts: KeptMap<PlannedText>;
  /** Id → why it is left out of this run, German. */
  readonly leftOut: ReadonlyMap<string, string>;
  /** Only what changed since a day is taken. */
  readonly isPartial: boolean;
  /** Whether an item was last changed before that day. */
  readonly isOlder: (id: string) => boolean;
  /** Own types that nobody decided on, with their numbers. */
  readonly undecided: ReadonlyMap<string, number>;
  /** Whether a page of the new blog stands there, one of these or one that every blog has. */
  readonly isTaken: (url: UrlPath) => boolean;
}

export interface PlanOptions {
  readonly permalink: string;
  readonly zone: Zone;
  /** ms since 1970; what was planned before and never appeared stays hidden. */
  readonly now: number;
  readonly types: ReadonlyMap<string, TypeGoal>;
  /** Texts that were last changed before are left out. */
  readonly since: number | undefined;
  /** Where an earlier run put an item. */
  readonly placeOf: (item: string) => Pick<Whereabouts, 'file' | 'isThere'> | undefined;
  readonly isFree: (file: SourcePath) => boolean;
  /** Addresses of pages that the blog makes itself. */
  readonly ownPages: readonly UrlPath[];
  readonly makeMap?: MakeMap;
}

/** Types that are no content, and why they stay behind. */
const otherTypes: ReadonlyMap<string, string> = new Map([
  ...reasonFor('Menüs stehen hier in site.yaml unter „navigation“.', 'nav_menu_item wp_navigation'),
  ...reasonFor('Sein Inhalt steht in den Texten, die ihn zeigen.', 'wp_block'),
  ...reasonFor('Eine frühere Fassung.', 'revision'),
  ...reasonFor(
    'Gehört zum Aussehen in WordPress.',
    'wp_template wp_template_part wp_global_styles wp_font_family wp_font_face custom_css elementor_library et_pb_layout et_template et_theme_builder fl-builder-template oxygen_template',
  ),
  ...reasonFor(
    'Eine Einstellung von WordPress oder einer Erweiterung.',
    'customize_changeset oembed_cache user_request acf-field acf-field-group acf-post-type acf-taxonomy amp_validated_url wpcf7_contact_form wpforms feedback jp_pay_order jp_pay_product jp_mem_plan scheduled-action redirect_rule custom-css-js shop_order shop_order_refund shop_coupon',
  ),
  ...reasonFor('Ein Autor; seine Texte nennen ihn.', 'guest-author'),
]);

function reasonFor(reason: string, types: string): readonly (readonly [string, string])[] {
  return types.split(' ').map((type) => [type, reason] as const);
}

export function planWordPress(survey: WordPressSurvey, options: PlanOptions): WordPressPlan {
  const { makeMap = mapInMemory } = options;
  const texts = makeMap<PlannedText>();
  const leftOut = new Map<string, string>();
  const undecided = new Map<string, number>();
  const { place, isTaken } = createPlaces(survey, options);
  const wanted: { readonly id: string; readonly kind: PlannedText['kind']; readonly hiding: Hiding }[] = [];
  for (const item of survey.items.values()) {
    const kind = kindOf(item.type, options.types);
    const against = typeof kind === 'object' ? kind.reason : reasonAgainst(item);
    const reason = against ?? (isOlder(item, options) ? older : undefined);
    // Who is asked for it knows that it has not vanished; what lies in the trash has.
    const isHere = reason === older && options.placeOf(item.id)?.isThere === true;
    if (reason !== undefined) leftOut.set(item.id, isHere ? olderButHere : reason);
    if (typeof kind === 'object') {
      if (kind.isUndecided) undecided.set(item.type, (undecided.get(item.type) ?? 0) + 1);
    } else if (reason === undefined || isHere)
      wanted.push({ id: item.id, kind, hiding: hidingOf(item, options) });
  }
  // What readers see has the first claim to its address.
  for (const isHidden of [false, true]) {
    for (const { id, kind, hiding } of wanted) {
      const item = hiding.isHidden === isHidden ? survey.items.get(id) : undefined;
      if (item) texts.set(id, place(item, kind, hiding));
    }
  }
  addAliases(texts, survey, isTaken);
  return {
    texts,
    leftOut,
    undecided,
    isTaken,
    isPartial: options.since !== undefined,
    isOlder: (id) => leftOut.get(id) === older || leftOut.get(id) === olderButHere,
  };
}

/** Old addresses as aliases, each of one text alone, and none at which something else stands now. */
function addAliases(
  texts: WritableMap<PlannedText>,
  survey: WordPressSurvey,
  isTaken: (url: UrlPath) => boolean,
): void {
  const hosts = blogHosts(survey);
  const given = new Set<string>();
  for (const [id, text] of texts) {
    const old = pathInBlog(survey.items.get(id)?.link ?? '', hosts);
    if (old === undefined || old === homeUrl || addressKey(old) === addressKey(text.url)) continue;
    const isFree = !isTaken(old) && !given.has(addressKey(old));
    const refusal = isFree ? refusals[waysToRedirect(old) ?? 'none'] : taken(old);
    if (isFree) given.add(addressKey(old));
    const more = refusal === undefined ? { alias: old } : { changes: [...text.changes, refusal] };
    texts.set(id, { ...text, ...more });
  }
}

function taken(url: UrlPath): string {
  return `Unter der alten Adresse ${url} steht hier etwas anderes.`;
}

/** Why an old address is none of `aliases`: a line leads on from it, or nothing. */
const refusals = {
  file: undefined,
  line: 'Die alte Adresse ist zu lang für eine Datei: nginx, Caddy, Netlify und Cloudflare leiten von ihr weiter, andere nicht.',
  none: 'Von der alten Adresse kann kein Server weiterleiten.',
} as const;

function kindOf(
  type: string,
  types: PlanOptions['types'],
): PlannedText['kind'] | { readonly reason: string; readonly isUndecided: boolean } {
  const goal = types.get(type) ?? (type === 'post' ? 'article' : type === 'page' ? 'page' : undefined);
  if (goal === 'none') return { reason: 'So gewünscht (--type).', isUndecided: false };
  if (goal !== undefined) return goal === 'collection' ? 'entry' : goal;
  const reason = otherTypes.get(type);
  return reason === undefined
    ? { reason: `Ein eigener Inhaltstyp. Mit „--type ${type}=article“ kommt er mit.`, isUndecided: true }
    : { reason, isUndecided: false };
}

function reasonAgainst(item: SurveyedItem): string | undefined {
  if (item.status === 'trash') return 'Lag im Papierkorb.';
  if (item.status === 'auto-draft') return 'Ein leerer Entwurf, den WordPress von selbst anlegte.';
  return undefined;
}

function isOlder(item: SurveyedItem, { since, zone }: PlanOptions): boolean {
  const changed = modifiedOf({ modified: item.modified, modifiedGmt: '' }, zone) ?? instantOf(item, zone);
  return since !== undefined && changed !== undefined && changed < since;
}

const older = 'Hat sich seit dem Tag nach „--since“ nicht geändert. Ohne „--since“ kommt er mit.';
const olderButHere = 'Hat sich seit dem Tag nach „--since“ nicht geändert und bleibt, wie er hier ist.';

interface Hiding {
  readonly isHidden: boolean;
  readonly hiddenAs?: string;
  readonly change?: string;
}

/** Whatever is not plainly public is a draft. */
function hidingOf(item: SurveyedItem, { zone, now }: PlanOptions): Hiding {
  const hidden = (hiddenAs: string, change: string): Hiding => ({ isHidden: true, hiddenAs, change });
  if (item.hasPassword)
    return hidden('mit Passwort', 'War mit einem Passwort geschützt: hier ein Entwurf, ohne das Passwort.');
  const instant = instantOf(item, zone);
  switch (item.status) {
    case 'publish':
      return { isHidden: false };
    case 'future':
      if (instant === undefined)
        return hidden('geplant', 'War geplant, aber ohne lesbares Datum: hier ein Entwurf.');
      return instant > now
        ? { isHidden: false, change: `Erscheint hier wie geplant am ${germanDay(momentAt(instant, zone))}.` }
        : hidden(
            'geplant',
            `War im Export noch für den ${germanDay(momentAt(instant, zone))} geplant: hier ein Entwurf. Ist er dort inzwischen erschienen, exportiere noch einmal.`,
          );
    case 'draft':
      return hidden('Entwurf', 'War ein Entwurf und ist es hier.');
    case 'pending':
      return hidden('wartet auf Durchsicht', 'Wartete auf Durchsicht: hier ein Entwurf.');
    case 'private':
      return hidden('privat', 'War privat: hier ein Entwurf.');
    default:
      return hidden(item.status, `Hatte den Zustand „${item.status}“: hier ein Entwurf.`);
  }
}

type Place = (item: SurveyedItem, kind: PlannedText['kind'], hiding: Hiding) => PlannedText;

/** Gives each text a file and an address that nothing else has. */
function createPlaces(
  survey: WordPressSurvey,
  options: PlanOptions,
): { readonly place: Place; readonly isTaken: (url: UrlPath) => boolean } {
  const { zone, permalink, placeOf, isFree, ownPages, makeMap = mapInMemory } = options;
  const takenUrls = makeMap<true>();
  const takenFiles = makeMap<true>();
  for (const url of ownPages) takenUrls.set(addressKey(url), true);
  const place: Place = (item, kind, { isHidden, hiddenAs, change }) => {
    const { moment, told } = momentOf(item, zone);
    const section = sectionOf(item, survey);
    const urlOf = (slug: Slug): UrlPath => {
      if (kind === 'entry') return `/${collectionName(item.type)}/${slug}/` as UrlPath;
      return kind === 'page'
        ? staticPageUrl(slug)
        : articleUrl(permalink, { date: moment, slug, ...(section && { section }) });
    };
    const before = placeOf(item.id);
    const known = before?.file;
    const own = slugify(item.slug === '' ? item.title : item.slug);
    const above = kind === 'page' ? survey.items.get(item.parent)?.slug : undefined;
    const longer = above === undefined ? undefined : slugify(`${above}-${own}`);
    const wished =
      knownSlug(own, known) ??
      (longer !== undefined && takenUrls.has(addressKey(staticPageUrl(own))) ? longer : own);
    const fileOf = (slug: Slug): SourcePath => known ?? fileFor(kind, item.type, moment, slug);
    const isTaken = (slug: Slug): boolean => {
      const url = urlOf(slug);
      const file = fileOf(slug);
      if (takenUrls.has(addressKey(url))) return true;
      return known === undefined && (takenFiles.has(file.toLowerCase()) || !isFree(file));
    };
    const slug = numbered(wished, isTaken);
    const url = urlOf(slug);
    const file = fileOf(slug);
    // What stands here under the own name, whoever brought it, has that address.
    if (slug !== own && !isFree(fileFor(kind, item.type, moment, own)))
      takenUrls.set(addressKey(urlOf(own)), true);
    takenUrls.set(addressKey(url), true);
    takenFiles.set(file.toLowerCase(), true);
    const word = told === undefined ? hiddenAs : 'ohne Datum';
    return {
      id: item.id,
      kind,
      file,
      slug,
      date: moment,
      url,
      isHidden: isHidden || told !== undefined,
      isGone: before?.isThere === false,
      ...(word !== undefined && { hiddenAs: word }),
      alias: undefined,
      changes: [
        ...(change === undefined ? [] : [change]),
        ...(told === undefined ? [] : [told]),
        ...(slug === own || slug === longer
          ? []
          : [`Die Adresse war vergeben; sie endet hier auf „${slug}“.`]),
      ],
    };
  };
  return { place, isTaken: (url) => takenUrls.has(addressKey(url)) };
}

/** Drafts have no date of their own in UTC, and some items have none at all. */
function momentOf(item: SurveyedItem, zone: Zone): { readonly moment: Moment; readonly told?: string } {
  const instant = instantOf(item, zone) ?? modifiedOf({ modified: item.modified, modifiedGmt: '' }, zone);
  if (instant !== undefined) return { moment: momentAt(instant, zone) };
  return {
    moment: momentAt(0, zone, true),
    told: 'Ohne lesbares Datum: hier ein Entwurf vom 1. Januar 1970.',
  };
}

/** The primary category as our section; the one that WordPress gives to whatever has none is none. */
export function sectionOf(
  { category }: Pick<SurveyedItem, 'category'>,
  { terms }: Pick<WordPressSurvey, 'terms'>,
): TermMention | undefined {
  const name = terms.get('category')?.get(category)?.name ?? category;
  const key = slugify(name, '');
  if (key === '' || isNoCategory(category)) return undefined;
  return { key, name, position: { line: 1, column: 1 } };
}

export function isNoCategory(slug: string): boolean {
  return /^(?:uncategorized|unkategorisiert|nicht-kategorisiert)(?:-\w\w)?$/.test(slug);
}

/** The one that an earlier run gave it, if it began or ended with its own: an address that was free since stays as it is. */
function knownSlug(own: Slug, known: SourcePath | undefined): Slug | undefined {
  const stem = /([^/]+)\.md$/.exec(known ?? '')?.[1] ?? '';
  const isMade =
    stem.endsWith(`-${own}`) || (stem.startsWith(`${own}-`) && /^-\d+$/.test(stem.slice(own.length)));
  return isMade && slugify(stem) === stem ? slugify(stem) : undefined;
}

/** The slug with the first number that makes it free. */
function numbered(slug: Slug, isTaken: (slug: Slug) => boolean): Slug {
  if (!isTaken(slug)) return slug;
  for (let number = 2; ; number++) {
    const tail = `-${number}`;
    const candidate = slugify(slug.slice(0, longestSlug - tail.length) + tail);
    if (!isTaken(candidate)) return candidate;
  }
}

/** Of an own type of the blog: the folder below `content/`, and the first part of its addresses. */
export function collectionName(type: string): Slug {
  return slugify(type, 'eintraege');
}

function fileFor(kind: PlannedText['kind'], type: string, moment: Moment, slug: Slug): SourcePath {
  const folder = {
    article: `articles/${calendarDay(moment).year}`,
    page: 'pages',
    entry: collectionName(type),
  }[kind];
  const file = parseSourcePath(`content/${folder}/${slug}.md`);
  if (file === undefined) throw new Error(`No path for ${slug}`);
  return file;
}

function addressKey(url: string): string {
  return url.toLowerCase().replace(/\/$/, '');
}

export interface BlogHosts {
  /** Lower case, with and without `www.`. */
  readonly hosts: ReadonlySet<string>;
  /** Sub-path without a slash at its end. */
  readonly base: string;
}

export function blogHosts({ channel }: Pick<WordPressSurvey, 'channel'>): BlogHosts {
  const url = URL.parse(channel.url);
  const host = url?.host.toLowerCase().replace(/^www\./, '') ?? '';
  return {
    hosts: new Set(host === '' ? [] : [host, `www.${host}`]),
    base: url?.pathname.replace(/\/+$/, '') ?? '',
  };
}

/** The path of an address inside the blog, without query and fragment; undefined for other hosts, and for addresses by number. */
export function pathInBlog(address: string, { hosts, base }: BlogHosts): UrlPath | undefined {
  const url = URL.parse(address);
  if (!url || !hosts.has(url.host.toLowerCase()) || url.search !== '') return undefined;
  if (url.pathname !== base && !url.pathname.startsWith(`${base}/`)) return undefined;
  const path = url.pathname.slice(base.length);
  return parseUrlPath(path === '' ? '/' : path);
}
