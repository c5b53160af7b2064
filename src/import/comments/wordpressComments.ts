/** Comments of one text of a WordPress export → published and waiting comments, with an account of every one. */
import { commentTextOf } from '../../comments/import/commentText.ts';
import { convertThread, type ForeignComment } from '../../comments/import/foreignComments.ts';
import { importTexts, soundInstant } from '../../comments/import/importSurroundings.ts';
import { publishedPath, publishedText } from '../../comments/moderation/publishedFiles.ts';
import type { PendingComment } from '../../comments/receiver/sentFields.ts';
import type { SourcePath, UrlPath } from '../../core/model.ts';
import { parseSourcePath } from '../../core/paths.ts';
import { parseMoment, type Zone } from '../../core/time.ts';
import type { AccountItem } from '../model.ts';
import type { WxrComment } from '../wordpress/wxr.ts';

/** The text in the new blog that the comments belong to. */
export interface CommentedText {
  /** Its address, also where readers do not see it yet. */
  readonly url: UrlPath;
  /** The folder of its comments below `content/comments`, see `createArticleKeys`. */
  readonly key: string;
}

export interface CommentRules {
  /** The site's. */
  readonly zone: Zone;
  /** Whether comments that wait in WordPress come to wait here. */
  readonly takesWaiting: boolean;
}

export interface ConvertedComments {
  /** The files of published comments. */
  readonly files: readonly CommentFile[];
  /** For `CommentStore.add`. */
  readonly waiting: readonly PendingComment[];
  /** One for each comment, in their order. */
  readonly account: readonly AccountItem[];
}

export interface CommentFile {
  readonly id: string;
  readonly file: SourcePath;
  readonly text: string;
  /** For `AddressHashes.put` alone, so that its comments can be found when somebody asks for that. */
  readonly email?: string;
}

/** `text`: German, why it has no comments here, and each of them is left out. */
export function convertWordPressComments(
  comments: readonly WxrComment[],
  text: CommentedText | string,
  { zone, takesWaiting }: CommentRules,
): ConvertedComments {
  if (typeof text === 'string') {
    const account = comments.map((comment) => accountOf(comment, { reason: refusalOf(comment) ?? text }));
    return { files: [], waiting: [], account };
  }
  const converted = convertThread(
    comments.map((comment) => foreignComment(comment, zone)),
    { system: 'wordpress', article: text.url, zone, takesWaiting },
  );
  const files: CommentFile[] = [];
  const waiting: PendingComment[] = [];
  const account = comments.map((source, index): AccountItem => {
    const { comment, reason } = converted[index] ?? {};
    if (!comment) return accountOf(source, { ...(reason !== undefined && { reason }) });
    const reasons = [reason, isOfBlog(source) ? wordpressTexts.ofBlog : undefined].filter(Boolean);
    const told = reasons.length > 0 ? { reason: reasons.join(' ') } : {};
    const file = parseSourcePath(publishedPath({ folder: text.key, name: `${comment.id}.yaml` }));
    if (file === undefined) throw new Error(`No folder of comments: ${text.key}`);
    if (source.approved !== '1') {
      waiting.push(comment);
      return accountOf(source, { isImported: true, reason: [wordpressTexts.waits, ...reasons].join(' ') });
    }
    const { id, email } = comment;
    files.push({ id, file, text: publishedText(comment, zone), ...(email !== undefined && { email }) });
    return accountOf(source, { isImported: true, file, url: text.url, ...told });
  });
  return { files, waiting, account };
}

function accountOf(
  { id, type, approved, author }: WxrComment,
  { isImported = false, ...rest }: Pick<AccountItem, 'file' | 'url' | 'reason'> & { isImported?: boolean },
): AccountItem {
  return {
    id,
    type: type === '' ? 'comment' : type,
    status: approved,
    result: isImported ? 'imported' : 'left-out',
    ...(author !== '' && { title: author }),
    ...rest,
  };
}

const isOfBlog = ({ userId }: WxrComment): boolean => userId !== '' && userId !== '0';

/** IP addresses are not even looked at. */
function foreignComment(comment: WxrComment, zone: Zone): ForeignComment {
  const { id, parent, author, email, url, content } = comment;
  const refused = refusalOf(comment);
  return {
    id,
    parent: parent === '0' ? '' : parent,
    instant: instantOf(comment, zone),
    name: author,
    email,
    url,
    text: refused === undefined ? commentTextOf(content, { keepsLines: true }) : '',
    state: comment.approved === '1' ? 'approved' : 'waiting',
    ...(refused !== undefined && { refused }),
  };
}

function refusalOf({ type, approved }: WxrComment): string | undefined {
  if (approved === 'spam') return importTexts.spam;
  if (approved.endsWith('trash') || approved.endsWith('trashed')) return importTexts.trash;
  if (type === 'pingback' || type === 'trackback') return wordpressTexts.ping;
  if (type !== '' && type !== 'comment') return wordpressTexts.foreignType(type);
  return approved === '0' || approved === '1' ? undefined : wordpressTexts.foreignStatus(approved);
}

/** WordPress writes zeros for what it does not know. */
function instantOf({ dateGmt, date }: WxrComment, zone: Zone): number | undefined {
  for (const text of [`${dateGmt.trim()}Z`, date.trim()]) {
    const reading = parseMoment(text, zone);
    const instant = 'moment' in reading ? soundInstant(reading.moment.instant) : undefined;
    if (instant !== undefined) return instant;
  }
  return undefined;
}

const wordpressTexts = {
  ping: 'Verweis eines anderen Blogs, kein Kommentar.',
  foreignType: (type: string): string => `Kein Kommentar, sondern „${type}“ eines Plug-ins.`,
  foreignStatus: (status: string): string => `Den Stand „${status}“ kenne ich nicht.`,
  waits: 'Wartet auf Freigabe.',
  ofBlog: 'Von einem Menschen des Blogs; Kommentare kennzeichnen das hier nicht.',
} as const;
