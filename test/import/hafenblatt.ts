/** A newsroom's WordPress as its export has it: a bit of everything that is asked of an import. What readers must never see holds „geheim“ or an address `@privat.example`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { buildSite } from '../../src/build/build.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { usualBuild } from '../support/usualBuild.ts';
import {
  inCategory,
  wxrCategory,
  wxrComment,
  wxrFile,
  wxrItem,
  wxrMeta,
} from '../support/wordpressExport.ts';

type Fields = Readonly<Record<string, string>>;

export const oldBlog = 'https://hafenblatt.example';
const uploads = `${oldBlog}/wp-content/uploads`;

const head = `<title>Hafenblatt</title>
<link>${oldBlog}</link>
<description>Nachrichten vom Wasser</description>
<language>de-DE</language>
<wp:wxr_version>1.2</wp:wxr_version>
<wp:base_site_url>${oldBlog}</wp:base_site_url>
<wp:base_blog_url>${oldBlog}</wp:base_blog_url>
`;

const authors = [
  ['1', 'kim', 'kim@privat.example', 'Kim Möller'],
  ['2', 'jo', 'jo@privat.example', 'Jo Şahin'],
]
  .map(
    ([id, login, email, name]) =>
      `<wp:author><wp:author_id>${id}</wp:author_id><wp:author_login>${login}</wp:author_login><wp:author_email>${email}</wp:author_email><wp:author_display_name>${name}</wp:author_display_name></wp:author>\n`,
  )
  .join('');

function tag(id: string, slug: string, name: string): string {
  return `<wp:tag><wp:term_id>${id}</wp:term_id><wp:tag_slug>${slug}</wp:tag_slug><wp:tag_name><![CDATA[${name}]]></wp:tag_name></wp:tag>\n`;
}

const terms = [
  wxrCategory('stadt', 'Stadt', '', '11'),
  wxrCategory('hafen', 'Hafen', 'stadt', '12'),
  wxrCategory('uncategorized', 'Uncategorized', '', '1'),
  tag('21', 'c-plus-plus', 'C++'),
  tag('22', 'wind-wasser', 'Wind &amp; Wasser'),
  tag('23', 'was-nun', 'Was nun; wohin?'),
].join('');

function post(id: string, slug: string, fields: Fields, more = ''): string {
  const day = '2019-05-04';
  return wxrItem(
    {
      title: `Beitrag ${id}`,
      link: `${oldBlog}/2019/05/${slug}/`,
      guid: `${oldBlog}/?p=${id}`,
      'wp:post_id': id,
      'wp:post_name': slug,
      'wp:post_date': `${day} 12:30:00`,
      'wp:post_date_gmt': `${day} 10:30:00`,
      ...fields,
    },
    more,
  );
}

/** Drafts have a nonsense address, no slug and no date in UTC. */
function draft(id: string, status: string, fields: Fields = {}, more = ''): string {
  return post(
    id,
    '',
    {
      title: `geheimtitel ${id}`,
      link: `${oldBlog}/?p=${id}`,
      'content:encoded': `geheimtext ${id}`,
      'wp:status': status,
      'wp:post_date_gmt': '0000-00-00 00:00:00',
      ...fields,
    },
    more,
  );
}

function page(id: string, path: string, title: string, fields: Fields = {}, more = ''): string {
  const slug = path.split('/').at(-1) ?? '';
  return post(
    id,
    slug,
    {
      title,
      link: `${oldBlog}/${path}/`,
      'wp:post_type': 'page',
      'content:encoded': `Das ist ${title}.`,
      ...fields,
    },
    more,
  );
}

function attachment(id: string, path: string, parent: string, fields: Fields = {}, more = ''): string {
  const slug = path.replace(/^.*\/|\.\w+$/g, '');
  return post(
    id,
    slug,
    {
      title: slug,
      link: parent === '101' ? `${oldBlog}/2019/05/kran/${slug}/` : `${oldBlog}/${slug}/`,
      'wp:post_type': 'attachment',
      'wp:status': 'inherit',
      'wp:post_parent': parent,
      'wp:attachment_url': `${uploads}/${path}`,
      'content:encoded': '',
      ...fields,
    },
    wxrMeta('_wp_attached_file', path) + more,
  );
}

