/** Comments of another system → ours: threads, names, dates, limits, and why one is left out. */
import type { UrlPath } from '../../core/model.ts';
import { siteTexts } from '../../core/siteTexts.ts';
import type { Zone } from '../../core/time.ts';
import { publishedText } from '../moderation/publishedFiles.ts';
import { cleanLine, isInvisible, readerAddress } from '../parse/readerLinks.ts';
import { isPlausibleEmail } from '../receiver/readSubmission.ts';
import type { PendingComment } from '../receiver/sentFields.ts';
import { idFrom, importTexts } from './importSurroundings.ts';

export interface ForeignComment {
  /** Among all comments of its system. */
  readonly id: string;
  /** Of the comment that it answers; empty where it answers none. */
  readonly parent: string;
  /** ms; undefined where it is no date. */
  readonly instant: number | undefined;
  readonly name: string;
  readonly email: string;
  readonly url: string;
  /** As comments of ours are written. */
  readonly text: string;
  readonly state: 'approved' | 'waiting';
  /** German: why it is none for readers, whatever else it is. */
  readonly refused?: string;
}

export interface ConvertedComment {
  readonly source: ForeignComment;
  /** Undefined: left out. */
  readonly comment?: PendingComment;
  /** German: why it is left out, or what is different now. */
  readonly reason?: string;
}

export interface ThreadRules {
  /** Name of the other system: comments of two have no id in common. */
  readonly system: string;
  readonly article: UrlPath;
  /** The site's. */
  readonly zone: Zone;
  /** Whether comments that wait there are taken, to wait here. */
  readonly takesWaiting: boolean;
}

/** All comments below one article, each with what became of it, in their order. Of two with one id the second is left out. Linear. */
export function convertThread(
  comments: readonly ForeignComment[],
  rules: ThreadRules,
): readonly ConvertedComment[] {
  const sources = new Map<string, ForeignComment>();
  const taken = new Map<string, string>();
  const refusals = comments.map((source) => {
    const refused = sources.has(source.id) ? importTexts.twice : refusalOf(source, rules);
    if (!sources.has(source.id)) sources.set(source.id, source);
    if (refused === undefined) taken.set(source.id, idFrom(source.instant ?? 0, [rules.system, source.id]));
    return refused;
  });
  const findParent = createParents(sources, taken);
  return comments.map((source, index) => {
    const refused = refusals[index];
    const id = taken.get(source.id);
    if (refused !== undefined || id === undefined) return { source, reason: refused ?? importTexts.twice };
    return convert(source, id, findParent(source), rules);
  });
}

function refusalOf(source: ForeignComment, { takesWaiting }: ThreadRules): string | undefined {
  if (source.refused !== undefined) return source.refused;
  if (source.state === 'waiting' && !takesWaiting) return importTexts.waiting;
  if (source.text === '') return importTexts.noText;
  return source.instant === undefined ? importTexts.noMoment : undefined;
}

function convert(
  source: ForeignComment,
  id: string,
  { parent, reason }: Parent,
  { article, zone }: ThreadRules,
): ConvertedComment {
  const name = cleanLine(source.name);
  const email = source.email.trim();
  const url = readerAddress(source.url.trim());
  const whole: PendingComment = {
    id,
    received: new Date(source.instant ?? 0).toISOString(),
    article,
    ...(parent !== undefined && { parent }),
    name: isInvisible(name) ? siteTexts.anonymous : name,
    ...(isPlausibleEmail(email) && { email }),
    ...(url !== undefined && { url }),
    text: source.text,
    remarks: [importTexts.imported],
  };
  const comment = shortened(whole, zone);
  const reasons = [reason, comment === whole ? undefined : importTexts.shortened].filter(Boolean);
  return { source, comment, ...(reasons.length > 0 && { reason: reasons.join(' ') }) };
}

interface Parent {
  readonly parent?: string;
  readonly reason?: string;
}

/** The comment that an answer hangs on: the one that it answers, or, where that is left out, the next one above it. */
function createParents(
  sources: ReadonlyMap<string, ForeignComment>,
  taken: ReadonlyMap<string, string>,
): (source: ForeignComment) => Parent {
  // Where those lead that were looked for already; comments that stand above all others lead nowhere.
  const known = new Map<string, string | undefined>();
  const nextTaken = (first: string): string | undefined => {
    const way: string[] = [];
    let at = first;
    let found: string | undefined;
    while (at !== '' && found === undefined && !known.has(at)) {
      known.set(at, undefined);
      way.push(at);
      found = taken.get(at);
      at = sources.get(at)?.parent ?? '';
    }
    found ??= known.get(at);
    for (const place of way) known.set(place, taken.get(place) ?? found);
    return found;
  };
  const inCircle = circlesAmong(sources);
  return (source) => {
    if (source.parent === '') return {};
    if (inCircle.has(source.id)) return { reason: importTexts.circle };
    const direct = taken.get(source.parent);
    if (direct !== undefined) return { parent: direct };
    const parent = inCircle.has(source.parent) ? undefined : nextTaken(source.parent);
    return parent === undefined ? { reason: importTexts.orphan } : { parent, reason: importTexts.movedUp };
  };
}

/** Ids of comments that in the end answer themselves. */
function circlesAmong(sources: ReadonlyMap<string, ForeignComment>): ReadonlySet<string> {
  const seenFrom = new Map<string, string>();
  const circles = new Set<string>();
  for (const start of sources.keys()) {
    let at = start;
    while (at !== '' && sources.has(at) && !seenFrom.has(at)) {
      seenFrom.set(at, start);
      at = sources.get(at)?.parent ?? '';
    }
    if (at === '' || seenFrom.get(at) !== start) continue;
    for (let one = at; !circles.has(one); one = sources.get(one)?.parent ?? '') circles.add(one);
  }
  return circles;
}

/** Bytes of the file of a comment; the parser reads 64 KB. */
const largestFile = 60_000;
/** Characters of a text whose file is not larger, whatever they are. */
const alwaysFits = 5000;
/** A cut keeps so much each time. */
const kept = 0.8;

/** The comment itself if its file can be read again, else with less of its text. */
function shortened(comment: PendingComment, zone: Zone): PendingComment {
  if (comment.text.length < alwaysFits) return comment;
  const withText = (text: string): PendingComment => ({ ...comment, text });
  let { text } = comment;
  while (Buffer.byteLength(publishedText(withText(text), zone)) > largestFile) {
    const cut = text.slice(0, Math.floor(text.length * kept)).toWellFormed();
    const end = cut.lastIndexOf(' ');
    text = `${(end > cut.length / 2 ? cut.slice(0, end) : cut).trimEnd()} …`;
  }
  return text === comment.text ? comment : withText(text);
}
