/** What each shortcode becomes: things of the tree, text without its shell, nothing, or a left-over with its name. */
import type { Element, ElementContent } from 'hast';
import { pageOfFrame, pageOfId } from './embeds.ts';
import { codeOf, captioned, detailsOf, embedOf, filmOf, languageName } from './htmlThings.ts';
import { flow, isSeen, phrasing, phrasingOnly } from './paragraphs.ts';
import {
  columnsOf,
  figureOf,
  galleryOf,
  isPicture,
  isPictureAddress,
  libraryFigure,
  pictureOf,
  wholeAddress,
} from './pictures.ts';
import { builderPart, isBuilderName, isCertainBuilderName } from './builderShortcodes.ts';
import {
  el,
  isBlock,
  isBreak,
  isTag,
  type KnownAttachment,
  leftOver,
  type Manner,
  paragraphEnd,
  type Reading,
  short,
  text,
  wordsOf,
} from './reading.ts';
import { replaceShortcodes, type Shortcode } from './shortcodes.ts';

/** HTML in which comments of `place` stand for the shortcodes. */
export function withoutShortcodes(source: string, manner: Manner, reading: Reading): string {
  return replaceShortcodes(source, {
    isKnown,
    isRaw: (name) => rawNames.test(name),
    replace: (shortcode) =>
      replaceOne({ ...shortcode, name: shortcode.name.toLowerCase() }, { reading, manner }),
  });
}

interface Place {
  readonly reading: Reading;
  readonly manner: Manner;
}

type Replace = (shortcode: Shortcode, place: Place) => string;

const rawNames =
  /^(?:code|sourcecode|source|highlight_code|php|css|js|javascript|html|xml|sql|python|bash|shell|java|ruby|cpp|csharp|perl|raw|vc_raw_html|vc_raw_js|fusion_code|av_codeblock|et_pb_code|math|latex)$/;

/** Upper and lower case count, as in WordPress: `[Download]` is a word. */
function isKnown(name: string): boolean {
  return (
    exact.has(name) || isCertainBuilderName(name) || nothing.test(name) || widget.test(name) || name === 'TOC'
  );
}

function replaceOne(shortcode: Shortcode, place: Place): string {
  const { name } = shortcode;
  const { reading } = place;
  const known = exact.get(name) ?? withPartner.get(name);
  if (known) return known(shortcode, place);
  if (isBuilderName(name)) return builderPart(shortcode, place, nameLeftOver);
  if (nothing.test(name)) {
    reading.remark(
      'left-over',
      'Das machte eine Erweiterung von WordPress, die es hier nicht gibt; es war kein Text.',
      short(shortcode.tag),
    );
    return `${end(reading)}${shortcode.content ?? ''}${end(reading)}`;
  }
  if (shell.test(name) && shortcode.content !== undefined) return inShell(shortcode, place);
  return nameLeftOver(shortcode, place);
}

/** Ends a paragraph. */
function end(reading: Reading): string {
  return reading.place([paragraphEnd]);
}

/** Nothing of its own: what is inside, after its title. */
function inShell({ attributes, content = '', name }: Shortcode, { reading }: Place): string {
  if (inlineShell.test(name)) return content;
  const title = attributes.get('title') ?? attributes.get('heading') ?? '';
  const heading =
    title.trim() === ''
      ? ''
      : reading.place([el('p', {}, [el('strong', {}, phrasingOnly(reading.plainItems(title, 'blocks')))])]);
  return `${end(reading)}${heading}${content}${end(reading)}`;
}

function nameLeftOver({ name, tag, content }: Shortcode, { reading, manner }: Place): string {
  const items = content === undefined ? [] : reading.plainItems(content, manner);
  const children = items.some((node) => isBlock(node) || isBreak(node)) ? flow(items) : phrasing(items);
  const reason =
    wordsOf(children) !== ''
      ? `Was die Erweiterung „${name}“ hier zeigte, gibt es nicht mehr; der Text darin steht noch da.`
      : `Was die Erweiterung „${name}“ hier zeigte, gibt es nicht mehr.`;
  reading.remark('left-over', reason, short(tag));
  return reading.place([leftOver(`[${name}]`, children)]);
}