function menuEntry(id: string, order: string, title: string, meta: Fields): string {
  const lines = Object.entries({ menu_item_parent: '0', ...meta }).map(([key, value]) =>
    wxrMeta(`_menu_item_${key}`, value),
  );
  return post(
    id,
    `eintrag-${id}`,
    { title, 'wp:post_type': 'nav_menu_item', 'wp:menu_order': order, 'content:encoded': '' },
    lines.join('') + inCategory('haupt', 'Haupt', 'nav_menu'),
  );
}

function comment(id: string, text: string, fields: Fields = {}): string {
  return wxrComment({
    'wp:comment_id': id,
    'wp:comment_author': `Leser ${id}`,
    'wp:comment_author_email': `leser${id}@privat.example`,
    'wp:comment_author_url': 'https://leser.example/',
    'wp:comment_author_IP': '203.0.113.77',
    'wp:comment_date': '2019-05-05 10:00:00',
    'wp:comment_date_gmt': '2019-05-05 08:00:00',
    'wp:comment_content': text,
    'wp:comment_parent': '0',
    'wp:comment_user_id': '0',
    ...fields,
  });
}

const leadPost = post(
  '101',
  'kran',
  {
    title: 'Der „neue“ Kran &amp; der <em>alte</em>',
    'dc:creator': 'kim',
    'content:encoded': `<p>Er dreht sich. <a href="${oldBlog}/?p=113">Mehr</a></p>\n<h2>Technik</h2>\n<p>50 Tonnen.</p>`,
    'excerpt:encoded': '<p>Am Hafen <b>dreht</b> sich was.</p>',
    'wp:is_sticky': '1',
    'wp:post_modified': '2019-06-01 09:00:00',
    'wp:post_modified_gmt': '2019-06-01 07:00:00',
  },
  [
    inCategory('stadt', 'Stadt'),
    inCategory('hafen', 'Hafen'),
    inCategory('c-plus-plus', 'C++', 'post_tag'),
    inCategory('wind-wasser', 'Wind &amp; Wasser', 'post_tag'),
    inCategory('was-nun', 'Was nun; wohin?', 'post_tag'),
    inCategory('cap-kim', 'kim', 'author'),
    inCategory('cap-jo', 'jo', 'author'),
    wxrMeta('_thumbnail_id', '201'),
    wxrMeta('_yoast_wpseo_primary_category', '12'),
    wxrMeta('_yoast_wpseo_title', 'Kräne im Vergleich %%page%% %%sep%% %%sitename%%'),
    wxrMeta('_yoast_wpseo_metadesc', 'Was %%sitename%% über Kräne weiß'),
    wxrMeta('_wp_old_slug', 'kran-alt'),
    wxrMeta('_wp_old_slug', 'der-kran'),
    wxrMeta('_edit_lock', '1559372400:1'),
    comment('1001', 'Schöner Kran!'),
    comment('1002', 'Finde ich auch.', { 'wp:comment_parent': '1001', 'wp:comment_user_id': '1' }),
    comment('1003', 'geheimwartend', { 'wp:comment_approved': '0' }),
    comment('1004', 'geheimspam', { 'wp:comment_approved': 'spam' }),
    comment('1005', 'geheimpapierkorb', { 'wp:comment_approved': 'trash' }),
    comment('1006', 'geheimping', { 'wp:comment_type': 'pingback' }),
  ].join(''),
);

