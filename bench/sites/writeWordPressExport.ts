/**
 * The corpus as a newsroom's export of WordPress: half of the texts in blocks, half classic, with pictures, captions, galleries, links to
 * each other, comments, and what must stay hidden. The same for the same numbers.
 */
import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { serialize } from 'php-serialize';
import { createZone } from '../../src/core/time.ts';
import { type CorpusArticle, makeCorpus } from '../corpus.ts';
import { makeTeaser } from '../corpus/articleText.ts';
import { makeRandom, type Random } from '../corpus/random.ts';
import * as words from '../corpus/vocabulary.ts';

export interface ExportSize {
  readonly posts: number;
  /** Of each post, on average. */
  readonly comments: number;
  /** Of each post: all stand in its text. */
  readonly attachments: number;
  /** Letters of the Markdown that each text is made of. */
  readonly letters: number;
}

/** 10,000 posts of some 250 words with 50,000 comments and 30,000 attachments: about 160 MB. */
export const usualExport: ExportSize = { posts: 10_000, comments: 5, attachments: 3, letters: 1500 };

/** Few, but long: each like a book of 40 pages; about 1 GB. */
export const largeTexts: ExportSize = { posts: 8000, comments: 5, attachments: 3, letters: 100_000 };

const blog = 'https://blog.example.org';
const zone = createZone('Europe/Berlin');

/** One after the other, so that an export of any size is written in little memory. */
export function writeWordPressExport(path: string, size: ExportSize): void {
  const file = openSync(path, 'w');
  try {
    let waiting = head();
    for (const part of items(size)) {
      waiting += part;
      if (waiting.length < 1_000_000) continue;
      writeSync(file, waiting);
      waiting = '';
    }
    writeSync(file, `${waiting}</channel>\n</rss>\n`);
  } finally {
    closeSync(file);
  }
}

/** The original of every picture of the export, all alike but for their ends, in a folder like `wp-content/uploads`. */
export function writeUploads(folder: string, { posts, attachments }: ExportSize, picture: Uint8Array): void {
  let number = 0;
  for (const article of makeCorpus(posts)) {
    number += 1;
    for (let index = 0; index < attachments; index += 1) {
      const { id, stem } = pictureOf(article, 1000 + number * 100, index);
      const path = join(folder, `${stem}.jpg`);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, Buffer.concat([picture, Buffer.from(String(id))]));
    }
  }
}

function head(): string {
  const authors = words.authorNames.map(
    (name, index) =>
      `\t<wp:author><wp:author_id>${index + 1}</wp:author_id><wp:author_login>${cdata(slugOf(name))}</wp:author_login><wp:author_email>${cdata(`${slugOf(name)}@example.org`)}</wp:author_email><wp:author_display_name>${cdata(name)}</wp:author_display_name><wp:author_first_name>${cdata(name.split(' ')[0] ?? '')}</wp:author_first_name><wp:author_last_name>${cdata(name.split(' ')[1] ?? '')}</wp:author_last_name></wp:author>\n`,
  );
  const categories = words.sectionWeights.map(
    ([name], index) =>
      `\t<wp:category>\n\t\t<wp:term_id>${index + 2}</wp:term_id>\n\t\t<wp:category_nicename>${cdata(slugOf(name))}</wp:category_nicename>\n\t\t<wp:category_parent>${cdata('')}</wp:category_parent>\n\t\t<wp:cat_name>${cdata(name)}</wp:cat_name>\n\t</wp:category>\n`,
  );
  return `<?xml version="1.0" encoding="UTF-8" ?>
<!-- generator="WordPress/6.7" created="2026-01-01 00:00" -->
<rss version="2.0"
	xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
	xmlns:content="http://purl.org/rss/1.0/modules/content/"
	xmlns:wfw="http://wellformedweb.org/CommentAPI/"
	xmlns:dc="http://purl.org/dc/elements/1.1/"
	xmlns:wp="http://wordpress.org/export/1.2/"
>
<channel>
	<title>Der Blattmacher-Vergleich</title>
	<link>${blog}</link>
	<description>Nachrichten aus der Messung</description>
	<language>de-DE</language>
	<wp:wxr_version>1.2</wp:wxr_version>
	<wp:base_site_url>${blog}</wp:base_site_url>
	<wp:base_blog_url>${blog}</wp:base_blog_url>
${authors.join('')}${categories.join('')}`;
}