// Things

const replaceCaption: Replace = ({ attributes, content = '', tag }, { reading }) => {
  const items = reading.plainItems(content, 'classic');
  const at = items.findIndex(
    (node) =>
      isPicture(node) || (isBlock(node) && !isTag(node, 'p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'ul', 'ol')),
  );
  const thing = items[at];
  const rest = thing === undefined ? items : [...items.slice(0, at), ...items.slice(at + 1)];
  const written = attributes.get('caption') ?? '';
  const caption = phrasingOnly([
    ...(written === '' ? [] : [...reading.plainItems(written, 'blocks'), el('br')]),
    ...rest,
  ]);
  if (thing === undefined) {
    if (content === '') reading.remark('picture', 'Eine Bildunterschrift ohne Bild.', short(tag));
    return reading.place(caption.length === 0 ? [] : [el('p', {}, caption)]);
  }
  const id = /^(?:attachment[_-]|wp-image-)?(\d+)$/.exec(attributes.get('id') ?? '')?.[1];
  return reading.place(captioned([withId(thing, id, reading)], caption));
};

function withId(node: ElementContent, id: string | undefined, reading: Reading): ElementContent {
  if (node.type !== 'element' || id === undefined) return node;
  if (isTag(node, 'a'))
    return { ...node, children: node.children.map((child) => withId(child, id, reading)) };
  if (!isTag(node, 'img')) return node;
  const { src, alt, title } = node.properties;
  return pictureOf(String(src), reading, {
    id,
    alt: String(alt ?? ''),
    title: typeof title === 'string' ? title : '',
  });
}

function captionOf(attachment: KnownAttachment, reading: Reading): readonly ElementContent[] {
  return attachment.caption === undefined || attachment.caption === ''
    ? []
    : phrasingOnly(reading.plainItems(attachment.caption, 'blocks'));
}

function idsIn(written: string): readonly string[] {
  return [...written.matchAll(/\d+/g)].map(([id]) => id).slice(0, 2000);
}

/** Files that a shortcode lists, or all of the post; those that the library does not have are named. */
function filesOf(
  { attributes, tag }: Shortcode,
  reading: Reading,
  isMeant: (attachment: KnownAttachment) => boolean,
): readonly KnownAttachment[] {
  const written = attributes.get('ids') ?? attributes.get('include') ?? '';
  const ids = idsIn(written);
  if (ids.length === 0) {
    const excluded = new Set(idsIn(attributes.get('exclude') ?? ''));
    const files = reading.surroundings.attachmentsOf(attributes.get('id') ?? reading.post.id);
    return files.filter((file) => isMeant(file) && !excluded.has(file.id));
  }
  const files = ids.map((id) => reading.surroundings.attachment(id));
  const missing = ids.filter((_, index) => files[index] === undefined);
  if (missing.length > 0)
    reading.remark(
      'picture',
      `Im Export fehlen Dateien dieser Galerie oder Liste: Nummer ${missing.slice(0, 12).join(', ')}${missing.length > 12 ? ' …' : ''}.`,
      short(tag),
    );
  return files.filter((file) => file !== undefined);
}

function isMime(type: 'image' | 'audio' | 'video', ends: RegExp): (attachment: KnownAttachment) => boolean {
  return ({ mime, url }) =>
    mime === undefined || mime === '' ? ends.test(url) : mime.startsWith(`${type}/`);
}

const isImage = isMime('image', /\.(?:jpe?g|png|gif|webp|avif|heic|svg)$/i);
const isAudio = isMime('audio', /\.(?:mp3|m4a|ogg|oga|wav|flac|wma)$/i);
const isVideo = isMime('video', /\.(?:mp4|m4v|webm|ogv|mov|wmv|flv)$/i);

const replaceGallery: Replace = (shortcode, { reading }) => {
  const files = filesOf(shortcode, reading, isImage);
  if (files.length === 0) {
    reading.remark('picture', 'Zu dieser Galerie hat der Export keine Bilder.', short(shortcode.tag));
    return reading.place([leftOver('[gallery]')]);
  }
  const figures = files.map((file) => libraryFigure(file, captionOf(file, reading)));
  return reading.place(galleryOf(figures, columnsOf(shortcode.attributes.get('columns'))));
};

const replacePlaylist: Replace = (shortcode, { reading }) => {
  const name = shortcode.attributes.get('type') === 'video' ? 'video' : 'audio';
  const files = filesOf(shortcode, reading, name === 'video' ? isVideo : isAudio);
  if (files.length === 0) {
    reading.remark('embed', 'Zu dieser Liste hat der Export keine Filme oder Töne.', short(shortcode.tag));
    return reading.place([leftOver('[playlist]')]);
  }
  return reading.place(files.map((file) => mediaFigure(name, file, reading)));
};

function mediaFigure(name: string, file: KnownAttachment, reading: Reading): Element {
  const caption = captionOf(file, reading);
  const title = file.title === undefined || file.title === '' ? [] : [text(file.title)];
  return figureOf(el(name, { src: file.url }), caption.length > 0 ? caption : title);
}

const sounds = ['src', 'mp3', 'm4a', 'ogg', 'wav', 'flac', 'wma'];
const films = ['src', 'mp4', 'm4v', 'webm', 'ogv', 'mov', 'wmv', 'flv'];

function replaceFilm(name: 'audio' | 'video', sources: readonly string[]): Replace {
  return (shortcode, place) => {
    const { attributes, content = '', tag } = shortcode;
    const { reading } = place;
    const named = sources
      .map((source) => attributes.get(source))
      .find((value) => value !== undefined && value !== '');
    const written = /^https?:\/\/\S+$/.exec(content.trim())?.[0];
    const address = named ?? attributes.get('0')?.split('|')[0] ?? written;
    if (address !== undefined)
      return `${reading.place(filmOf(name, address, attributes.get('poster'), reading))}${written === undefined ? content : ''}`;
    const first = reading.surroundings
      .attachmentsOf(reading.post.id)
      .find(name === 'audio' ? isAudio : isVideo);
    if (first) return reading.place([el(name, { src: first.url })]);
    reading.remark('embed', 'Zu diesem Film oder Ton hat der Export keine Datei.', short(tag));
    return `${reading.place([leftOver(`[${name}]`)])}${content}`;
  };
}

/** `[embed]https://…[/embed]`, `[soundcloud url="…"]`, `[youtube dQw4w9WgXcQ]` */
const replaceEmbed: Replace = (shortcode, place) => {
  const { name, attributes, content = '' } = shortcode;
  const { reading } = place;
  const provider = name.replace(/^(?:su|fusion|arve|lyte)_/, '').replace(/_(?:advanced|sc|video)$/, '');
  const inside = content
    .replaceAll(/<[^>]{0,500}>/g, '')
    .replaceAll('&amp;', '&')
    .trim();
  const values = [
    inside,
    ...['url', 'src', 'link', 'id', 'video', 'href', '0'].map((key) => attributes.get(key)),
  ];
  const written = values
    .find((value) => value !== undefined && value.trim() !== '')
    ?.replaceAll('&amp;', '&')
    .trim();
  const address = written === undefined ? undefined : pageOfId(provider, written);
  if (address !== undefined) {
    const whole = wholeAddress(address, reading) ?? '';
    if (isPictureAddress(whole)) return reading.place([pictureOf(whole, reading, {})]);
    if (/\.(?:mp3|m4a|ogg|wav)$/i.test(whole))
      return reading.place(filmOf('audio', whole, undefined, reading));
    if (/\.(?:mp4|m4v|webm|ogv)$/i.test(whole))
      return reading.place(filmOf('video', whole, undefined, reading));
    return reading.place(embedOf(whole, reading, `[${name}]`));
  }
  return nameLeftOver(shortcode, place);
};

const replaceMap: Replace = (shortcode, place) => {
  const address =
    shortcode.attributes.get('0') ?? shortcode.attributes.get('url') ?? shortcode.attributes.get('src') ?? '';
  return /^https?:/.test(address)
    ? place.reading.place([el('import-embed', { url: pageOfFrame(address) })])
    : nameLeftOver(shortcode, place);
};

const replaceCode: Replace = ({ name, attributes, content, tag }, { reading }) => {
  if (content === undefined) return tag;
  const own = /^(?:code|sourcecode|source|highlight_code)$/.test(name) ? undefined : name;
  const language = languageName(attributes.get('language') ?? attributes.get('lang') ?? own);
  const code = decodeReferences(content).replaceAll(/^\s*\n|\s+$/g, '');
  return code === '' ? '' : reading.place([codeOf(code, language)]);
};

/** Editors wrote code with these alone. */
function decodeReferences(code: string): string {
  return code
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#039;', "'")
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&amp;', '&');
}

const replaceButton: Replace = ({ attributes, content = '', tag }, { reading }) => {
  const written =
    ['url', 'link', 'href', 'button_url']
      .map((name) => attributes.get(name))
      .find((value) => value !== undefined && value !== '') ?? '';
  const inner =
    content.trim() === ''
      ? (attributes.get('text') ?? attributes.get('title') ?? attributes.get('label') ?? '')
      : content;
  const words = phrasingOnly(reading.plainItems(inner, 'blocks'));
  const href = wholeAddress(written, reading);
  if (!isSeen(words)) {
    reading.remark('link', 'Eine Schaltfläche ohne Beschriftung.', short(tag));
    return '';
  }
  const hasLink = words.some((node) => isTag(node, 'a'));
  return reading.place([
    el('p', {}, href === undefined || href === '' || hasLink ? words : [el('a', { href }, words)]),
  ]);
};

const replaceNote: Replace = ({ content, attributes }, { reading, manner }) => {
  const note = content ?? attributes.get('note') ?? attributes.get('text') ?? '';
  const children = flow(reading.plainItems(note, manner));
  return isSeen(children) ? reading.place([el('import-footnote', {}, children)]) : '';
};

function replaceQuote(tagName: string): Replace {
  return ({ content = '', attributes }, { reading, manner }) => {
    const source =
      attributes.get('cite') ??
      attributes.get('author') ??
      attributes.get('source') ??
      attributes.get('name') ??
      '';
    const children = flow(reading.plainItems(content, manner));
    const cite = source === '' ? [] : [el('cite', {}, phrasingOnly(reading.plainItems(source, 'blocks')))];
    return isSeen(children) ? reading.place([el(tagName, {}, [...children, ...cite])]) : '';
  };
}

const replaceSpoiler: Replace = ({ content = '', attributes }, { reading, manner }) => {
  const title = attributes.get('title') ?? attributes.get('heading') ?? attributes.get('0') ?? '';
  return reading.place(
    detailsOf(phrasingOnly(reading.plainItems(title, 'blocks')), flow(reading.plainItems(content, manner))),
  );
};

const replaceRule: Replace = (_, { reading }) => reading.place([el('hr')]);
const passThrough: Replace = ({ content = '' }) => content;

const each = (names: string, replace: Replace): readonly (readonly [string, Replace])[] =>
  names.split(' ').map((name) => [name, replace]);

/** Names that count wherever they stand. */
const exact: ReadonlyMap<string, Replace> = new Map<string, Replace>([
  ...each('caption wp_caption', replaceCaption),
  ...each('gallery', replaceGallery),
  ...each('playlist wp_playlist', replacePlaylist),
  ...each('audio', replaceFilm('audio', sounds)),
  ...each('video', replaceFilm('video', films)),
  ...each(
    'embed youtube youtube_sc youtube_video vimeo dailymotion soundcloud spotify twitter tweet instagram facebook tiktok ted wpvideo videopress flickr slideshare mixcloud bandcamp twitch embedyt lyte arve advanced_iframe iframe su_youtube su_youtube_advanced su_vimeo su_dailymotion su_video su_audio fusion_youtube fusion_vimeo fusion_soundcloud kickstarter scribd issuu',
    replaceEmbed,
  ),
  ...each('googlemaps', replaceMap),
  ...each('sourcecode', replaceCode),
  ...each('su_button', replaceButton),
  ...each('efn_note mfn footnote', replaceNote),
  ...each('su_quote', replaceQuote('blockquote')),
  ...each('su_pullquote', replaceQuote('import-pull-quote')),
  ...each('su_spoiler', replaceSpoiler),
  ...each('su_divider', replaceRule),
  ...each('su_highlight su_dropcap su_tooltip su_label su_lightbox', passThrough),
]);

/** Words of any language, which count as shortcodes with a partner or attributes only. */
const withPartner: ReadonlyMap<string, Replace> = new Map<string, Replace>([
  ...each(
    'code source php css js javascript html xml sql python bash shell java ruby cpp csharp perl highlight_code',
    replaceCode,
  ),
  ...each('button btn cta', replaceButton),
  ...each('ref note fn', replaceNote),
  ...each('quote blockquote', replaceQuote('blockquote')),
  ...each('pullquote pullleft pullright', replaceQuote('import-pull-quote')),
  ...each('spoiler toggle accordion_item accordion-item collapse expand faq', replaceSpoiler),
  ...each('divider hr separator', replaceRule),
  ...each('raw noformat', passThrough),
  ...each('b strong', ({ content = '' }) => `<strong>${content}</strong>`),
  ...each('i em', ({ content = '' }) => `<em>${content}</em>`),
  ...each('u', ({ content = '' }) => `<u>${content}</u>`),
]);

const inlineShell =
  /^(?:highlight|dropcap|drop_cap|nobr|icon|tooltip|label|color|colour|size|font|span|small|big|abbr|popup|lightbox|marker)$/;
const shell =
  /^(?:(?:one|two|three|four|five)[_-](?:half|third|fourth|fifth|sixth|quarter)s?(?:[_-](?:first|last))?|col(?:umn)?s?[_-]?\d*|row|grid|section|container|wrapper|wrap|inner|box|info_?box|content_?box|callout|alert|info|message|warning|success|error|tip|hint|notice|list|checklist|tabs?|tab_?group|accordions?|toggles|center|left|right|align\w*|lead|intro|div|block|p|clear|fullwidth|full_width|responsive|restrict|member|members|hide|show|highlight|dropcap|drop_cap|nobr|icon|tooltip|label|color|colour|size|font|span|small|big|abbr|popup|lightbox|marker|h[1-6])$/;

/** No text of readers: a list of the text's own headings, buttons for sharing, ratings. */
const nothing =
  /^(?:toc|ez-toc|lwptoc|tableofcontents|table-of-contents|outline|no_?toc|social_?share|addtoany|shareaholic|ssba(?:-buttons)?|mashshare|feather_share|sharethis\w*|shariff|dpsp\w*|jetpack-related-posts|related_posts|yarpp|ratings?|kkstarratings|wp_ulike|post_?views|printfriendly|print_link|reading_time|rt_reading_time|breadcrumbs?|wpseo_breadcrumb|rank_math_breadcrumb|clearfix|et_pb_line_break_holder|backtotop)$/;

/** Names of plugins whose shortcodes often stand alone. */
const widget =
  /^(?:contact-?_?form(?:-7)?|contact-field|gravity-?forms?|mc4wp_\w+|wpforms|ninja_forms?|formidable|caldera_form|fluentform|forminator_\w+|everest_form|newsletter\w*|mailpoet\w*|sibwp_form|convertkit|(?:yop_|total|wp-?)?poll|polldaddy|crowdsignal|rev_slider|layerslider|metaslider|smartslider3?|soliloquy|nggallery|nggtags|ngg\w*|imagebrowser|singlepic|envira-gallery|foogallery|modula|tablepress|wpdatatable|tribe_\w+|events_\w+|ai1ec|woocommerce_\w+|product_\w+|add_to_cart|recent_products|featured_products|wpgmza|wpgmp?|mapsvg|leaflet-\w+|google_?maps?|osm_map\w*|adrotate|the_ad\w*|adinserter|adsense|recent-?_?posts|display-posts|catlist|posts_?list|list-posts|sdm_\w+|wpdm_\w+|paypal\w*|donate\w*|give_form|do_widget|insert_php|my_calendar|login_?form|wp_login_form|members_only|wp-?sitemap|sitemap|wp_sitemap_page|html_sitemap|user_submitted_posts|strong_testimonials|wp_review|latest_?posts|podcast\w*|powerpress|podlove\w*|podigee\w*|vg_?wort|borlabs-\w+|cmplz-\w+|blog_subscription_form|jetpack_\w+|crayon|latex)$/;
