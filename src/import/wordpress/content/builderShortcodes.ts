/** Shortcodes of page builders (WPBakery, Divi, Avia, Fusion and their like): what they show of words and pictures, in its order, without their layout. */
import type { ElementContent } from 'hast';
import { pageOfId } from './embeds.ts';
import { detailsOf, embedOf, filmOf } from './htmlThings.ts';
import { flow, isSeen, phrasingOnly } from './paragraphs.ts';
import { galleryOf, isPictureAddress, libraryFigure, pictureOf, wholeAddress } from './pictures.ts';
import { el, type Manner, paragraphEnd, type Reading, short, text } from './reading.ts';
import type { Shortcode } from './shortcodes.ts';

const prefixes =
  /^(?:vc|et_pb|av|fusion|su|cs|x|tatsu|kc|mk|nectar|themify|ultimate|ux|dt|qode|mkd|eltdf|edgtf|cmsmasters|penci|td_block|porto|thim|stm|vcex|wpb|uncode|bt_bb|fw|sc|trx|gem|rt|wvc|mpc|aio|minti|rb|edge|fl|oxygen|ct|brix|cherry|zilla|wpex|ish|vsc)_([a-z].*)$/;

/** Nobody writes these in brackets otherwise. */
const certain =
  /^(?:vc|et_pb|av|fusion|su|tatsu|kc|mk|nectar|themify|ultimate|vcex|bt_bb|td_block|uncode)_[a-z]/;

/** Some use names without a prefix, which nobody writes in brackets otherwise. */
const alone =
  /^(?:one_(?:half|third|fourth|fifth|sixth)|two_(?:third|fifth)|three_(?:fourth|fifth)|four_fifth|five_sixth)(?:_last|_first)?$/;

export function isBuilderName(name: string): boolean {
  return prefixes.test(name) || alone.test(name);
}

export function isCertainBuilderName(name: string): boolean {
  return certain.test(name) || alone.test(name);
}

interface Place {
  readonly reading: Reading;
  readonly manner: Manner;
}

/** Parts that show what is not in the text: lists of posts, forms, maps, shops. */
const widgets =
  /(?:posts?|blog|blogposts|news|portfolio|magazine|masonry(?:_entries)?|grid|contact(?:_form|_field)?|form|signup|login|register|search|sidebar|widget\w*|shop|products?|woo\w*|map|map_pin|gmap|countdown\w*|counters?|number_counter|circle_counter|progress(?:_bar)?|pie|chart\w*|facebook|twitter|tweetmeme|pinterest|googleplus|social\w*|share\w*|sharing\w*|flickr|feed|rss|menu|nav\w*|calendar|events?|newsletter|mailchimp|comments\w*|post_(?:title|nav|slider|meta)|archives?|categories|tag_?cloud|recent_\w+|related\w*|layerslider|revslider|rev_slider|slider_revolution|qrcode|qr_code|subpages|siblings|users?|members|guests|permalink|raw_js|wp_\w+|weather|instagram|polls?)$/;

const details = /(?:toggle|spoiler|accordion_(?:item|tab)|accordion-item|faq|tta_section)$/;
const headings = /(?:heading|title|headline|header|text_separator)$/;
const spaces = /(?:space|spacer|empty_space|clear|gap|icon|line_break_holder|line_break)$/;
const rules = /(?:separator|divider|hr|horizontal_line)$/;

export function builderPart(
  shortcode: Shortcode,
  place: Place,
  nameLeftOver: (shortcode: Shortcode, place: Place) => string,
): string {
  const { reading, manner } = place;
  const base = prefixes.exec(shortcode.name)?.[1] ?? shortcode.name;
  const { attributes, content = '' } = shortcode;
  if (base === 'raw_html' || base === 'code') return decodedHtml(shortcode, place);
  if (widgets.test(base)) return nameLeftOver(shortcode, place);
  if (spaces.test(base) && content.trim() === '') return reading.place([paragraphEnd]);
  const title = first(attributes, ['title', 'heading', 'header', 'headline', 'main_heading', 'name']);
  if (details.test(base)) {
    const inside = flow(reading.plainItems(content, manner));
    return reading.place(detailsOf(words(title, reading), inside));
  }
  if (rules.test(base) && title === '') return reading.place([el('hr')]);
  const before: ElementContent[] = [
    ...titleOf(base, title, shortcode, reading),
    ...mediaOf(base, shortcode, reading),
  ];
  const after = closing(base, shortcode, reading);
  const end = reading.place([paragraphEnd]);
  const isInText = /(?:highlight|dropcap|tooltip|label|lightbox|popup)$/.test(base);
  const inside =
    headings.test(base) && title === ''
      ? headingOf(shortcode, reading)
      : shownInside(base, shortcode, reading);
  return isInText ? inside : `${end}${reading.place(before)}${inside}${end}${reading.place(after)}`;
}