function* items({ posts, comments, attachments, letters }: ExportSize): Generator<string> {
  const random = makeRandom(20_260_102);
  const known: string[] = [];
  let number = 0;
  yield item(
    { id: 1, type: 'wp_block', slug: 'hinweis', title: 'Hinweis', date: new Date(1_600_000_000_000) },
    block('paragraph', '<p>Mehr dazu im Newsletter.</p>'),
    '',
  );
  for (const made of makeCorpus(posts)) {
    const article = { ...made, text: ofLength(made.text, letters) };
    number += 1;
    const id = 1000 + number * 100;
    const pictures = Array.from({ length: attachments }, (_, index) => pictureOf(article, id, index));
    for (const picture of pictures) yield attachment(picture, article, id, random);
    const address = addressOf(article);
    const hidden = hiddenAs(number);
    const isClassic = random.chance(0.5);
    const text = isClassic
      ? classicText(article, pictures, known, random)
      : blockText(article, pictures, known, random);
    const count = random.between(0, 2 * comments);
    const threads = Array.from({ length: count }, (_, index) =>
      comment(number * 1000 + index, index, article, random),
    );
    const post: Post = {
      id,
      type: 'post',
      slug: article.slug,
      title: article.title,
      date: article.date,
      author: slugOf(article.author),
      excerpt: article.description,
      ...hidden,
    };
    yield item(post, text, `${termsOf(article)}${featured(pictures)}${threads.join('')}`);
    known.push(address);
    if (known.length > 500) known.splice(0, 250);
  }
}

/** What is not for everybody, by number: a few of each kind. */
function hiddenAs(number: number): Partial<Post> {
  switch (number % 100) {
    case 11:
    case 12:
      return { status: 'private' };
    case 13:
      return { password: 'geheim' };
    case 14:
    case 15:
      return { status: 'draft', slug: '' };
    case 16:
      return { status: 'pending', slug: '' };
    case 17:
      return { status: 'trash' };
    default:
      return {};
  }
}

// Items

interface Post {
  readonly id: number;
  readonly type: string;
  readonly slug: string;
  readonly title: string;
  readonly date: Date;
  readonly author?: string;
  readonly excerpt?: string;
  readonly status?: string;
  readonly password?: string;
  readonly parent?: number;
  readonly url?: string;
}

function item(post: Post, content: string, more: string): string {
  const { id, type, slug, title, date, author = 'anna-mueller', excerpt = '', status = 'publish' } = post;
  const link = slug === '' || type !== 'post' ? `${blog}/?p=${id}` : addressOf({ slug, date });
  const gmt = status === 'draft' || status === 'pending' ? '0000-00-00 00:00:00' : clock(date, 0);
  const local = clock(date, zone.offsetAt(date.getTime()));
  const url = post.url === undefined ? '' : `\t<wp:attachment_url>${cdata(post.url)}</wp:attachment_url>\n`;
  return `<item>
	<title>${cdata(title)}</title>
	<link>${link}</link>
	<pubDate>${date.toUTCString()}</pubDate>
	<dc:creator>${cdata(author)}</dc:creator>
	<guid isPermaLink="false">${blog}/?p=${id}</guid>
	<description></description>
	<content:encoded>${cdata(content)}</content:encoded>
	<excerpt:encoded>${cdata(excerpt)}</excerpt:encoded>
	<wp:post_id>${id}</wp:post_id>
	<wp:post_date>${cdata(local)}</wp:post_date>
	<wp:post_date_gmt>${cdata(gmt)}</wp:post_date_gmt>
	<wp:post_modified>${cdata(local)}</wp:post_modified>
	<wp:post_modified_gmt>${cdata(clock(date, 0))}</wp:post_modified_gmt>
	<wp:comment_status>${cdata('open')}</wp:comment_status>
	<wp:ping_status>${cdata('open')}</wp:ping_status>
	<wp:post_name>${cdata(slug)}</wp:post_name>
	<wp:status>${cdata(status)}</wp:status>
	<wp:post_parent>${post.parent ?? 0}</wp:post_parent>
	<wp:menu_order>0</wp:menu_order>
	<wp:post_type>${cdata(type)}</wp:post_type>
	<wp:post_password>${cdata(post.password ?? '')}</wp:post_password>
	<wp:is_sticky>0</wp:is_sticky>
${url}${more}</item>
`;
}

interface Picture {
  readonly id: number;
  /** Below the uploads, without its ending. */
  readonly stem: string;
  readonly caption: string;
}

function pictureOf({ slug, date, description }: CorpusArticle, id: number, index: number): Picture {
  const [year, month] = clock(date, 0).split('-');
  return { id: id + 1 + index, stem: `${year}/${month}/${slug}-bild-${index + 1}`, caption: description };
}

