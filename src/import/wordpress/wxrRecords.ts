/**
 * Tags → events: what the elements of an export mean, in whatever order and under whatever prefix they stand. Elements
 * that nobody needs are left out with all that is in them.
 */
import { basename } from 'node:path';
import { diagnose } from '../../core/diagnostics/diagnostics.ts';
import { digestOf } from '../../core/digestOf.ts';
import type { Diagnostic, Position } from '../../core/model.ts';
import { decodeLoosely, parseSourcePath } from '../../core/paths.ts';
import {
  fieldNames,
  nameOf,
  type RecordKind,
  recordNames,
  type Space,
  type Spaces,
  spacesWithin,
  usualSpaces,
} from './wxrNames.ts';
import type { WritableMap } from '../diskMap.ts';
import type { WxrComment, WxrEvent, WxrItem, WxrItemTerm } from './wxr.ts';

export type Report = (diagnostic: Diagnostic) => void;

/** UTF-16 units of one field, and of all fields of one item. */
const longestField = 64 * 1024 * 1024;
const largestItem = 256 * 1024 * 1024;
/** What an element costs beside its text. */
const elementCost = 100;
/** Beginnings and ends of CDATA in one field that are remembered. */
const mostSeams = 10_000;

// Records

interface OpenRecord {
  readonly kind: RecordKind;
  readonly fields: Map<string, string>;
  readonly position: Position;
}

/** What an item has beside its fields. */
interface OpenItem {
  readonly record: OpenRecord;
  readonly terms: WxrItemTerm[];
  readonly meta: (readonly [key: string, value: string])[];
  readonly comments: WxrComment[];
  /** Of its comments. */
  readonly ids: Set<string>;
  /** Units that it may still have. */
  room: number;
}

interface OpenField {
  readonly key: string;
  readonly record: OpenRecord;
  readonly attributes: ReadonlyMap<string, string>;
  text: string;
  /** Where in the text CDATA began and ended, in turn. */
  readonly seams: number[];
}

interface Frame {
  /** `outside`: around documents. `spent`: has no end of its own, or ended before it. */
  kind: RecordKind | 'outside' | 'document' | 'field' | 'markup' | 'ignored' | 'spent';
  readonly spaces: Spaces;
  readonly record?: OpenRecord;
}

/** The documents of one file. */
export class WxrRecords {
  readonly #path: string;
  readonly #ids: ItemIds;
  readonly #report: Report;
  readonly #emit: (event: WxrEvent) => void;
  readonly #stack: Frame[] = [];
  #field: OpenField | undefined;
  #item: OpenItem | undefined;
  /** Until it is told. */
  #channel: OpenRecord | undefined;
  #position: Position = { line: 1, column: 1 };
  #isInCdata = false;
  #isWxr = false;

  /** @param path of the file, for places. */
  constructor(path: string, ids: ItemIds, report: Report, emit: (event: WxrEvent) => void) {
    this.#path = path;
    this.#ids = ids;
    this.#report = report;
    this.#emit = emit;
  }

  get isInCdata(): boolean {
    return this.#isInCdata;
  }

  /** Where it is, text counts. */
  get isInField(): boolean {
    return this.#field !== undefined;
  }