function first(attributes: ReadonlyMap<string, string>, names: readonly string[]): string {
  return (
    names.map((name) => attributes.get(name)).find((value) => value !== undefined && value.trim() !== '') ??
    ''
  );
}

function words(html: string, reading: Reading): readonly ElementContent[] {
  return html === ''
    ? []
    : phrasingOnly(
        reading.plainItems(
          html.replaceAll('%22', '"').replaceAll('%91', '[').replaceAll('%93', ']'),
          'blocks',
        ),
      );
}

function levelOf({ attributes }: Shortcode): string {
  const written = `${attributes.get('tag') ?? ''} ${attributes.get('font_container') ?? ''} ${attributes.get('heading_tag') ?? ''} ${attributes.get('title_level') ?? ''} ${attributes.get('header_level') ?? ''}`;
  const level =
    /(?:^|[\s:])h([1-6])\b/.exec(written)?.[1] ?? /^[1-6]$/.exec(attributes.get('size') ?? '')?.[0] ?? '2';
  return `h${level}`;
}

function titleOf(
  base: string,
  title: string,
  shortcode: Shortcode,
  reading: Reading,
): readonly ElementContent[] {
  const { attributes, content = '' } = shortcode;
  const isHeading = headings.test(base);
  const shown =
    title === '' && content.trim() === '' && isHeading ? first(attributes, ['text', 'content']) : title;
  // Titles of pictures and rows are hints of the mouse or names for the editor.
  const isHint =
    /(?:image|imageframe|single_image|gallery|video|audio|row|section|column|row_inner|btn|button)$/.test(
      base,
    );
  const heading = isHint || shown === '' ? [] : words(shown, reading);
  const sub = ['subhead', 'subheading', 'sub_heading', 'sub_title', 'subtitle', 'h2', 'h4'].map((name) =>
    words(attributes.get(name) ?? '', reading),
  );
  return [
    ...(heading.length === 0
      ? []
      : [isHeading ? el(levelOf(shortcode), {}, heading) : el('p', {}, [el('strong', {}, heading)])]),
    ...sub.filter((part) => part.length > 0).map((part) => el('p', {}, part)),
  ];
}

function headingOf(shortcode: Shortcode, reading: Reading): string {
  const content = phrasingOnly(reading.plainItems(shortcode.content ?? '', 'blocks'));
  return content.length === 0 ? '' : reading.place([el(levelOf(shortcode), {}, content)]);
}

/** Pictures by number or address, films by address. */
function mediaOf(
  base: string,
  { attributes, content = '' }: Shortcode,
  reading: Reading,
): readonly ElementContent[] {
  const lists = ['images', 'ids', 'gallery_ids', 'image_ids', 'source'].map(
    (name) => attributes.get(name) ?? '',
  );
  const ids = lists
    .filter((list) => /^(?:media:\s*)?\d+(?:\s*,\s*\d+)*$/.test(list))
    .flatMap((list) => [...list.matchAll(/\d+/g)].map(([id]) => id));
  const files = ids.flatMap((id) => reading.surroundings.attachment(id) ?? []);
  if (ids.length > files.length)
    reading.remark('picture', 'Im Export fehlen Bilder dieser Galerie.', short(ids.join(', ')));
  if (files.length > 0)
    return galleryOf(
      files.map((file) => libraryFigure(file, words(file.caption ?? '', reading))),
      undefined,
    );
  const address = first(attributes, [
    'src',
    'custom_src',
    'image',
    'image_url',
    'img',
    'photo',
    'portrait_url',
    'picture',
    'logo',
    'attachment',
    'link',
    'url',
    'audio',
    'video',
    'id',
  ]);
  if (/(?:video|youtube|vimeo|soundcloud|embed|iframe|audio|player)/.test(base) && address !== '')
    return filmIn(base, address, reading);
  const picture =
    first(attributes, [
      'src',
      'custom_src',
      'image',
      'image_url',
      'img',
      'photo',
      'portrait_url',
      'picture',
      'attachment',
    ]).split(/[,|]/)[0] ?? '';
  const known = /^\d+$/.test(picture) ? reading.surroundings.attachment(picture)?.url : undefined;
  const whole = known ?? (isPictureAddress(picture) ? wholeAddress(picture, reading) : undefined);
  if (whole === undefined || /<img|^https?:\/\/\S+$/.test(content.trim())) {
    if (/^\d+$/.test(picture)) reading.remark('picture', 'Dieses Bild fehlt im Export.', short(picture));
    return [];
  }
  const image = pictureOf(whole, reading, {
    alt: first(attributes, ['alt', 'image_alt']),
    ...(known !== undefined && { id: picture }),
  });
  const caption = words(first(attributes, ['caption']), reading);
  return [
    caption.length === 0 ? el('p', {}, [image]) : el('figure', {}, [image, el('figcaption', {}, caption)]),
  ];
}

