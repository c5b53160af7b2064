/** Exports of WordPress as texts, for tests. */

/** Fields of an element by their name in the file, and what stands in it besides. */
type Fields = Readonly<Record<string, string>>;

export function cdata(text: string): string {
  return `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
}

function elements(fields: Fields): string {
  return Object.entries(fields)
    .map(([name, text]) => `<${name}>${cdata(text)}</${name}>\n`)
    .join('');
}

/** A published post of its own, unless the fields say something else. */
export function wxrItem(fields: Fields = {}, more = ''): string {
  const usual: Fields = {
    title: 'Der Hafen',
    link: 'https://blog.example/2019/05/hafen/',
    'dc:creator': 'kim',
    guid: `https://blog.example/?p=${fields['wp:post_id'] ?? '7'}`,
    'content:encoded': 'Am Hafen.',
    'excerpt:encoded': '',
    'wp:post_id': '7',
    'wp:post_date': '2019-05-04 12:30:00',
    'wp:post_date_gmt': '2019-05-04 10:30:00',
    'wp:post_modified': '2019-05-04 12:30:00',
    'wp:post_modified_gmt': '2019-05-04 10:30:00',
    'wp:comment_status': 'open',
    'wp:post_name': 'hafen',
    'wp:status': 'publish',
    'wp:post_parent': '0',
    'wp:menu_order': '0',
    'wp:post_type': 'post',
    'wp:post_password': '',
    'wp:is_sticky': '0',
  };
  return `<item>\n${elements({ ...usual, ...fields })}${more}</item>\n`;
}

export function wxrComment(fields: Fields): string {
  return `<wp:comment>\n${elements({ 'wp:comment_approved': '1', 'wp:comment_type': 'comment', ...fields })}</wp:comment>\n`;
}

export function wxrMeta(key: string, value: string): string {
  return `<wp:postmeta>${elements({ 'wp:meta_key': key, 'wp:meta_value': value })}</wp:postmeta>\n`;
}

export function wxrCategory(slug: string, name: string, parent = '', id = ''): string {
  return `<wp:category>${elements({ 'wp:term_id': id, 'wp:category_nicename': slug, 'wp:category_parent': parent, 'wp:cat_name': name })}</wp:category>\n`;
}

export function inCategory(slug: string, name = slug, taxonomy = 'category'): string {
  return `<category domain="${taxonomy}" nicename="${slug}">${cdata(name)}</category>\n`;
}

export const wxrNamespaces = [
  'xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"',
  'xmlns:content="http://purl.org/rss/1.0/modules/content/"',
  'xmlns:wfw="http://wellformedweb.org/CommentAPI/"',
  'xmlns:dc="http://purl.org/dc/elements/1.1/"',
  'xmlns:wp="http://wordpress.org/export/1.2/"',
].join(' ');

export const wxrHead = `<title>Hafenblatt</title>
<link>https://blog.example</link>
<description>Nachrichten vom Wasser</description>
<language>de-DE</language>
<wp:wxr_version>1.2</wp:wxr_version>
<wp:base_site_url>https://blog.example</wp:base_site_url>
<wp:base_blog_url>https://blog.example</wp:base_blog_url>
`;

/** @param body what follows the head of the channel. */
export function wxrFile(body: string, { head = wxrHead, namespaces = wxrNamespaces } = {}): string {
  return `<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" ${namespaces}>
<channel>
${head}${body}</channel>
</rss>
`;
}
