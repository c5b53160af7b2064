/** Rules for protected spaces: dates, abbreviations, names, references, units. */
import * as calendar from '../../../core/time.ts';
import { type Edit, narrowSpaceOf, type Rule, gap, protectGaps, noBreakSpace } from '../edit.ts';

/** Source of a pattern for what follows the day in a date. */
export const monthNames = [...calendar.monthNames, ...calendar.austrianMonths.keys()].join('|');

/** Abbreviations of several letters; the first may be a capital, at the beginning of a sentence. */
const forms = [
  'a. a. O.',
  'a. D.',
  'a. M.',
  'd. h.',
  'd. i.',
  'd. J.',
  'd. M.',
  'e. V.',
  'h. c.',
  'i. A.',
  'i. d. R.',
  'i. E.',
  'i. e. S.',
  'i. H. v.',
  'i. R.',
  'i. S. d.',
  'i. S. v.',
  'i. V.',
  'i. V. m.',
  'i. w. S.',
  'k. A.',
  'm. a. W.',
  'm. E.',
  'm. W.',
  'n. Chr.',
  'n. V.',
  'o. a.',
  'o. ä.',
  'o. Ä.',
  'o. g.',
  'o. J.',
  's. o.',
  's. u.',
  'u. a.',
  'u. ä.',
  'u. Ä.',
  'u. a. m.',
  'u. dgl.',
  'u. E.',
  'u. g.',
  'u. U.',
  'u. v. a.',
  'u. v. a. m.',
  'u. v. m.',
  'u. Z.',
  'v. a.',
  'v. Chr.',
  'v. H.',
  'v. l. n. r.',
  'v. o. n. u.',
  'v. r. n. l.',
  'v. u. Z.',
  'z. B.',
  'z. H.',
  'z. Hd.',
  'z. K.',
  'z. T.',
  'z. Z.',
  'z. Zt.',
] as const;

/** Without spaces, and with a small or capital first letter. */
const known: ReadonlySet<string> = new Set(
  forms.flatMap((form) => {
    const closed = form.replaceAll(' ', '');
    return [closed, closed.charAt(0).toUpperCase() + closed.slice(1)];
  }),
);
const mostParts = 4;
const beginning = /(?<![\p{L}\p{N}.…])[adehikmnosuvz]\.\s?(?=\p{L})/giu;
const part = /\p{L}{1,3}\.(?:\s?(?=\p{L}))?/uy;

/** `z.B.`, `z. B.` → z. B. with protected narrow spaces. A protected space that stands there stays. */
export const abbreviations: Rule = (text, options) => {
  if (text.search(beginning) < 0) return [];
  const edits: Edit[] = [];
  const space = narrowSpaceOf(options);
  let done = 0;
  for (const { index } of text.matchAll(beginning)) {
    if (index < done) continue;
    const gaps = gapsOfLongest(text, index);
    for (const [start, end] of gaps) {
      if (!/[\u00a0\u202f]/.test(text.slice(start, end))) edits.push({ start, end, text: space });
      done = end;
    }
  }
  return edits;
};

/** Where the spaces of the longest known abbreviation at `start` are or belong. */
function gapsOfLongest(text: string, start: number): readonly (readonly [number, number])[] {
  let found: readonly (readonly [number, number])[] = [];
  const gaps: (readonly [number, number])[] = [];
  let closed = '';
  part.lastIndex = start;
  for (let count = 1; count <= mostParts; count++) {
    const from = part.lastIndex;
    const match = part.exec(text)?.[0];
    if (!match) break;
    const word = match.trimEnd();
    closed += word;
    const wordEnd = from + word.length;
    if (known.has(closed) && !/[\p{L}\p{N}]/u.test(text.charAt(wordEnd))) found = [...gaps];
    gaps.push([wordEnd, from + match.length]);
  }
  return found;
}

