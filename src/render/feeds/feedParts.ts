/**
 * Text as XML 1.0 takes it. A feed with one forbidden character is a feed that no reader opens, so
 * whatever XML cannot hold is removed here, once, for every format.
 *
 * Feeds carry whole articles many times over; therefore each function first looks whether there is
 * anything to do at all.
 */
import type { FeedMoment, FeedItemView } from '../../views/feedViews.ts';
import { localTime, offsetText } from '../../core/time.ts';

export const xmlDeclaration = '<?xml version="1.0" encoding="UTF-8"?>\n';

type Attributes = Readonly<Record<string, string | number | undefined>>;

/** Carriage returns (every XML parser reads them as line feeds), all surrogates, and what XML forbids. */
// oxlint-disable-next-line no-control-regex -- control characters are what it looks for
const suspicious = /[\u0000-\u0008\u000B-\u001F\uD800-\uDFFF\uFFFE\uFFFF]/;

/** The same, and what markup is made of. */
const special = new RegExp(`[&<>]|${suspicious.source}`);

/** Characters outside `Char` of XML 1.0, section 2.2; in Unicode mode only lone surrogates are surrogates. */
// oxlint-disable-next-line no-control-regex -- control characters are what it looks for
const forbidden = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uD800-\uDFFF\uFFFE\uFFFF]/gu;

/** The text that an XML parser will give back: forbidden characters removed, line ends as line feeds. */
export function cleanText(text: string): string {
  return suspicious.test(text) ? text.replace(forbidden, '').replace(/\r\n?/g, '\n') : text;
}

/** For the content of an element. */
export function escapeText(text: string): string {
  if (!special.test(text)) return text;
  return cleanText(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** For an attribute in double quotes; white space survives the parser's normalisation. */
export function escapeAttribute(text: string): string {
  const escaped = escapeText(text);
  if (!/["\t\n]/.test(escaped)) return escaped;
  return escaped.replaceAll('"', '&quot;').replaceAll('\t', '&#9;').replaceAll('\n', '&#10;');
}

/**
 * Markup as text. A parser reads the same as from escaped text, but HTML stays a quarter smaller and
 * readable, and is searched instead of rewritten. The end mark `]]>` inside is split between two sections.
 */
export function cdata(text: string): string {
  return `<![CDATA[${cleanText(text).replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
}

/** `<name …>text</name>` and a line end; the text is escaped. Attributes without a value are left out. */
export function textElement(name: string, text: string, attributes?: Attributes): string {
  const start = attributes ? name + attributeList(attributes) : name;
  return `<${start}>${escapeText(text)}</${name}>\n`;
}

export function emptyElement(name: string, attributes: Attributes): string {
  return `<${name}${attributeList(attributes)}/>\n`;
}

function attributeList(attributes: Attributes): string {
  let list = '';
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) list += ` ${name}="${escapeAttribute(String(value))}"`;
  }
  return list;
}

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** `Wed, 13 Sep 2023 14:30:00 +0200`: RFC 822 with the year of four digits that RSS 2.0 prefers. */
export function rfc822Date(moment: FeedMoment): string {
  const clock = localTime(moment);
  const local = new Date(moment.instant + moment.offset * 60_000);
  const day = `${weekdays[local.getUTCDay()]}, ${clock.slice(8, 10)} ${months[local.getUTCMonth()]} ${clock.slice(0, 4)}`;
  return `${day} ${clock.slice(11)} ${offsetText(moment.offset, '')}`;
}

// Texts about an article that all three feed formats share.

/** „Anzeige: Headline“: most readers show nothing else that could tell an advertisement from a report. */
export function feedHeadline(item: FeedItemView): string {
  return item.label === undefined ? item.title : `${item.label}: ${item.title}`;
}

/** Ressort and tags, each name once, the Ressort first. */
export function feedCategories(item: FeedItemView): readonly string[] {
  return [...new Set(item.section === undefined ? item.tags : [item.section, ...item.tags])];
}

// Google reads no article above 1 MB and no feed above 2 MB; other readers give up at such sizes, too.

const largestItem = 1_000_000;
/** Leaves room for the feed's own head. */
const largestFeed = 1_990_000;

/** The items as texts: one that is too large with its teaser alone, and none of those for which there is no room. */
export function itemsWithinLimits(
  items: readonly FeedItemView[],
  render: (item: FeedItemView) => string,
): readonly string[] {
  const texts: string[] = [];
  let bytes = 0;
  for (const item of items) {
    const whole = render(item);
    const text = Buffer.byteLength(whole) > largestItem ? render({ ...item, contentHtml: '' }) : whole;
    bytes += Buffer.byteLength(text);
    if (bytes > largestFeed) break;
    texts.push(text);
  }
  return texts;
}