function filmIn(base: string, written: string, reading: Reading): readonly ElementContent[] {
  const provider = /youtube|vimeo/.exec(base)?.[0] ?? '';
  const address = pageOfId(provider, written);
  if (address === undefined) return [];
  if (/\.(?:mp3|m4a|ogg|wav)$/i.test(address)) return filmOf('audio', address, undefined, reading);
  return /\.(?:mp4|m4v|webm|ogv|mov)$/i.test(address)
    ? filmOf('video', address, undefined, reading)
    : embedOf(address, reading, base);
}

/** A button, and who said it. */
function closing(
  base: string,
  { attributes, content = '' }: Shortcode,
  reading: Reading,
): readonly ElementContent[] {
  const isButton = /(?:btn|button|cta)/.test(base);
  const label = first(attributes, [
    'button_text',
    'btn_title',
    'button_label',
    'button_one_text',
    'link_text',
    ...(isButton ? ['label', 'title', 'text'] : []),
  ]);
  const goal = linkIn(
    first(attributes, ['button_url', 'btn_link', 'button_link', 'button_one_url', 'link', 'url', 'href']),
  );
  const href = goal === '' ? undefined : wholeAddress(goal, reading);
  const button = isButton && content.trim() !== '' ? [] : words(label, reading);
  const people = ['author', 'job_title', 'position', 'job', 'company', 'company_name']
    .map((name) => words(attributes.get(name) ?? '', reading))
    .filter((part) => part.length > 0);
  return [
    ...(button.length === 0
      ? []
      : [el('p', {}, href === undefined || href === '' ? button : [el('a', { href }, button)])]),
    ...(people.length === 0
      ? []
      : [
          el(
            'p',
            {},
            people.flatMap((part, index) => (index === 0 ? part : [text(', '), ...part])),
          ),
        ]),
  ];
}

/** `url:https%3A%2F%2Fhafenpost.de|title:Mehr`, `manually,https://…` */
function linkIn(written: string): string {
  const packed = /(?:^|\|)url:([^|]*)/.exec(written)?.[1];
  if (packed === undefined) return written.replace(/^(?:manually|lightbox),/, '');
  try {
    return decodeURIComponent(packed);
  } catch {
    return packed;
  }
}

function shownInside(base: string, { attributes, content = '' }: Shortcode, reading: Reading): string {
  const trimmed = content.trim();
  // A picture that is only an address, as Avada writes it.
  if (/image/.test(base) && isPictureAddress(trimmed)) {
    const whole = wholeAddress(trimmed, reading);
    return whole === undefined
      ? content
      : reading.place([el('p', {}, [pictureOf(whole, reading, { alt: attributes.get('alt') ?? '' })])]);
  }
  if (!/(?:btn|button)$/.test(base) || trimmed === '') return content;
  const goal = linkIn(first(attributes, ['link', 'url', 'href', 'button_url']));
  const href = goal === '' ? undefined : wholeAddress(goal, reading);
  const inside = words(content, reading);
  return !isSeen(inside)
    ? ''
    : reading.place([el('p', {}, href === undefined || href === '' ? inside : [el('a', { href }, inside)])]);
}

/** HTML in base64 (WPBakery and Avada pack it so), or as it is. */
function decodedHtml({ content = '', tag }: Shortcode, { reading }: Place): string {
  const packed = content.replaceAll(/\s/g, '');
  if (packed === '' || !/^[\w+/]+={0,2}$/.test(packed) || packed.length % 4 !== 0) return content;
  const bytes = Buffer.from(packed, 'base64').toString('utf8');
  if (bytes.includes('\uFFFD')) {
    reading.remark('left-over', 'Verpackter HTML-Code, der sich nicht lesen lässt.', short(tag));
    return '';
  }
  try {
    return reading.place(reading.plainItems(decodeURIComponent(bytes), 'blocks'));
  } catch {
    return reading.place(reading.plainItems(bytes, 'blocks'));
  }
}