/** Label of a link → its address in the old blog, and where it must lead: a source relative to `content/articles/2019`, an address, or nowhere. */
export const linksOfEveryKind: Readonly<Record<string, readonly [href: string, goal: string | undefined]>> = {
  permalink: [`${oldBlog}/2019/05/kran/`, 'kran.md'],
  Absatz: [`${oldBlog}/2019/05/kran/#technik`, 'kran.md#technik'],
  Nummer: [`${oldBlog}/?p=101`, 'kran.md'],
  unverschlüsselt: [`http://hafenblatt.example/2019/05/kran/`, 'kran.md'],
  www: [`https://www.hafenblatt.example/2019/05/kran`, 'kran.md'],
  relativ: ['/2019/05/kran/', 'kran.md'],
  früher: [`${oldBlog}/2019/05/kran-alt/`, 'kran.md'],
  Seite: [`${oldBlog}/ueber-uns/team/`, '../../pages/team.md'],
  Seitennummer: [`${oldBlog}/?page_id=301`, '../../pages/ueber-uns.md'],
  Bildseite: [`${oldBlog}/2019/05/kran/kran-abend/`, '../../media/2019/05/kran-abend.jpg'],
  Datei: [`${uploads}/2019/05/kran-abend-300x200.jpg`, '../../media/2019/05/kran-abend.jpg'],
  Bericht: [`${uploads}/2019/05/bericht.pdf`, '../../media/2019/05/bericht.pdf'],
  Ressort: [`${oldBlog}/category/stadt/hafen/`, '/ressort/hafen/'],
  Schlagwort: [`${oldBlog}/tag/wind-wasser/page/2/`, '/thema/wind-und-wasser/'],
  Autorin: [`${oldBlog}/author/kim/`, '/autor/kim-moeller/'],
  Monat: [`${oldBlog}/2019/05/`, '/archiv/2019/05/'],
  Feed: [`${oldBlog}/feed/`, '/feed.xml'],
  Start: [oldBlog, '/'],
  tot: [`${oldBlog}/2011/01/nie-da-gewesen/`, undefined],
  fremd: ['https://andere.example/seite/?a=1#b', 'https://andere.example/seite/?a=1#b'],
};

const links = Object.entries(linksOfEveryKind)
  .map(([label, [href]]) => `<li><a href="${href}">${label}</a></li>`)
  .join('\n');

const longSlug = 'sehr-langer-name-'.repeat(18).slice(0, 300);