/** `Dr. Müller`, `Prof. Dr. med. Müller`, `St. Gallen` */
const title = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:Dr|Prof|PD|Mag|Ing|Dipl\.-Ing|Hr|Fr|Frl|St|Msgr)\.${gap}(?=\p{L})`,
  'gu',
);
/** `Karl V.`, `Johannes Paul II.` */
const numbered = new RegExp(String.raw`(?<=\p{Lu}\p{Ll}{2,20})${gap}(?=[IVX]{1,6}\.(?![\p{L}\p{N}]))`, 'gu');

/** A cheap look before the exact one. */
const anyTitle = /(?=[DFHIMPS])(?:Dr|Prof|PD|Mag|Ing|Hr|Fr|Frl|St|Msgr)\./;

/** A title stays with its name, a ruler's number with the name before it. */
export const names: Rule = (text) => [
  ...(anyTitle.test(text) ? protectGaps(text, title) : []),
  ...(/[IVX]\./.test(text) ? protectGaps(text, numbered) : []),
];

/** With a capital only because they begin a sentence: the number before them ended the last one. */
export const sentenceBeginnings = [
  'Aber|Alle|Alles|Als|Am|An|Auch|Auf|Aus|Bei|Beide|Bis|Da|Dabei|Damit|Danach|Dann|Das|Dazu|Dem|Den|Denn|Der|Des|Die',
  'Dies|Diese|Dieser|Dieses|Doch|Dort|Durch|Ein|Eine|Einen|Einer|Er|Es|Für|Gegen|Heute|Hier|Ich|Ihr|Ihre|Im',
  'In|Ist|Jede|Jeder|Jedes|Jetzt|Kein|Keine|Man|Manche|Mit|Nach|Nicht|Noch|Nun|Nur|Ob|Oder|Schon|Sein|Seine|Seit|Sie|So|Um|Uns|Unser|Unsere|Und|Unter',
  'Viele|Vom|Von|Vor|Wann|Warum|Was|Weil|Weiter|Wenn|Wer|Welche|Wenige|Wie|Wir|Wo|Zu|Zuletzt|Zum|Zur|Zwar',
].join('|');

const beforeNoun = new RegExp(
  String.raw`(?<![\p{L}\p{N}.…,:])\d{1,3}\.${gap}(?=(?:${monthNames})(?!\p{L})|(?!(?:${sentenceBeginnings})(?!\p{L}))\p{Lu}\p{L})`,
  'gu',
);
const beforeMonthNumber = new RegExp(String.raw`(?<![\p{L}\p{N}.…,:])\d{1,2}\.${gap}(?=\d{1,2}\.)`, 'gu');

/** `13. September`, `3. Tag`, `13. 9. 2023`: an ordinal stays with its noun. */
export const ordinals: Rule = (text) =>
  /\d\.\s/.test(text) ? [...protectGaps(text, beforeNoun), ...protectGaps(text, beforeMonthNumber)] : [];

/** `§ 5 Abs. 2 Nr. 3`, `S. 5 ff.`: the number stays with its words. */
const reference = new RegExp(
  String.raw`(?:§|(?<![\p{L}\p{N}])(?:Abb|Abs|Abschn|Anm|Art|Aufl|Bd|Bde|Fn|Hs|Jg|Kap|Lfg|Lit|Nr|Nrn|Rdnr|Rn|Rz|S|Tab|Ziff)\.)${gap}(?=\p{N}|[IVX]+(?![\p{L}\p{N}]))`,
  'gu',
);

const following = new RegExp(String.raw`\d${gap}(?=ff?\.(?![\p{L}\p{N}]))`, 'gu');

export const references: Rule = (text) => [
  ...(/[.§]\s[\dIVX]/.test(text) ? protectGaps(text, reference) : []),
  ...(/\d\sff?\./.test(text) ? protectGaps(text, following) : []),
];

const symbols = [
  'mm|cm|dm|m|km|mm²|cm²|m²|km²|m³|cm³|ha|ml|cl|dl|l|hl',
  'mg|g|kg|t|dt|ms|s|min|h|km/h|m/s|Hz|kHz|MHz|GHz',
  'W|kW|MW|GW|TW|Wh|kWh|MWh|GWh|TWh|V|kV|mA|A|PS|Nm|N|kN|J|kJ|MJ|cal|kcal|Pa|hPa|bar|mbar|dB|lx|lm|K',
  'bit|kbit|Mbit|Gbit|B|kB|KB|MB|GB|TB|dpi|px',
  'Uhr|Ct|EUR|USD|CHF|GBP|Std|Min|Sek|Mio|Mrd|Bio|Tsd',
].join('|');

const beforeUnit = new RegExp(
  String.raw`(?:[0-9½¼¾]|\d,(?:-{1,2}|–))${gap}(?=(?:${symbols})(?![\p{L}\p{N}_])|[€$£¥°′″])`,
  'gu',
);
const beforePercent = new RegExp(String.raw`[0-9½¼¾]${gap}(?=[%‰])`, 'g');
const currency = /[€$£¥]|EUR|USD|CHF|GBP|Fr\./;
const afterCurrency = new RegExp(
  String.raw`(?:[€$£¥]|(?:EUR|USD|CHF|GBP|Fr\.))(?<!\p{N}\s?(?:[€$£¥]|\p{L}{3}))(?<![\p{L}\p{N}]\p{L}{2}[\p{L}.])${gap}(?=\p{N})`,
  'gu',
);
const millionsOfCurrency = new RegExp(String.raw`(?:Mio|Mrd|Bio|Tsd)\.${gap}(?=[€$£¥])`, 'g');

/** `12 km`, `20 %`, `5 Uhr`, `3 Mio.`: the unit stays with its number. A missing space is not invented. */
export const units: Rule = (text, options) => [
  ...protectGaps(text, beforeUnit),
  ...(text.includes('%') || text.includes('‰')
    ? protectGaps(text, beforePercent, narrowSpaceOf(options))
    : []),
  ...(currency.test(text)
    ? [...protectGaps(text, afterCurrency), ...protectGaps(text, millionsOfCurrency)]
    : []),
];

const between = /(?<=\d)( |\r?\n|\u00a0)[x×]( |\r?\n|\u00a0)(?=\d)/g;

/** `4 x 3` → 4 × 3 with protected spaces. */
export const multiplication: Rule = (text) => {
  if (!/\d\s[x×]\s/.test(text)) return [];
  const edits: Edit[] = [];
  for (const { 0: match, index } of text.matchAll(between))
    edits.push({ start: index, end: index + match.length, text: `${noBreakSpace}×${noBreakSpace}` });
  return edits;
};
