/** The head of a text of another generator in our words: nothing that hides is lost, every date is in the blog's zone, what has no meaning here is named. */
import type { GeneratorSettings, SourceText } from './model.ts';
import { hides, normalName } from '../../content/keyNames.ts';
import { slugify } from '../../core/slug.ts';
import { type Moment } from '../../core/model.ts';
import { isRemote } from '../../core/paths.ts';
import { localTime, momentAt, parseMoment, type Zone } from '../../core/time.ts';
import type { Head, HeadValue, Remark } from '../model.ts';
import { categoriesOf } from './oldAddresses.ts';
import { asEntries, isList, isMapping, type Plain, textAt, textsOf, valueAt } from './plainValues.ts';

import { plainWords, short } from './tagMeanings.ts';

/** What the whole blog knows of names that texts use. */
export interface Names {
  /** Categories that become Ressorts, by slug, as they are written. */
  readonly sections: ReadonlyMap<string, string>;
  /** Tags and other categories by slug. */
  readonly tags: ReadonlyMap<string, string>;
  /** What a text says of its author → the name. */
  readonly author: (id: string) => string;
  /** Of a folder of texts, where there are several. */
  readonly sectionOfCollection: (collection: string) => string | undefined;
}

export interface OurHead {
  readonly head: Head;
  readonly remarks: readonly Remark[];
  readonly droppedKeys: readonly string[];
  /** Markdown that stands before the text: what a head of ours has no place for. */
  readonly above: readonly string[];
  /** German; undefined where readers see it. */
  readonly hiddenBecause?: string;
}

export interface HeadContext {
  readonly settings: GeneratorSettings;
  readonly names: Names;
  /** What names a picture in the new blog; undefined where it is not there. */
  readonly media: (src: string) => string | undefined;
  readonly aliases: readonly string[];
  /** Undefined where the file's name or the title says it. */
  readonly slug?: string;
}

/** `2023-09-13 14:30`, or the day alone, by the clock of the blog. */
function writtenMoment(moment: Moment, zone: Zone): string {
  const local = localTime(moment.dayOnly ? moment : momentAt(moment.instant, zone));
  return moment.dayOnly ? local.slice(0, 10) : `${local.slice(0, 10)} ${local.slice(11, 16)}`;
}

const updatedKeys =
  'updated lastmod last_modified_at modified lastModified updatedDate updatedAt dateModified modDatetime last_modified last_update geändert'.split(
    ' ',
  );
const descriptionKeys =
  'description summary excerpt teaser subtitle lead intro abstract beschreibung einleitung untertitel vorspann meta_description meta_beschreibung subheadline bigtitle tagline'.split(
    ' ',
  );

export function ourHead(source: SourceText, context: HeadContext): OurHead {
  const { settings, names, aliases, slug } = context;
  const { head } = source;
  const remarks: Remark[] = [];
  const used = new Set<string>(usualKeys);
  const { take, words, moment } = createHeadReader(head, used, settings.zone);
  const hidden = hiddenBecause(source, used);
  take('title', 'titel', 'headline', 'überschrift', 'name');
  const isArticle = source.kind === 'article';
  const date = isArticle && source.date ? writtenMoment(source.date, settings.zone) : undefined;
  const updated = moment(...updatedKeys);
  const description = words(...descriptionKeys);
  const terms = isArticle ? termsOf(source, names, settings.kind, take) : undefined;
  const image = imageOf(take, words, context, remarks);
  const language = words('lang', 'language', 'locale', 'sprache');
  const comments = words('comments', 'kommentare', 'comment', 'commentable', 'allow_comments');
  const sound = isArticle
    ? soundOf(take('audio', 'podcast', 'enclosure', 'mp3', 'audio_url', 'podcast_file'), context)
    : undefined;
  const made: Record<string, HeadValue | undefined> = {
    title: titleOf(source),
    ...(isArticle && { date }),
    updated:
      updated !== undefined && (date === undefined || updated.slice(0, 10) >= date.slice(0, 10))
        ? updated
        : undefined,
    ...(isArticle && { expires: moment('expires', 'expiryDate', 'unpublishDate', 'expirationDate') }),
    description: description === undefined ? undefined : plainWords(description),
    ...terms,
    ...(isArticle && { authors: authorsOf(take, names) }),
    ...(isArticle && { image }),
    audio: sound?.own,
    ...(isArticle && { series: words('series', 'serie', 'reihe') }),
    slug,
    aliases: aliases.length > 0 ? aliases : undefined,
    draft: hidden === undefined ? undefined : true,
    ...(isArticle &&
      comments !== undefined &&
      /^(?:false|no|off|nein|0|closed)$/i.test(comments) && { comments: 'off' }),
    lang:
      language !== undefined && /^[a-z]{2}(?:[-_][a-z]{2})?$/i.test(language) && !/^de/i.test(language)
        ? language.replace('_', '-')
        : undefined,
  };
  const dropped = Object.keys(head).filter((key) => !used.has(normalName(key)));
  return {
    head: withoutNothing(made),
    remarks,
    droppedKeys: dropped,
    above: sound?.remote === undefined ? [] : [`[Zum Anhören](<${sound.remote}>)`],
    ...(hidden !== undefined && { hiddenBecause: hidden }),
  };
}

