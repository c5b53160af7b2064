/** Names of elements in an export: what is read of it, whatever its namespaces are called. */

/** What is read, by the element in which it stands. */
const fieldsOf = {
  channel: 'title link description language wxr_version base_site_url base_blog_url',
  author: 'author_login author_email author_display_name author_first_name author_last_name',
  term:
    'term_id category_nicename category_parent cat_name category_description tag_slug tag_name tag_description ' +
    'term_taxonomy term_slug term_parent term_name term_description',
  item:
    'title link creator guid content excerpt category post_id post_date post_date_gmt post_modified post_modified_gmt ' +
    'comment_status post_name status post_parent menu_order post_type post_password is_sticky attachment_url',
  meta: 'meta_key meta_value',
  comment:
    'comment_id comment_author comment_author_email comment_author_url comment_date comment_date_gmt comment_content ' +
    'comment_approved comment_type comment_parent comment_user_id',
} as const;

export type RecordKind = keyof typeof fieldsOf;

export const fieldNames = new Map(
  Object.entries(fieldsOf).map(([kind, names]) => [kind, new Set(names.split(' '))]),
);
export const recordNames: ReadonlyMap<string, ReadonlyMap<string, RecordKind>> = new Map([
  [
    'channel',
    new Map<string, RecordKind>([
      ['author', 'author'],
      ['category', 'term'],
      ['tag', 'term'],
      ['term', 'term'],
      ['item', 'item'],
    ]),
  ],
  [
    'item',
    new Map<string, RecordKind>([
      ['postmeta', 'meta'],
      ['comment', 'comment'],
    ]),
  ],
]);
/** Names of plain RSS, which under a prefix that nobody has declared are something else. */
const rssNames = new Set(['title', 'link', 'description', 'guid', 'language']);

/** What a prefix stands for. */
export type Space = 'wp' | 'content' | 'excerpt' | 'dc' | 'plain' | 'foreign';
export type Spaces = ReadonlyMap<string, Space>;

export const usualSpaces: Spaces = new Map<string, Space>([
  ['', 'plain'],
  ['wp', 'wp'],
  ['content', 'content'],
  ['excerpt', 'excerpt'],
  ['dc', 'dc'],
]);

function spaceOf(prefix: string, uri: string): Space {
  if (/wordpress\.org\/export\/[^/]+\/excerpt/.test(uri)) return 'excerpt';
  if (/wordpress\.org\/export/.test(uri)) return 'wp';
  if (/purl\.org\/rss\/1\.0\/modules\/content/.test(uri)) return 'content';
  if (/purl\.org\/dc\/elements/.test(uri)) return 'dc';
  return usualSpaces.get(prefix) ?? 'foreign';
}

export function spacesWithin(around: Spaces, attributes: ReadonlyMap<string, string>): Spaces {
  if (attributes.size === 0) return around;
  const declared = [...attributes].filter(([name]) => name === 'xmlns' || name.startsWith('xmlns:'));
  if (declared.length === 0) return around;
  const spaces = declared.map(([name, uri]) => {
    const prefix = name.slice('xmlns:'.length);
    return [prefix, spaceOf(prefix, uri)] as const;
  });
  return new Map([...around, ...spaces]);
}

interface ElementName {
  /** The local name; empty for what no export has. `encoded` where its prefix does not say of what. */
  readonly key: string;
  readonly space: Space | 'unknown';
}

export function nameOf(name: string, spaces: Spaces): ElementName {
  const colon = name.indexOf(':');
  const local = name.slice(colon + 1);
  const space = spaces.get(colon < 0 ? '' : name.slice(0, colon)) ?? 'unknown';
  return { space, key: keyOf(local, space) };
}

function keyOf(local: string, space: Space | 'unknown'): string {
  if (space === 'foreign') return '';
  if (space === 'content' || space === 'excerpt') return local === 'encoded' ? space : '';
  if (space === 'dc') return local === 'creator' ? local : '';
  return space === 'unknown' && rssNames.has(local) ? '' : local;
}
