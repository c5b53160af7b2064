/** What an export does not say and its items betray: permalink pattern, time zone, moments, language. */
import * as v from 'valibot';
import { type Settings, settingsSchema } from '../../config/settings.ts';
import { decodeLoosely } from '../../core/paths.ts';
import { createZone, isZoneName, type Zone } from '../../core/time.ts';
import type { SurveyedItem, WordPressSurvey } from './survey.ts';

// Permalinks

export interface PermalinkInference {
  /** As WordPress writes it: `/%year%/%monthnum%/%postname%/`; empty for `?p=123` or where nothing fits. */
  readonly pattern: string;
  /** How many of the published posts it fits, 0 to 1. */
  readonly share: number;
  /** For `permalink:` in `site.yaml`, if our words can say it. */
  readonly permalink: string | undefined;
  /** First parts of the addresses of lists, without slashes around: `category`, or `blog/category` where all begin with `/blog/`. */
  readonly bases: { readonly category: string; readonly tag: string; readonly author: string };
}

/** Words of WordPress, the likelier ones first, and of what they are ours. */
const words: ReadonlyMap<string, string | undefined> = new Map([
  ['%year%', ':year'],
  ['%monthnum%', ':month'],
  ['%day%', ':day'],
  ['%postname%', ':slug'],
  ['%category%', ':section'],
  ['%post_id%', undefined],
  ['%author%', undefined],
  ['%hour%', undefined],
  ['%minute%', undefined],
  ['%second%', undefined],
]);
const order = [...words.keys()];

/** Ways to read one address; more are not looked at. */
const mostWays = 200;