/** Reads the first value that one of several names has, and notes that these names have a meaning. */
function createHeadReader(head: SourceText['head'], used: Set<string>, zone: Zone) {
  const take = (...keys: readonly string[]): Plain | undefined => {
    let found: Plain | undefined;
    for (const [key, value] of Object.entries(head)) {
      if (!keys.some((one) => normalName(one) === normalName(key))) continue;
      used.add(normalName(key));
      if (found === undefined && value !== '' && !(isList(value) && value.length === 0)) found = value;
    }
    return found;
  };
  const words = (...keys: readonly string[]): string | undefined =>
    keys.map((key) => asText(take(key))).find((text) => text !== '');
  const moment = (...keys: readonly string[]): string | undefined => {
    const text = words(...keys);
    const reading =
      text === undefined
        ? undefined
        : parseMoment(text.replace(/([+-]\d\d)(\d\d)$/, '$1:$2').replace(/(\d:\d\d)\.\d+/, '$1'), zone);
    return reading && 'moment' in reading ? writtenMoment(reading.moment, zone) : undefined;
  };
  return { take, words, moment };
}

function withoutNothing(head: Record<string, HeadValue | undefined>): Head {
  return Object.fromEntries(
    Object.entries(head).filter(
      ([, value]) => value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0),
    ),
  );
}

/** Keys whose meaning is taken elsewhere, or that only told the other program what to do. */
const usualKeys: readonly string[] =
  'layout type template permalink url slug aliases alias redirectfrom redirects oldurls oldurl date pubdate publishdate pubdatetime publisheddate publishedat published datepublished datum createdat created weight order menu nav eleventynavigation eleventyexcludefromcollections eleventycomputed sitemap outputs cascade build markup toc showtoc tocopen math mathjax katex mermaid comments featured pin pinned sticky id guid uuid wordpressid postid disqusid collection name ext output excerptseparator readingtime readtime'.split(
    ' ',
  );

function asText(value: Plain | undefined): string {
  if (typeof value === 'string') return value.trim();
  return isList(value) && value.length === 1 ? asText(value[0]) : '';
}