  /** @param name in lower case, with its prefix. The first is of the element around all documents. */
  open(name: string, attributes: ReadonlyMap<string, string>, position: Position): void {
    this.#position = position;
    const spaces = spacesWithin(this.#stack.at(-1)?.spaces ?? usualSpaces, attributes);
    if (this.#stack.length === 0 || name === 'rss') {
      this.#cutOff();
      this.#spendFrom(1);
      this.#stack.push({ kind: this.#stack.length === 0 ? 'outside' : 'document', spaces });
      return;
    }
    if (this.#item) this.#item.room -= elementCost;
    const { key, space } = nameOf(name, spaces);
    this.#isWxr ||= space === 'wp' || key === 'wxr_version' || key === 'post_type';
    if (name === 'item') this.#endUnclosedItem();
    if (this.#field) {
      if (!isOfRecord(this.#field.record.kind, key, space)) {
        this.text(`<${name}${attributesText(attributes)}>`);
        this.#stack.push({ kind: 'markup', spaces });
        return;
      }
      this.#finishField();
      this.#spendFrom(this.#stack.findIndex(({ kind }) => kind === 'field'));
    }
    const parent = this.#stack.findLast(({ kind }) => kind !== 'spent');
    const frame = parent && this.#frameWithin(parent, name, key, attributes);
    this.#stack.push({ kind: 'ignored', ...frame, spaces });
  }

  /** False where it turns out that this is no export of WordPress. */
  close(name: string): boolean {
    const frame = this.#stack.pop();
    if (frame?.kind === 'field') this.#finishField();
    else if (frame?.kind === 'markup' && !voidElements.has(name)) this.text(`</${name}>`);
    else if (frame?.record && frame.kind === frame.record.kind) {
      if (frame.kind === 'item' && !this.#isWxr) return false;
      this.#finishRecord(frame.record);
    }
    return true;
  }

  text(text: string): void {
    if (!this.#field) return;
    const room = longestField - this.#field.text.length;
    if (room <= 0) return;
    this.#field.text += text.length > room ? text.slice(0, room) : text;
    if (text.length < room) return;
    const { key: field, record } = this.#field;
    this.#report(
      diagnose('import/long-field', { field, megabytes: longestField / 1024 / 1024 }, this.#placed(record)),
    );
  }

  openCdata(): void {
    this.#isInCdata = true;
    this.#seam();
  }

  closeCdata(): void {
    this.#isInCdata = false;
    this.#seam();
  }

  /** After the last tag; false where there was no export of WordPress. */
  end(): boolean {
    if (this.#isWxr) this.#cutOff();
    return this.#isWxr;
  }

  #seam(): void {
    if (this.#field && this.#field.seams.length < mostSeams) this.#field.seams.push(this.#field.text.length);
  }

  #frameWithin(
    parent: Frame,
    name: string,
    key: string,
    attributes: ReadonlyMap<string, string>,
  ): Pick<Frame, 'kind' | 'record'> | undefined {
    const position = this.#position;
    if (parent.kind === 'document') {
      const record: OpenRecord = { kind: 'channel', fields: new Map(), position };
      if (name !== 'channel')
        this.#report(
          diagnose('import/no-channel', { file: basename(this.#path), name }, this.#placed(record)),
        );
      this.#channel = record;
      return { kind: 'channel', record };
    }
    const around = parent.record;
    if (!around) return undefined;
    const kind = recordNames.get(around.kind)?.get(key);
    if (kind !== undefined) {
      const record: OpenRecord = { kind, fields: new Map(), position };
      if (around.kind === 'channel') this.#tellChannel();
      if (kind === 'item')
        this.#item = { record, terms: [], meta: [], comments: [], ids: new Set(), room: largestItem };
      return { kind, record };
    }
    const own = key === 'encoded' ? (around.fields.has('content') ? 'excerpt' : 'content') : key;
    if (!fieldNames.get(around.kind)?.has(own)) return undefined;
    this.#field = { key: own, record: around, attributes, text: '', seams: [] };
    return { kind: 'field' };
  }

  #finishField(): void {
    if (!this.#field) return;
    const { key, record, attributes } = this.#field;
    const value = valueOf(this.#field);
    this.#field = undefined;
    const item = this.#item;
    if (item) {
      const isFull = item.room < value.length;
      if (isFull && item.room > 0)
        this.#report(
          diagnose('import/large-item', { megabytes: largestItem / 1024 / 1024 }, this.#placed(item.record)),
        );
      item.room = isFull ? 0 : item.room - value.length;
      if (isFull) return;
      if (key === 'category') {
        item.terms.push(toItemTerm(attributes, value));
        return;
      }
    }
    if (!record.fields.has(key)) record.fields.set(key, value);
  }

  #finishRecord(record: OpenRecord): void {
    const get = getter(record);
    const item = this.#item;
    if (record.kind === 'channel') this.#tellChannel();
    else if (record.kind === 'author') emitAuthor(get, this.#emit);
    else if (record.kind === 'term') emitTerm(get, this.#emit);
    else if (!item) return;
    else if (record.kind === 'item') {
      this.#item = undefined;
      this.#emit({ kind: 'item', item: toItem(item, this.#path, this.#ids) });
    } else if (item.room <= 0) return;
    else if (record.kind === 'comment') item.comments.push(toComment(item, get));
    else if (get('meta_key') !== '') item.meta.push([get('meta_key'), record.fields.get('meta_value') ?? '']);
  }

  #tellChannel(): void {
    if (!this.#channel) return;
    const get = getter(this.#channel);
    const version = get('wxr_version');
    if (version !== '' && !['1.0', '1.1', '1.2'].includes(version))
      this.#report(
        diagnose(
          'import/version',
          { file: basename(this.#path), version: short(version) },
          this.#placed(this.#channel),
        ),
      );
    this.#channel = undefined;
    const url = get('base_blog_url') || get('link');
    const [title, description, language] = [get('title'), get('description'), get('language')];
    this.#emit({ kind: 'channel', channel: { title, description, url, language, version } });
  }

  /** Ends a document of which the end is missing. */
  #cutOff(): void {
    if (!this.#stack.some(({ kind }) => kind === 'document')) return;
    const item = this.#item;
    if (item && this.#field) this.#finishField();
    const place = item?.record ?? { position: this.#position };
    this.#report(
      diagnose(
        'import/truncated',
        { file: basename(this.#path), item: item ? nameOfItem(item) : '' },
        this.#placed(place),
      ),
    );
    this.#field = undefined;
    this.#item = undefined;
    this.#tellChannel();
    this.#spendFrom(1);
  }

  #endUnclosedItem(): void {
    const start = this.#stack.findIndex(({ kind }) => kind === 'item');
    const item = this.#item;
    if (!item || start < 0) return;
    this.#finishField();
    this.#report(
      diagnose(
        'import/unclosed-item',
        { file: basename(this.#path), item: nameOfItem(item) },
        this.#placed(item.record),
      ),
    );
    this.#finishRecord(item.record);
    this.#spendFrom(start);
  }

  #spendFrom(index: number): void {
    for (const frame of this.#stack.slice(index)) frame.kind = 'spent';
  }

  #placed({ position }: Pick<OpenRecord, 'position'>) {
    const file = parseSourcePath(basename(this.#path));
    return { ...(file !== undefined && { file }), position };
  }
}

// What stands in a field

/** HTML elements without an end. */
const voidElements = new Set([
  'area',
  'br',
  'col',
  'embed',
  'hr',
  'img',
  'input',
  'link',
  'source',
  'track',
  'wbr',
]);

function attributesText(attributes: ReadonlyMap<string, string>): string {
  return [...attributes].map(([name, value]) => ` ${name}="${value.replaceAll('"', '&quot;')}"`).join('');
}

/** Whether an element ends a field in which it stands, since it is a part of the record itself: the field has no end. */
function isOfRecord(kind: RecordKind, key: string, space: Space | 'unknown'): boolean {
  if (space === 'plain' || space === 'unknown' || space === 'foreign') return false;
  return fieldNames.get(kind)?.has(key) === true || recordNames.get(kind)?.has(key) === true;
}

/**
 * The text of a field, without blanks around its CDATA. Where `]]>` stood in the text and was not split, CDATA ended too
 * early: what looks like text with `]]>` at its end then belongs to it.
 */
function valueOf({ text, seams }: OpenField): string {
  const [start, end] = [seams[0], seams.at(-1)];
  if (start === undefined || end === undefined || seams.length % 2 === 1) return text;
  if (text.slice(0, start).trim() !== '') return text;
  const tail = text.slice(end).trimEnd();
  if (tail === '') return text.slice(start, end);
  if (!tail.endsWith(']]>') || seams.length >= mostSeams) return text.slice(start);
  const parts = seams.map((seam, index) => text.slice(seam, seams[index + 1]));
  const joined = parts.map((part, index) => (index % 2 === 0 ? part : `]]>${part}<![CDATA[`));
  return joined.slice(0, -1).join('') + `]]>${tail.slice(0, -']]>'.length)}`;
}

// Values

type Getter = (key: string) => string;

/** Values without blanks around them. */
function getter({ fields }: OpenRecord): Getter {
  return (key) => fields.get(key)?.trim() ?? '';
}

/** A name for machines: without characters that nobody sees, and that change the order of others. */
function plainName(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '').trim();
}

function slugOf(text: string): string {
  return plainName(decodeLoosely(text)).normalize('NFC');
}

function short(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

function nameOfItem({ record }: OpenItem): string {
  const get = getter(record);
  const title = short(get('title'));
  const id = short(plainName(get('post_id')));
  return id === '' ? `„${title}“` : `„${title}“ (${id})`;
}

function emitAuthor(get: Getter, emit: (event: WxrEvent) => void): void {
  const login = plainName(get('author_login'));
  const names = `${get('author_first_name')} ${get('author_last_name')}`.trim();
  const name = get('author_display_name') || names || login;
  if (login !== '') emit({ kind: 'author', author: { login, email: plainName(get('author_email')), name } });
}

function emitTerm(get: Getter, emit: (event: WxrEvent) => void): void {
  const firstOf = (...keys: readonly string[]): string => keys.map(get).find((value) => value !== '') ?? '';
  const isTag = get('tag_slug') !== '' || get('tag_name') !== '';
  const taxonomy = plainName(get('term_taxonomy')) || (isTag ? 'post_tag' : 'category');
  const slug = slugOf(firstOf('term_slug', 'category_nicename', 'tag_slug'));
  const name = firstOf('term_name', 'cat_name', 'tag_name');
  if (slug === '' && name === '') return;
  emit({
    kind: 'term',
    term: {
      taxonomy: taxonomyOf(taxonomy),
      id: plainName(get('term_id')),
      slug: slug || slugOf(name),
      parent: slugOf(firstOf('term_parent', 'category_parent')),
      name: name || slug,
      description: firstOf('term_description', 'category_description', 'tag_description'),
    },
  });
}

/** Old exports say `tag`. */
function taxonomyOf(domain: string): string {
  return domain === 'tag' ? 'post_tag' : domain;
}

/** Empty taxonomy and slug where the element does not say: old exports name terms twice, the first time by name alone. */
function toItemTerm(attributes: ReadonlyMap<string, string>, value: string): WxrItemTerm {
  const taxonomy = taxonomyOf(plainName(attributes.get('domain') ?? ''));
  return { taxonomy, slug: slugOf(attributes.get('nicename') ?? ''), name: value.trim() };
}

function toTerms(terms: readonly WxrItemTerm[]): readonly WxrItemTerm[] {
  const named = terms.filter(({ slug }) => slug !== '');
  const names = new Set(named.map(({ name }) => name));
  const others = terms
    .filter(({ slug, name }) => slug === '' && name !== '' && !names.has(name))
    .map(({ taxonomy, name }) => ({ taxonomy, slug: slugOf(name.toLowerCase().replace(/\s+/g, '-')), name }));
  const all = [...named, ...others].map((term) => ({ ...term, taxonomy: term.taxonomy || 'category' }));
  const first = new Map(all.toReversed().map((term) => [`${term.taxonomy}\n${term.slug}`, term]));
  return all.filter((term) => first.get(`${term.taxonomy}\n${term.slug}`) === term);
}

function toItem(item: OpenItem, path: string, ids: ItemIds): WxrItem {
  const { record, terms, meta, comments } = item;
  const get = getter(record);
  const type = plainName(get('post_type'));
  const guid = get('guid');
  const content = record.fields.get('content') ?? '';
  const said = [get('link'), get('title'), get('post_date')];
  const more = said.join('') === '' ? [content] : said;
  return {
    id: ids.assign(plainName(get('post_id')), { type, guid, slug: get('post_name'), more }),
    type,
    status: plainName(get('status')),
    title: get('title'),
    link: get('link'),
    guid,
    slug: slugOf(get('post_name')),
    date: get('post_date'),
    dateGmt: get('post_date_gmt'),
    modified: get('post_modified'),
    modifiedGmt: get('post_modified_gmt'),
    creator: plainName(get('creator')),
    content,
    excerpt: record.fields.get('excerpt') ?? '',
    password: record.fields.get('post_password') ?? '',
    isSticky: get('is_sticky') === '1',
    parent: plainName(get('post_parent')),
    menuOrder: Math.trunc(Number(get('menu_order'))) || 0,
    commentStatus: get('comment_status'),
    attachmentUrl: get('attachment_url'),
    terms: toTerms(terms),
    meta,
    comments,
    place: { file: path, ...record.position },
  };
}

function toComment({ ids }: OpenItem, get: Getter): WxrComment {
  const [date, content] = [get('comment_date'), get('comment_content')];
  const own = plainName(get('comment_id'));
  const id =
    isId(own) && !ids.has(own) ? own : unlike(madeUp([own, get('comment_author'), date, content]), ids);
  ids.add(id);
  return {
    id,
    author: get('comment_author'),
    email: plainName(get('comment_author_email')),
    url: get('comment_author_url'),
    date,
    dateGmt: get('comment_date_gmt'),
    content,
    approved: plainName(get('comment_approved')),
    type: plainName(get('comment_type')),
    parent: plainName(get('comment_parent')),
    userId: plainName(get('comment_user_id')),
  };
}

// Ids

export interface ItemIds {
  /** The id of an item: its own, or one made up of what it says where it has none or that of another. */
  readonly assign: (id: string, item: ItemIdentity) => string;
}

interface ItemIdentity {
  readonly type: string;
  readonly guid: string;
  readonly slug: string;
  readonly more: readonly string[];
}

/**
 * For all files of an export, which are read in the same order every time. `owners`, empty: what has an id; items that are one in
 * several files have the same.
 */
export function createItemIds(owners: WritableMap<string>): ItemIds {
  return {
    assign: (id, { type, guid, slug, more }) => {
      const identity =
        guid === '' ? [type, slug, ...more.slice(0, 2)] : [type, guid.replace(/^https?:\/\/(?:www\.)?/i, '')];
      if (!isId(id)) return madeUp([...identity, ...more]);
      const owner = digestOf(identity.join('\n')).slice(0, 12);
      const known = owners.get(id);
      if (known === undefined) owners.set(id, owner);
      return known === undefined || known === owner ? id : `${id}-${owner}`;
    },
  };
}

function isId(id: string): boolean {
  return /^(?!0+$)[\w-]{1,64}$/.test(id);
}

function madeUp(parts: readonly string[]): string {
  return `ohne-${digestOf(parts.join('\n')).slice(0, 12)}`;
}

function unlike(id: string, ids: ReadonlySet<string>): string {
  if (!ids.has(id)) return id;
  let number = 2;
  while (ids.has(`${id}-${number}`)) number += 1;
  return `${id}-${number}`;
}

/** A text of its own: what was cut from a piece of the file would hold the whole piece in memory. */
export function copyOf(text: string): string {
  return Buffer.from(text).toString();
}