export const posts = {
  lead: leadPost,
  planned: post('102', 'bald', {
    title: 'geheimplan',
    'content:encoded': 'geheimplan',
    link: `${oldBlog}/?p=102`,
    'wp:status': 'future',
    'wp:post_date': '2026-12-24 18:00:00',
    'wp:post_date_gmt': '2026-12-24 17:00:00',
  }),
  missed: draft('103', 'future', { 'wp:post_date_gmt': '2019-05-04 10:30:00' }),
  draft: draft('104', 'draft', {}, comment('1010', 'geheimkommentar')),
  pending: draft('105', 'pending'),
  private: draft('106', 'private', { link: `${oldBlog}/2019/05/intern/`, 'wp:post_name': 'intern' }),
  trash: draft(
    '107',
    'trash',
    {},
    comment('1011', 'geheimkommentar', { 'wp:comment_approved': 'post-trashed' }),
  ),
  password: post(
    '108',
    'nur-fuer-dich',
    { title: 'geheimtitel 108', 'content:encoded': 'geheimtext 108', 'wp:post_password': 'geheimwort' },
    comment('1012', 'geheimkommentar'),
  ),
  unknown: draft('109', 'archiviert'),
  secondLead: post('110', 'schleuse', {
    title: 'Die Schleuse',
    'wp:is_sticky': '1',
    'content:encoded': 'Offen.',
  }),
  links: post('111', 'verweise', { title: 'Verweise', 'content:encoded': `<ul>\n${links}\n</ul>` }),
  media: post(
    '112',
    'bilder',
    {
      title: 'Bilder und Töne',
      'content:encoded': [
        'Vor dem Bild.',
        `[caption id="attachment_202" align="alignleft" width="300"]<a href="${uploads}/2019/05/boot.jpg"><img src="${uploads}/2019/05/boot-300x200.jpg" alt="Ein Boot" width="300" height="200" /></a> Das Boot von Jo[/caption]`,
        '[gallery ids="203,201"]',
        'https://www.youtube.com/watch?v=dQw4w9WgXcQ',
        `<audio src="${uploads}/2019/05/ton.mp3"></audio>`,
        `<img src="${uploads}/2019/05/verloren.jpg" alt="Verloren">`,
        '[kontaktformular id="3"]',
      ].join('\n\n'),
    },
    wxrMeta('enclosure', `${uploads}/2019/05/ton.mp3\n440\naudio/mpeg\n`) + inCategory('hafen', 'Hafen'),
  ),
  reusing: post('113', 'baustein', {
    title: 'Mit Baustein',
    'content:encoded': '<!-- wp:block {"ref":120} /-->',
  }),
  nameless: post('114', '', { title: '', link: `${oldBlog}/2019/05/114/`, 'content:encoded': 'Ohne Titel.' }),
  zeros: post('115', 'nullen', {
    title: 'geheimnull',
    'content:encoded': 'geheimnull',
    link: `${oldBlog}/0000/00/nullen/`,
    'wp:post_date': '0000-00-00 00:00:00',
    'wp:post_date_gmt': '0000-00-00 00:00:00',
    'wp:post_modified': '0000-00-00 00:00:00',
    'wp:post_modified_gmt': '0000-00-00 00:00:00',
  }),
  twin: post('116', 'zwilling', { title: 'Zwilling', 'content:encoded': 'Der eine.' }),
  otherTwin: post('117', 'zwilling', { title: 'Zwilling', 'content:encoded': 'Der andere.' }),
  long: post('118', longSlug, { title: 'Langer Name', 'content:encoded': 'Lang.' }),
  english: post(
    '119',
    'harbour',
    {
      title: 'At the "harbour"',
      'content:encoded': 'The boat - it\'s "new".',
      link: `${oldBlog}/2019/05/harbour/`,
    },
    inCategory('en', 'English', 'language'),
  ),
  scripted: post('121', 'skript', {
    title: 'Skripte <script>alert(1)</script>',
    'content:encoded':
      '<p onclick="boese()">Text</p><script>boese()</script><a href="javascript:boese()">Klick</a><iframe src="https://boese.example/"></iframe>',
  }),
  uncategorized: post(
    '122',
    'ohne-ressort',
    { title: 'Ohne Ressort', 'content:encoded': 'Nichts.', 'wp:comment_status': 'closed' },
    inCategory('uncategorized', 'Uncategorized'),
  ),
} as const;

export const pages = [
  page('301', 'ueber-uns', 'Über uns'),
  page('302', 'ueber-uns/team', 'Team', { 'wp:post_parent': '301' }, comment('1020', 'Auf einer Seite.')),
  page('303', 'projekte', 'Projekte'),
  page('304', 'projekte/team', 'Team der Projekte', { 'wp:post_parent': '303' }),
  page('305', 'archiv', 'Unser Archiv'),
  page('306', 'suche', 'Wir suchen'),
  page('307', 'henne/ei', 'Ei', { 'wp:post_parent': '308' }),
  page('308', 'ei/henne', 'Henne', { 'wp:post_parent': '307' }),
  page('309', 'intern-seite', 'geheimseite', { 'wp:status': 'private' }),
];

export const others = [
  post('120', 'baustein-120', {
    title: 'Baustein',
    'wp:post_type': 'wp_block',
    'content:encoded': '<p>Aus dem Baustein.</p>',
  }),
  post('401', 'hafenfest', {
    title: 'Hafenfest',
    link: `${oldBlog}/event/hafenfest/`,
    'wp:post_type': 'event',
    'content:encoded': 'Am Samstag.',
  }),
  menuEntry('501', '2', '', { type: 'post_type', object: 'page', object_id: '301' }),
  menuEntry('502', '1', 'Vom Hafen', { type: 'taxonomy', object: 'category', object_id: '12' }),
  menuEntry('503', '3', 'Kran', {
    type: 'custom',
    object: 'custom',
    object_id: '503',
    url: `${oldBlog}/2019/05/kran/`,
  }),
  menuEntry('504', '4', 'Unten', { type: 'custom', url: 'https://andere.example/', menu_item_parent: '501' }),
  menuEntry('505', '5', 'Intern', { type: 'post_type', object: 'page', object_id: '309' }),
  post('601', 'aussehen', {
    title: 'hafenblatt',
    'wp:post_type': 'custom_css',
    'content:encoded': 'body { color: red }',
  }),
];

