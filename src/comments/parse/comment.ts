/**
 * One published comment. The names are ours and Staticman's; other keys mean nothing,
 * and the e-mail address, which some files hold, is not even looked at. Whatever is wrong with a file is a
 * warning, and the comment is left out: no reader's comment may stop a build.
 */
import type { Checked, Comment, Moment, SourcePath, Position } from '../../core/model.ts';
import { diagnose, skippedComment } from '../../core/diagnostics/diagnostics.ts';
import { siteTexts } from '../../core/siteTexts.ts';
import { momentAt, parseMoment, createZone, type Zone } from '../../core/time.ts';
import { stemOf } from '../../core/paths.ts';
import { slugify } from '../../core/slug.ts';
import { cleanLine, isInvisible, readerAddress } from './readerLinks.ts';
import { isCommentId } from './commentId.ts';
import { renderComment } from './renderComment.ts';
import { parseYamlTree, type YamlNode } from '../../core/yaml/yamlTree.ts';
import { splitFrontMatter } from '../../content/frontMatter.ts';

const longestId = 64;
const longestQuote = 60;

/** Reads the text of a file (`\n` line ends, no byte-order mark). */
export type CommentParser = (text: string, file: SourcePath) => Checked<Comment>;

/** `timezone`: IANA name; times without an offset are those of its clock. */
export function createCommentParser(timezone: string): CommentParser {
  const zone = createZone(timezone);
  return (text, file) => {
    const { value: fields, diagnostics } = readCommentFields(text, file);
    return fields ? readComment(fields, file, zone) : { diagnostics: diagnostics.map(skippedComment) };
  };
}

function readComment(fields: CommentFields, file: SourcePath, zone: Zone): Checked<Comment> {
  const find = (...keys: readonly string[]): CommentField | undefined =>
    fields.get(keys.find((key) => fields.has(key)) ?? '');
  const [text, date, id] = [find('text', 'message', 'comment', 'body'), find('date'), find('id', '_id')];
  // Staticman's `_parent` is often the address of the page, and `replying_to_uid` what the comment answers.
  const [name, parent, url] = [
    find('name'),
    find('replying_to_uid', 'parent', 'replying_to', '_parent'),
    find('url'),
  ];
  const unreadable = [text, date, id, name].find((field) => field && field.text === undefined);
  if (unreadable) {
    const { key, position } = unreadable;
    return { diagnostics: [diagnose('comments/not-a-text', { key }, { file, position })] };
  }
  if (text?.text === undefined || isInvisible(text.text)) {
    return { diagnostics: [diagnose('comments/no-text', {}, { file })] };
  }
  const moment = readDate(date, file, zone);
  const ownId = readId(id, file);
  if (moment.value === undefined || ownId.value === undefined) {
    return { diagnostics: [...moment.diagnostics, ...ownId.diagnostics] };
  }
  const answered = readParent(parent);
  const address = readerAddress(url?.text?.trim() ?? '');
  const value = {
    id: ownId.value,
    name: readName(name),
    date: moment.value,
    ...renderComment(text.text),
    ...(answered !== undefined && { parent: answered }),
    ...(address !== undefined && { url: address }),
  };
  return { value, diagnostics: [] };
}

function readName(field: CommentField | undefined): string {
  const name = cleanLine(field?.text ?? '');
  return isInvisible(name) ? siteTexts.anonymous : name;
}

/** Without one the file's name serves, as long as the file keeps it. */
function readId(field: CommentField | undefined, file: SourcePath): Checked<string> {
  if (field?.text === undefined) {
    return { value: slugify(stemOf(file), 'kommentar').slice(0, longestId), diagnostics: [] };
  }
  const id = normalId(field.text);
  if (isCommentId(id)) return { value: id, diagnostics: [] };
  const { position } = field;
  return { diagnostics: [diagnose('comments/bad-id', { id: quoted(field.text) }, { file, position })] };
}

/** Undefined for what cannot be an id: the comment then answers none. */
function readParent(field: CommentField | undefined): string | undefined {
  const id = normalId(field?.text ?? '');
  return isCommentId(id) ? id : undefined;
}

function normalId(text: string): string {
  return text.trim().toLowerCase();
}

/** The end of the year 9999. */
const lastInstant = 253_402_300_799_999;

function readDate(field: CommentField | undefined, file: SourcePath, zone: Zone): Checked<Moment> {
  if (field?.text === undefined) return { diagnostics: [diagnose('comments/no-date', {}, { file })] };
  const typed = field.text.trim();
  const moment = momentOf(typed, zone);
  if (moment) return { value: moment, diagnostics: [] };
  const { position } = field;
  return { diagnostics: [diagnose('comments/bad-date', { value: quoted(typed) }, { file, position })] };
}

/** ISO 8601, and every other format of front matter; or milliseconds or, in up to ten digits, seconds since 1970. */
function momentOf(typed: string, zone: Zone): Moment | undefined {
  if (/^\d{9,15}$/.test(typed)) {
    const instant = Number(typed) * (typed.length <= 10 ? 1000 : 1);
    return instant <= lastInstant ? momentAt(instant, zone) : undefined;
  }
  const reading = parseMoment(typed, zone);
  return 'moment' in reading ? reading.moment : undefined;
}

function quoted(text: string): string {
  return text.length <= longestQuote ? text : `${text.slice(0, longestQuote)}…`;
}

// Published comments are YAML, JSON, or Markdown with front matter.

/** A value as it was typed, and where; `text` is undefined when it is no text. */
export interface CommentField {
  readonly key: string;
  readonly text: string | undefined;
  readonly position: Position;
}

/** By key; those without a value are left out. */
export type CommentFields = ReadonlyMap<string, CommentField>;

/**
 * `text`: `\n` line ends, no byte-order mark. The content below front matter is the field `body`. JSON is a
 * kind of YAML.
 */
export function readCommentFields(text: string, file: SourcePath): Checked<CommentFields> {
  if (!/\.md$/i.test(file)) return readMapping(text, file);
  const { value: split, diagnostics } = splitFrontMatter(text, file);
  if (!split) return { diagnostics };
  const frontMatter = readMapping(split.frontMatter, file);
  if (!frontMatter.value || split.content.trim() === '') return frontMatter;
  const body = { key: 'body', text: split.content, position: { line: split.contentLine, column: 1 } };
  return { ...frontMatter, value: new Map([...frontMatter.value, ['body', body]]) };
}

function readMapping(text: string, file: SourcePath): Checked<CommentFields> {
  const { value: node, diagnostics } = parseYamlTree(text, { file, firstLine: 1 });
  if (!node) return { diagnostics };
  if (node.kind !== 'mapping') {
    return { diagnostics: [diagnose('schema/not-a-mapping', {}, { file, position: node.position })] };
  }
  return { value: fieldsOf(node.entries), diagnostics };
}

function fieldsOf(entries: Extract<YamlNode, { kind: 'mapping' }>['entries']): CommentFields {
  const fields = new Map<string, CommentField>();
  for (const { key, value } of entries) {
    const text = value.kind === 'scalar' ? value.text : undefined;
    if (text === undefined || text.trim() !== '') fields.set(key, { key, text, position: value.position });
  }
  return fields;
}