/** Titles are texts: HTML and escapes of others mean nothing in them. */
function plainTitle(title: string): string {
  return (
    title
      .replace(/<[^<>]{0,200}>/g, ' ')
      .replace(/\\([*_#`[\]&])/g, '$1')
      .replace(/\s+/g, ' ')
      .trim() || 'Ohne Titel'
  );
}

/** The headline, in the head or else in the text. */
export function titleOf(source: Pick<SourceText, 'head' | 'body' | 'name'>): string {
  const written = ['title', 'titel', 'headline', 'überschrift', 'name']
    .map((key) => textAt(source.head, key))
    .find((text) => text !== '');
  return plainTitle(written ?? titleFrom(source));
}

function titleFrom({ body, name }: Pick<SourceText, 'body' | 'name'>): string {
  const heading = /^#\s+(\S[^\n]{0,300})$/m.exec(body.slice(0, 2000))?.[1];
  return heading === undefined
    ? name.replace(/[-_]+/g, ' ').replace(/^\p{Ll}/u, (letter) => letter.toUpperCase())
    : plainWords(heading.replace(/[\s#]+$/, ''));
}

/** Why nobody may see the text; what says so in words that nobody knows hides as well. */
function hiddenBecause({ head, isDamaged, isDraft }: SourceText, used: Set<string>): string | undefined {
  const found = asEntries(head).find((entry) => {
    const known = hides(entry);
    if (
      known ||
      /^(?:is)?(?:draft|published|publish|hidden|private|password|status|visibility|unlisted|public)$/.test(
        normalName(entry.key),
      )
    )
      used.add(normalName(entry.key));
    return (
      known &&
      !/^(?:headless|permalink|render|output|online|show|active|enabled|live)$/.test(normalName(entry.key))
    );
  });
  if (isDraft) return 'Er liegt unter den Entwürfen und bleibt einer.';
  if (isDamaged) return 'Sein Kopf ließ sich nicht ganz lesen; darum ist er hier ein Entwurf.';
  const build = valueAt(head, '_build', 'render') ?? valueAt(head, 'build', 'render');
  if (typeof build === 'string' && /^(?:never|false|link)$/i.test(build))
    return 'Er hatte keine eigene Seite; hier ist er ein Entwurf.';
  return found === undefined
    ? undefined
    : `Im Kopf steht „${found.key}: ${found.value.kind === 'scalar' ? short(found.value.text) : '…'}“; hier ist er ein Entwurf.`;
}

// Ressort, tags, authors

/** Names by which generators make their own lists, not readers'. */
const collectionTags: ReadonlySet<string> = new Set(
  'posts post blog all nav article articles page pages featured'.split(' '),
);

export function tagsOf(source: Pick<SourceText, 'head'>, kind: GeneratorSettings['kind']): readonly string[] {
  const { head } = source;
  const values = ['tags', 'tag', 'keywords', 'topics', 'topic', 'themen', 'schlagworte'].map((key) =>
    valueAt(head, key),
  );
  const taxonomies = valueAt(head, 'taxonomies');
  const all = [
    ...values,
    ...(isMapping(taxonomies)
      ? Object.entries(taxonomies)
          .filter(([key]) => !/categor/i.test(key))
          .map(([, value]) => value)
      : []),
  ];
  return unique(
    all.flatMap((value) => {
      if (typeof value === 'string')
        return value.split(kind === 'jekyll' && !value.includes(',') ? /\s+/ : /[,;]/);
      return textsOf(value);
    }),
  ).filter((tag) => !(kind === 'eleventy' && collectionTags.has(tag.toLowerCase())));
}

export function categoriesIn(source: SourceText, kind: GeneratorSettings['kind']): readonly string[] {
  if (kind === 'jekyll') return unique(categoriesOf(source));
  const { head } = source;
  const values = ['categories', 'category', 'section', 'ressort', 'rubrik', 'kategorie', 'kategorien'].map(
    (key) => valueAt(head, key),
  );
  return unique(
    [...values, valueAt(head, 'taxonomies', 'categories')].flatMap((value) =>
      typeof value === 'string' ? value.split(/[,;]/) : textsOf(value),
    ),
  );
}

function unique(names: readonly string[]): readonly string[] {
  return [
    ...new Set(
      names.map((name) => plainWords(name.replace(/^#/, ''))).filter((name) => slugify(name, '') !== ''),
    ),
  ];
}

function termsOf(
  source: SourceText,
  names: Names,
  kind: GeneratorSettings['kind'],
  take: (...keys: readonly string[]) => Plain | undefined,
) {
  take(
    'tags',
    'tag',
    'keywords',
    'topics',
    'topic',
    'themen',
    'schlagworte',
    'taxonomies',
    'categories',
    'category',
    'section',
    'ressort',
    'rubrik',
    'kategorie',
    'kategorien',
  );
  const categories = categoriesIn(source, kind).map((name) => slugify(name));
  const section = categories.find((key) => names.sections.has(key));
  const others = categories.filter((key) => key !== section);
  const tags = [...tagsOf(source, kind).map((name) => slugify(name)), ...others];
  return {
    section:
      section === undefined ? names.sectionOfCollection(source.collection) : names.sections.get(section),
    tags: [...new Set(tags)].filter((key) => key !== section).map((key) => names.tags.get(key) ?? key),
  };
}

function authorsOf(take: (...keys: readonly string[]) => Plain | undefined, names: Names): readonly string[] {
  const value = take('author', 'authors', 'autor', 'autoren', 'autorin', 'writer', 'by', 'verfasser');
  const found = isList(value) ? value : value === undefined ? [] : [value];
  const written = found.flatMap((one) =>
    isMapping(one)
      ? [textAt(one, 'name') || textAt(one, 'title') || textAt(one, 'display_name') || textAt(one, 'login')]
      : textsOf(one).flatMap((text) => text.split(/\s*(?:[,;&]|\sund\s)\s*/)),
  );
  return [...new Set(written.filter((name) => slugify(name, '') !== '').map(names.author))];
}

/** A sound of the blog's own, or the address of one elsewhere. */
function soundOf(
  value: Plain | undefined,
  { media }: HeadContext,
): { readonly own?: string; readonly remote?: string } | undefined {
  const src = isMapping(value)
    ? textAt(value, 'src') || textAt(value, 'url') || textAt(value, 'file')
    : asText(value);
  if (!/^\S+\.(?:mp3|m4a|ogg|opus|oga|aac|flac|wav)$/i.test(src)) return undefined;
  const own = media(src);
  if (own === undefined) return undefined;
  return isRemote(own) ? { remote: own.replace(/[<>]/g, '') } : { own };
}

// The picture

const imageKeys = [
  'image',
  'cover',
  'coverImage',
  'featured_image',
  'featuredImage',
  'featureimage',
  'feature-img',
  'heroImage',
  'hero',
  'hero_image',
  'thumbnail',
  'banner',
  'teaser_image',
  'header',
  'card',
  'img',
  'images',
  'photo',
  'bild',
  'titelbild',
  'socialImage',
  'ogImage',
  'og_image',
  'preview',
  'thumb',
  'imgname',
  'cover_image',
];

function imageOf(
  take: (...keys: readonly string[]) => Plain | undefined,
  words: (...keys: readonly string[]) => string | undefined,
  { media }: HeadContext,
  remarks: Remark[],
): HeadValue | undefined {
  const values = imageKeys.map((key) => take(key));
  const alt = words(
    'imageAlt',
    'image_alt',
    'heroImageAlt',
    'coverAlt',
    'cover_alt',
    'thumbnailAlt',
    'alt',
    'imgalt',
    'bildbeschreibung',
    'feature-alt',
  );
  const caption = words('imageCaption', 'image_caption', 'bildunterschrift', 'caption');
  const credit = words('imageCredit', 'image_credit', 'credit', 'photo_credit', 'bildquelle');
  for (const value of values) {
    const found = pictureIn(value);
    if (!found || found.src === '' || /^(?:true|false)$/i.test(found.src)) continue;
    const src = isRemote(found.src) && media(found.src) === found.src ? undefined : media(found.src);
    if (src === undefined) {
      remarks.push({
        kind: 'picture',
        reason: isRemote(found.src)
          ? 'Das Bild im Kopf liegt auf einem fremden Server; es fehlt hier.'
          : 'Das Bild im Kopf ist nicht da.',
        before: short(found.src),
      });
      continue;
    }
    const whole = {
      src,
      alt: found.alt || alt,
      caption: plainWords(found.caption || (caption ?? '')),
      credit: plainWords(found.credit || (credit ?? '')),
    };
    return Object.fromEntries(Object.entries(whole).filter(([, one]) => one !== undefined && one !== ''));
  }
  return undefined;
}

function pictureIn(
  value: Plain | undefined,
):
  | { readonly src: string; readonly alt: string; readonly caption: string; readonly credit: string }
  | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'string') return { src: value.trim(), alt: '', caption: '', credit: '' };
  if (isList(value)) return pictureIn(value[0]);
  const src =
    [
      'src',
      'path',
      'image',
      'url',
      'file',
      'overlay_image',
      'teaser',
      'feature',
      'thumbnail',
      'relative',
      'og_image',
    ]
      .map((key) => textAt(value, key))
      .find((text) => /[./]/.test(text)) ?? '';
  return {
    src,
    alt: textAt(value, 'alt') || textAt(value, 'image_description'),
    caption: textAt(value, 'caption') || textAt(value, 'title'),
    credit: textAt(value, 'credit') || textAt(value, 'credits') || textAt(value, 'copyright'),
  };
}