export function inferPermalink(
  survey: Pick<WordPressSurvey, 'channel' | 'items' | 'terms'>,
): PermalinkInference {
  const base = pathOf(survey.channel.url).replace(/\/$/, '');
  const votes = new Map<string, number>();
  let posts = 0;
  for (const item of survey.items.values()) {
    if (item.type !== 'post' || item.status !== 'publish' || item.link === '') continue;
    posts += 1;
    const path = pathOf(item.link);
    const inside = path.startsWith(`${base}/`) ? path.slice(base.length) : undefined;
    if (inside === undefined) continue;
    for (const way of new Set(inside === '/' ? [''] : waysToRead(inside, item, survey.terms)))
      votes.set(way, (votes.get(way) ?? 0) + 1);
  }
  const [pattern, fitting] = [...votes]
    .filter(([way]) => way === '' || way.includes('%'))
    .toSorted(([a, many], [b, others]) => others - many || compare(likeliness(a), likeliness(b)))[0] ?? [
    '',
    0,
  ];
  const front = pattern.slice(0, Math.max(0, pattern.indexOf('%'))).replace(/^\//, '');
  return {
    pattern,
    share: posts === 0 ? 0 : fitting / posts,
    permalink: toPermalink(pattern),
    bases: { category: `${front}category`, tag: `${front}tag`, author: `${front}author` },
  };
}

/** In our words, with a slash at the end: every host redirects to it from the address without. */
function toPermalink(pattern: string): Settings['permalink'] | undefined {
  const ours = pattern.replace(/%\w+%/g, (word) => words.get(word) ?? word).replace(/\/?$/, '/');
  return pattern !== '' && v.is(settingsSchema.entries.permalink, ours) ? ours : undefined;
}

/** Decoded, and empty without a host. */
function pathOf(address: string): string {
  const [, path = ''] = /^https?:\/\/[^/?#]*([^?#]*)/i.exec(address.trim()) ?? [];
  return decodeLoosely(path || '/').normalize('NFC');
}

/** Of two patterns for the same addresses, the one whose words come earlier. */
function likeliness(pattern: string): string {
  return (pattern.match(/%\w+%/g) ?? []).map((word) => order.indexOf(word)).join('');
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function waysToRead(path: string, item: SurveyedItem, terms: WordPressSurvey['terms']): readonly string[] {
  const end = path.endsWith('/') ? '/' : '';
  const segments = path.slice(1, path.length - end.length).split('/');
  if (segments.length > 10) return [];
  const values = valuesOf(item);
  const categories = item.categories.map((slug) => terms.get('category')?.get(slug)?.path ?? [slug]);
  let ways: readonly { readonly read: number; readonly text: string }[] = [{ read: 0, text: '' }];
  for (let round = 0; round < segments.length; round += 1) {
    ways = ways
      .flatMap((way) => {
        const segment = segments[way.read];
        if (segment === undefined) return [way];
        const inCategory = categories
          .filter((names) => names.every((name, index) => segments[way.read + index] === name))
          .map((names) => ({ read: way.read + names.length, text: `${way.text}/%category%` }));
        const one = readSegment(segment, values).map((text) => ({
          read: way.read + 1,
          text: `${way.text}/${text}`,
        }));
        const readable = one.filter(({ text }) => text.length > way.text.length && /%\w+%[^/]*$/.test(text));
        return [...inCategory, ...(inCategory.length > 0 ? readable : one)];
      })
      .slice(0, mostWays);
  }
  return ways
    .filter(({ read }) => read === segments.length)
    .map(({ text }) => text + end)
    .filter(saysNothingTwice);
}

function saysNothingTwice(pattern: string): boolean {
  const said = pattern.match(/%\w+%/g) ?? [];
  return new Set(said).size === said.length;
}

/** What the words stand for in the address of one post. */
function valuesOf({ id, slug, date, creator }: SurveyedItem): ReadonlyMap<string, string> {
  const [year, month, day, hour, minute, second] = date.split(/[- T:]/);
  const author = creator.toLowerCase().replace(/[^\p{L}\p{N}_]+/gu, '-');
  const values = [
    ['%year%', year],
    ['%monthnum%', month],
    ['%day%', day],
    ['%postname%', slug],
    ['%post_id%', id],
    ['%author%', author],
    ['%hour%', hour],
    ['%minute%', minute],
    ['%second%', second],
  ] as const;
  return new Map(
    values.flatMap(([word, value]) => (value === undefined || value === '' ? [] : [[word, value]])),
  );
}

/** Words that a part of an address can stand for, else itself. */
function readSegment(segment: string, values: ReadonlyMap<string, string>): readonly string[] {
  const whole = wordsFor(segment, values);
  if (whole.length > 0) return whole;
  const [, stem, ending] = /^(.+)(\.(?:html?|php|aspx?))$/.exec(segment) ?? [];
  if (stem !== undefined && ending !== undefined && stem !== 'index')
    return readSegment(stem, values).map((way) => way + ending);
  const slug = values.get('%postname%') ?? '';
  const found = slug === '' ? [] : [segment.indexOf(slug), segment.lastIndexOf(slug)];
  const ways = [...new Set(found)].flatMap((start) => {
    const [before, after] = [segment.slice(0, start), segment.slice(start + slug.length)];
    if (start < 0 || !/(?:^|[-_.])$/.test(before) || !/^(?:$|[-_.])/.test(after)) return [];
    const ends = readParts(after, values);
    return readParts(before, values).flatMap((way) => ends.map((end) => `${way}%postname%${end}`));
  });
  return (ways.length > 0 ? ways : readParts(segment, values)).slice(0, mostWays);
}

/** `2019-05-` → `%year%-%monthnum%-`. */
function readParts(text: string, values: ReadonlyMap<string, string>): readonly string[] {
  let ways: readonly string[] = [''];
  for (const part of text.split(/([-_.])/)) {
    const meant = part === '' || /^[-_.]$/.test(part) ? [] : wordsFor(part, values);
    const next = meant.length > 0 ? meant : [part];
    ways = ways.flatMap((way) => next.map((one) => way + one)).slice(0, mostWays);
  }
  return ways;
}

function wordsFor(text: string, values: ReadonlyMap<string, string>): readonly string[] {
  return [...values].filter(([, value]) => value === text).map(([word]) => word);
}

// Moments

interface Clock {
  readonly date: string;
  readonly dateGmt: string;
}

const minute = 60_000;
/** No zone is further from UTC. */
const farthest = 26 * 60 * minute;

/** Milliseconds since 1970; undefined for zeros and nonsense. */
export function instantOf({ date, dateGmt }: Clock, zone: Zone): number | undefined {
  const local = readClock(date);
  const universal = readClock(dateGmt);
  if (universal !== undefined && (local === undefined || Math.abs(local - universal) < farthest))
    return universal;
  if (local === undefined) return undefined;
  const near = local - zone.offsetAt(local) * minute;
  return local - zone.offsetAt(near) * minute;
}

/** The same of the last change. */
export function modifiedOf(
  { modified, modifiedGmt }: { readonly modified: string; readonly modifiedGmt: string },
  zone: Zone,
): number | undefined {
  return instantOf({ date: modified, dateGmt: modifiedGmt }, zone);
}

/** `2012-01-05 14:30:46` as if it were UTC; undefined where no calendar has it. */
function readClock(text: string): number | undefined {
  const match = /^([1-9]\d{3})-(\d\d)-(\d\d)(?:[ T](\d\d):(\d\d)(?::(\d\d))?)?$/.exec(text.trim());
  if (!match) return undefined;
  const [year = 0, month = 0, day = 0, hours = 0, minutes = 0, seconds = 0] = match
    .slice(1)
    .map((part = '0') => Number(part));
  if (hours > 23 || minutes > 59 || seconds > 59) return undefined;
  const instant = Date.UTC(year, month - 1, day, hours, minutes, seconds);
  return new Date(instant).getUTCMonth() === month - 1 && day > 0 ? instant : undefined;
}

// Zone and language

export type Language = Settings['language'];

export interface ZoneInference {
  /** IANA. */
  readonly zone: string;
  /** How many of the dates it fits, 0 to 1; 1 where there are none. */
  readonly share: number;
}

const homes: Readonly<Record<Language, string>> = {
  de: 'Europe/Berlin',
  'de-AT': 'Europe/Vienna',
  'de-CH': 'Europe/Zurich',
};

/** With an offset of their own, at some time of the year. */
const otherZones = [
  'UTC',
  'Europe/London',
  'Europe/Athens',
  'Europe/Istanbul',
  'Europe/Moscow',
  'America/New_York',
  'America/Chicago',
  'America/Denver',
  'America/Los_Angeles',
  'America/Sao_Paulo',
  'Asia/Dubai',
  'Asia/Kolkata',
  'Asia/Tokyo',
  'Australia/Sydney',
];

/** Dates against which the unlikelier zones are held. */
const sampleSize = 1000;
const sureShare = 0.9;

/** The zone of the language, if most dates fit; else the one that fits best, also a fixed distance from UTC (`Etc/GMT-1`). */
export function inferZone(clocks: Iterable<Clock>, language: Language): ZoneInference {
  const pairs = [...clocks].flatMap(({ date, dateGmt }): readonly Shift[] => {
    const [local, instant] = [readClock(date), readClock(dateGmt)];
    if (local === undefined || instant === undefined || Math.abs(local - instant) >= farthest) return [];
    return [{ instant, offset: Math.round((local - instant) / minute) }];
  });
  const home = { zone: homes[language], share: shareOf(homes[language], pairs) };
  if (home.share >= sureShare) return home;
  const step = Math.ceil(pairs.length / sampleSize);
  const sample = pairs.filter((_, index) => index % step === 0);
  const candidates = [...otherZones, ...fixedZones(sample)].map((zone) => ({
    zone,
    share: shareOf(zone, sample),
  }));
  const best = candidates.reduce((better, next) => (next.share > better.share ? next : better), home);
  return { zone: best.zone, share: shareOf(best.zone, pairs) };
}

interface Shift {
  readonly instant: number;
  /** Minutes east of UTC. */
  readonly offset: number;
}

function shareOf(name: string, pairs: readonly Shift[]): number {
  if (pairs.length === 0) return 1;
  const zone = createZone(name);
  return pairs.filter(({ instant, offset }) => zone.offsetAt(instant) === offset).length / pairs.length;
}

/** Of the offset that most have; IANA's names have the sign turned round. */
function fixedZones(pairs: readonly Shift[]): readonly string[] {
  const counts = [...Map.groupBy(pairs, ({ offset }) => offset)].toSorted(
    ([, a], [, b]) => b.length - a.length,
  );
  const hours = Math.round((counts[0]?.[0] ?? 0) / 60);
  const name = hours === 0 ? 'UTC' : `Etc/GMT${hours > 0 ? '-' : '+'}${Math.abs(hours)}`;
  return isZoneName(name) ? [name] : [];
}

/** `de-DE`, `de_AT`, `de-CH-informal` → ours; what is no German counts as German of Germany. */
export function languageOf(language: string): Language {
  const [, region = ''] = /^de[-_](at|ch|li)\b/i.exec(language.trim().replaceAll('_', '-')) ?? [];
  if (/^at$/i.test(region)) return 'de-AT';
  return region === '' ? 'de' : 'de-CH';
}