export const attachments = [
  attachment(
    '201',
    '2019/05/kran-abend.jpg',
    '101',
    {
      'excerpt:encoded': 'Der Kran im Abendlicht. Foto: Kim Möller/dpa',
    },
    wxrMeta('_wp_attachment_image_alt', 'Ein Kran vor rotem Himmel'),
  ),
  attachment('202', '2019/05/boot.jpg', '112', { 'excerpt:encoded': 'OLYMPUS DIGITAL CAMERA' }),
  attachment('203', '2019/05/möwe.jpg', '112', { link: `${oldBlog}/moewe/`, 'wp:post_name': 'moewe' }),
  attachment('204', '2019/05/bericht.pdf', '111'),
  attachment('205', '2019/05/ton.mp3', '112'),
  attachment('206', '2019/05/unbenutzt.jpg', '0'),
  attachment('207', '2019/05/verloren.jpg', '112'),
];

/** Everything of the blog in one file. */
export const wholeExport = exportOf([...Object.values(posts), ...pages, ...others, ...attachments]);

export function exportOf(items: readonly string[], title = 'Hafenblatt'): string {
  const body = `${authors}${terms}${items.join('')}`;
  return wxrFile(body, { head: head.replace('Hafenblatt', title) });
}

/** How many items and comments the whole export has. */
export const wholeCount = [...wholeExport.matchAll(/<item>|<wp:comment>/g)].length;

const sound = Buffer.concat([
  Buffer.from('ID3\u0003\0\0\0\0\0\0', 'latin1'),
  Buffer.from([0xff, 0xfb, 0x90, 0x64]),
  Buffer.alloc(413),
]);

/** The copy of `wp-content/uploads`: small real files, also those in sizes that WordPress makes. */
export async function writeUploads(folder: string): Promise<void> {
  const files: Readonly<Record<string, Buffer | number>> = {
    'kran-abend.jpg': 40,
    'kran-abend-300x200.jpg': 8,
    'boot.jpg': 41,
    'boot-300x200.jpg': 9,
    'möwe.jpg': 42,
    'unbenutzt.jpg': 43,
    'bericht.pdf': Buffer.from('%PDF-1.4\n%%EOF\n'),
    'ton.mp3': sound,
  };
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, '2019', '05', name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, typeof content === 'number' ? await picture(content) : content);
  }
}

function picture(width: number): Promise<Buffer> {
  return sharp({ create: { width, height: 20, channels: 3, background: { r: width, g: 80, b: 120 } } })
    .jpeg()
    .toBuffer();
}

export interface JsonItem {
  readonly id: string;
  readonly type: string;
  readonly status: string;
  readonly result: string;
  readonly file?: string;
  readonly url?: string;
  readonly reason?: string;
}

export interface JsonAccount {
  readonly items: readonly JsonItem[];
  readonly totals: {
    readonly items: number;
    readonly imported: number;
    readonly leftOut: number;
    readonly byType: Readonly<
      Record<string, Readonly<Record<string, { readonly imported: number; readonly leftOut: number }>>>
    >;
  };
  readonly differences: readonly { readonly isUnexplained: boolean; readonly reason: string }[];
}

/** A folder with an export in it. */
export function withExport(text = wholeExport): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'export.xml'), text);
  return folder;
}

export function accountOf(stdout: string): JsonAccount {
  return JSON.parse(stdout);
}

export function itemsById({ items }: JsonAccount): Readonly<Record<string, JsonItem>> {
  return Object.fromEntries(items.map((item) => [item.id, item]));
}

/** The blog in `dist`. */
export async function build(blog: string) {
  const out = join(blog, 'dist');
  return { out, result: await buildSite(usualBuild(blog, out)) };
}