function attachment(
  { id, stem, caption }: Picture,
  { date, author }: CorpusArticle,
  parent: number,
  random: Random,
): string {
  const name = stem.slice(stem.lastIndexOf('/') + 1);
  const size = (width: number, height: number) => ({
    file: `${name}-${width}x${height}.jpg`,
    width,
    height,
    'mime-type': 'image/jpeg',
    filesize: width * 40,
  });
  const metadata = {
    width: 2560,
    height: 1707,
    file: `${stem}-scaled.jpg`,
    filesize: random.between(200_000, 900_000),
    sizes: {
      thumbnail: size(150, 150),
    },
    image_meta: { credit: `Foto: ${author}` },
    original_image: `${name}.jpg`,
  };
  const post: Post = {
    id,
    type: 'attachment',
    slug: name,
    title: name,
    date,
    author: slugOf(author),
    excerpt: caption,
    status: 'inherit',
    parent,
    url: `${uploads}/${stem}-scaled.jpg`,
  };
  const more =
    meta('_wp_attached_file', `${stem}-scaled.jpg`) +
    meta('_wp_attachment_image_alt', random.pick(words.headlineTopics)) +
    meta('_wp_attachment_metadata', serialize(metadata));
  return item(post, '', more);
}

function meta(key: string, value: string): string {
  return `\t<wp:postmeta>\n\t\t<wp:meta_key>${cdata(key)}</wp:meta_key>\n\t\t<wp:meta_value>${cdata(value)}</wp:meta_value>\n\t</wp:postmeta>\n`;
}

function featured([first]: readonly Picture[]): string {
  return first ? meta('_thumbnail_id', String(first.id)) : '';
}

function termsOf({ section, tags }: CorpusArticle): string {
  const term = (taxonomy: string, name: string): string =>
    `\t<category domain="${taxonomy}" nicename="${slugOf(name)}">${cdata(name)}</category>\n`;
  return term('category', section) + tags.map((tag) => term('post_tag', tag)).join('');
}

function comment(id: number, index: number, { date }: CorpusArticle, random: Random): string {
  const name = random.pick(words.authorNames);
  const state = random.next();
  const approved = state < 0.04 ? '0' : state < 0.05 ? 'trash' : '1';
  const isPingback = random.chance(0.03);
  const at = new Date(date.getTime() + (index + 1) * 3_600_000);
  return `	<wp:comment>
		<wp:comment_id>${id}</wp:comment_id>
		<wp:comment_author>${cdata(name)}</wp:comment_author>
		<wp:comment_author_email>${cdata(`${slugOf(name)}@example.org`)}</wp:comment_author_email>
		<wp:comment_author_url>${isPingback ? 'https://example.org/' : ''}</wp:comment_author_url>
		<wp:comment_author_IP>${cdata(`192.0.2.${random.between(1, 254)}`)}</wp:comment_author_IP>
		<wp:comment_date>${cdata(clock(at, zone.offsetAt(at.getTime())))}</wp:comment_date>
		<wp:comment_date_gmt>${cdata(clock(at, 0))}</wp:comment_date_gmt>
		<wp:comment_content>${cdata(makeTeaser(random))}</wp:comment_content>
		<wp:comment_approved>${cdata(approved)}</wp:comment_approved>
		<wp:comment_type>${cdata(isPingback ? 'pingback' : 'comment')}</wp:comment_type>
		<wp:comment_parent>${index > 0 && random.chance(0.4) ? id - 1 : 0}</wp:comment_parent>
		<wp:comment_user_id>0</wp:comment_user_id>
	</wp:comment>
`;
}

// Texts

const uploads = `${blog}/wp-content/uploads`;

function blockText(
  { text }: CorpusArticle,
  pictures: readonly Picture[],
  known: readonly string[],
  random: Random,
): string {
  const [first, second, third] = pictures;
  const blocks = blocksOf(text).map(({ kind, html }) =>
    kind === 'heading' ? block('heading', html) : block(kind, html),
  );
  if (first) {
    const image = `<figure class="wp-block-image size-large">${img(first, '1024x683')}<figcaption class="wp-element-caption">${first.caption}</figcaption></figure>`;
    blocks.splice(1, 0, block('image', image, { id: first.id, sizeSlug: 'large', linkDestination: 'none' }));
  }
  if (second && third) {
    const images = [second, third].map((picture) =>
      block('image', `<figure class="wp-block-image size-large">${img(picture, '768x512')}</figure>`, {
        id: picture.id,
      }),
    );
    blocks.push(
      block(
        'gallery',
        `<figure class="wp-block-gallery has-nested-images columns-2">${images.join('\n\n')}</figure>`,
        { columns: 2, linkTo: 'none' },
      ),
    );
  }
  if (random.chance(0.05)) blocks.push('<!-- wp:block {"ref":1} /-->');
  blocks.push(block('paragraph', `<p>${linkTo(known, random)}</p>`));
  return blocks.join('\n\n');
}

function classicText(
  { text }: CorpusArticle,
  pictures: readonly Picture[],
  known: readonly string[],
  random: Random,
): string {
  const [first, ...others] = pictures;
  const parts = blocksOf(text).map(({ kind, html }) =>
    kind === 'paragraph' ? html.replace(/^<p>|<\/p>$/g, '') : html,
  );
  if (first) {
    const picture = `<a href="${uploads}/${first.stem}.jpg">${img(first, '300x200')}</a>`;
    parts.splice(
      1,
      0,
      `[caption id="attachment_${first.id}" align="alignright" width="300"]${picture} ${first.caption}[/caption]`,
      '<!--more-->',
    );
  }
  if (others.length > 0) parts.push(`[gallery columns="2" ids="${others.map(({ id }) => id).join(',')}"]`);
  if (random.chance(0.05)) parts.push('[contact-form-7 id="5" title="Kontakt"]');
  parts.push(linkTo(known, random));
  return parts.join('\n\n');
}

function linkTo(known: readonly string[], random: Random): string {
  return known.length === 0
    ? 'Mehr folgt.'
    : `Lesen Sie auch <a href="${random.pick(known)}">unseren Bericht</a>.`;
}

function img({ id, stem }: Picture, size: string): string {
  return `<img src="${uploads}/${stem}-${size}.jpg" alt="" class="wp-image-${id}"/>`;
}

function block(name: string, html: string, attributes?: object): string {
  const given = attributes ? ` ${JSON.stringify(attributes)}` : '';
  return `<!-- wp:${name}${given} -->\n${html}\n<!-- /wp:${name} -->`;
}

type Kind = 'heading' | 'list' | 'paragraph' | 'quote' | 'table';

/** The Markdown of the corpus, which has few forms, as HTML. */
function blocksOf(text: string): readonly { readonly kind: Kind; readonly html: string }[] {
  return text.split('\n\n').map((part) => {
    const lines = part.split('\n');
    if (part.startsWith('## ')) return { kind: 'heading', html: `<h2>${inline(part.slice(3))}</h2>` };
    if (part.startsWith('> '))
      return {
        kind: 'quote',
        html: `<blockquote class="wp-block-quote"><p>${inline(part.slice(2))}</p></blockquote>`,
      };
    if (part.startsWith('- '))
      return {
        kind: 'list',
        html: `<ul>${lines.map((line) => `<li>${inline(line.slice(2))}</li>`).join('')}</ul>`,
      };
    if (part.startsWith('| ')) return { kind: 'table', html: tableOf(lines) };
    return { kind: 'paragraph', html: `<p>${inline(part)}</p>` };
  });
}

/** Whole blocks of a text, said again and again if it is shorter. */
function ofLength(text: string, letters: number): string {
  const repeated = Array.from({ length: Math.ceil(letters / text.length) + 1 }, () => text).join('\n\n');
  return repeated.slice(0, repeated.lastIndexOf('\n\n', letters));
}

function tableOf(lines: readonly string[]): string {
  const rows = lines
    .filter((_, index) => index !== 1)
    .map((line) => line.split('|').slice(1, -1))
    .map((cells) => `<tr>${cells.map((cell) => `<td>${inline(cell.trim())}</td>`).join('')}</tr>`);
  return `<figure class="wp-block-table"><table><tbody>${rows.join('')}</tbody></table></figure>`;
}

function inline(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replace(/\[([^\]]+)\]\(([^)]+)\)/g, '<a href="$2">$1</a>')
    .replace(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>')
    .replace(/\*([^*]+)\*/g, '<em>$1</em>');
}

// Forms

function cdata(text: string): string {
  return `<![CDATA[${text}]]>`;
}

/** @param offset minutes east of UTC. */
function clock(date: Date, offset: number): string {
  return new Date(date.getTime() + offset * 60_000).toISOString().slice(0, 19).replace('T', ' ');
}

function addressOf({ slug, date }: Pick<CorpusArticle, 'slug' | 'date'>): string {
  const [year, month] = clock(date, zone.offsetAt(date.getTime())).split('-');
  return `${blog}/${year}/${month}/${slug}/`;
}

const plainLetters: ReadonlyMap<string, string> = new Map([
  ['ä', 'ae'],
  ['ö', 'oe'],
  ['ü', 'ue'],
  ['ß', 'ss'],
  ['ı', 'i'],
]);

function slugOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/[äöüßı]/g, (letter) => plainLetters.get(letter) ?? letter)
    .replace(/[^a-z0-9]+/g, '-');
}
