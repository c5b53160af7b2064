/** The second pass over a WordPress export: every item in its turn becomes files of the blog and an entry of the account. */
import { archiveUrl, listUrl } from '../../collections/addresses.ts';
import { createArticleKeys } from '../../collections/shownArticles.ts';
import type { CommentStore } from '../../comments/moderation/commentStore.ts';
import type { AddressHashes, CommentAddress } from '../../comments/receiver/senderLimits.ts';
import { germanOptions } from '../../config/germanOptions.ts';
import type { Settings } from '../../config/settings.ts';
import { parseOptionsOf } from '../../content/load/readSources.ts';
import { digestOf } from '../../core/digestOf.ts';
import type { Diagnostic, Slug, SourcePath, UrlPath } from '../../core/model.ts';
import { parseSourcePath } from '../../core/paths.ts';
import { slugify } from '../../core/slug.ts';
import { calendarDay, createZone, type Zone } from '../../core/time.ts';
import {
  createMarkdownRenderer,
  type MarkdownOptions,
  type MarkdownRenderer,
} from '../../markdown/markdown.ts';
import { walkElements } from '../../markdown/tree.ts';
import { type Account, openAccount } from '../account.ts';
import type { MakeMap } from '../diskMap.ts';
import { type CommentedText, convertWordPressComments } from '../comments/wordpressComments.ts';
import { formatSource } from '../formatSource.ts';
import { createProof, type Proof } from '../markdown/proof.ts';
import { writeMarkdown } from '../markdown/writeMarkdown.ts';
import type { MediaLibrary } from '../media/mediaLibrary.ts';
import type { AccountItem, Remark, TextTargets, TextTree } from '../model.ts';
import type { SiteWriter } from '../siteWriter.ts';
import { createContentReader, type ReadContent } from './content/contentReader.ts';
import type { KnownAttachment } from './content/reading.ts';
import { authorName, authorsOf, foreignLanguageOf, headOf, type HeadMedia, titleOf } from './heads.ts';
import { menuEntryOf, type MenuEntry, type MenuGoals, navigationOf, type NavigationEntry } from './menus.ts';
import { createLinks, type FollowLink, type ShownLists } from './oldLinks.ts';
import { blogHosts, isNoCategory, type PlannedText, sectionOf, type WordPressPlan } from './plan.ts';
import { readExport } from './readWxr.ts';
import type { MovedAttachment, MovedText, OldAddresses } from './redirects.ts';
import type { SurveyedAttachment, SurveyedTerm, WordPressSurvey } from './survey.ts';
import { plainWords, termName } from './words.ts';
import type { WxrItem } from './wxr.ts';

export interface WordPressImport {
  readonly survey: WordPressSurvey;
  readonly plan: WordPressPlan;
  readonly settings: Settings;
  readonly writer: SiteWriter;
  readonly library: MediaLibrary;
  /** Comments that wait for approval come to wait here; undefined: they stay behind. */
  readonly waiting: CommentStore | undefined;
  /** Undefined in a dry run. */
  readonly hashes: AddressHashes | undefined;
  /** ms since 1970. */
  readonly now: number;
  /** Addresses in the menu that the blog has; undefined: it gets one. */
  readonly ownMenu: ReadonlySet<string> | undefined;
  readonly onProgress?: (read: number, whole: number) => void;
  readonly makeMap: MakeMap;
}

export interface ImportOutcome {
  readonly account: Account;
  readonly diagnostics: readonly Diagnostic[];
  /** Files that people changed here as well, with the reason why they stay. */
  readonly conflicts: readonly string[];
  /** What a file of redirects can be made of. */
  readonly addresses: Omit<OldAddresses, 'url' | 'base' | 'pattern'>;
  readonly follow: FollowLink;
  /** For `site.yaml`. */
  readonly navigation: readonly NavigationEntry[];
  /** Items of earlier runs that the export no longer has: their files, which stay. */
  readonly vanished: readonly SourcePath[];
}

export async function importWordPress(request: WordPressImport): Promise<ImportOutcome> {
  const run = createRun(request);
  const { survey, onProgress } = request;
  const { diagnostics } = await readExport(
    survey.paths,
    async (event) => {
      if (event.kind === 'item') await run.take(event.item);
    },
    onProgress,
    request.makeMap,
  );
  await run.writeAddresses();
  run.writeAuthors();
  run.accountForAttachments();
  const navigation = navigationOf(run.context.menus, request.ownMenu);
  for (const entry of navigation.account) run.context.account.items.add(entry);
  return {
    account: run.context.account,
    diagnostics,
    conflicts: run.context.conflicts,
    addresses: oldAddresses(run.context),
    follow: run.context.follow,
    navigation: navigation.entries,
    vanished: request.writer
      .finish()
      // Of texts that are left out nobody asked for the pictures and comments.
      .filter(({ item }) => !request.plan.isPartial || /^\d+$/.test(item))
      .map(({ file }) => file),
  };
}

/** What all items share. */
interface Context extends WordPressImport {
  readonly zone: Zone;
  readonly authors: ReadonlyMap<string, string>;
  /** The folder of a text's comments; German, why, of one that can have none. */
  readonly commentsOf: (text: PlannedText) => CommentedText | string;
  readonly lists: ShownLists;
  readonly follow: FollowLink;
  readonly readContent: ReadContent;
  /** For German texts, and for others, which no German rule touches. */
  readonly german: Pipeline;
  readonly foreign: Pipeline;
  readonly account: Account;
  readonly conflicts: string[];
  readonly authorsUsed: Set<string>;
  /** Whether readers see comments. */
  isCommented: boolean;
  readonly menus: MenuEntry[];
  /** Of comments, not yet written. */
  readonly addresses: CommentAddress[];
}

interface Pipeline {
  readonly render: MarkdownRenderer;
  readonly prove: Proof;
}

function pipelineFor(options: MarkdownOptions): Pipeline {
  const render = createMarkdownRenderer(options);
  return { render, prove: createProof(render) };
}

function createRun(request: WordPressImport) {
  const context = createContext(request);
  const { survey, plan, account, writer, authorsUsed } = context;
  return {
    context,
    take: async (item: WxrItem): Promise<void> => {
      if (survey.isDouble(item)) {
        account.items.add({ ...entryOf(item), result: 'left-out', reason: doubleReason });
        return;
      }
      if (item.type === 'attachment') {
        await takeComments(item, withoutComments.attachment, context);
        return;
      }
      const text = plan.leftOut.has(item.id) ? undefined : plan.texts.get(item.id);
      if (text) await takeText(item, text, context);
      else if (item.type === 'nav_menu_item') context.menus.push(menuEntryOf(item, menuGoals(context)));
      else {
        const reason = plan.leftOut.get(item.id) ?? 'Nicht vorgesehen.';
        account.items.add({ ...entryOf(item), result: 'left-out', reason });
        await takeComments(item, plan.isOlder(item.id) ? ofOlder : ofNothing, context);
      }
    },
    writeAddresses: () => writeAddresses(context),
    writeAuthors: (): void => {
      for (const name of authorsUsed) {
        const file = parseSourcePath(`content/authors/${slugify(name)}.md`);
        const item = `author ${slugify(name)}`;
        // A page about a person that is here already says more than a name.
        if (file === undefined || (!writer.isFree(file) && writer.whereIs(item) === undefined)) continue;
        const content = formatSource({ name }, '');
        writer.put({ item, file, content, sourceDigest: digestOf(content) });
      }
    },
    accountForAttachments: (): void => {
      for (const { id, result, file, reason } of context.library.account()) {
        const attachment = survey.attachments.get(id);
        account.items.add({
          id,
          type: 'attachment',
          status: attachment?.status ?? 'inherit',
          title: plainWords(attachment?.title ?? ''),
          result,
          ...(file !== undefined && { file }),
          ...(reason !== undefined && { reason }),
        });
      }
    },
  };
}

const doubleReason = 'Steht im Export noch einmal, in einer neueren Fassung; die ist hier.';

function createContext(request: WordPressImport): Context {
  const { survey, plan, settings } = request;
  const zone = createZone(settings.timezone);
  const blog = blogHosts(survey);
  const authors = new Map([...survey.authors].map(([login, { name }]) => [login, termName(name) || login]));
  const lists = shownLists(request, authors);
  const { config: _, ...options } = parseOptionsOf(settings, false);
  return {
    ...request,
    zone,
    authors,
    commentsOf: commentFolders(request),
    lists,
    follow: createLinks(survey, plan, blog, lists, request.makeMap),
    readContent: createContentReader({
      hosts: blog.hosts,
      attachment: (id) => known(survey.attachments.get(id)),
      attachmentAt: (key) => known(survey.attachmentAt(`https://${key}`)),
      attachmentsOf: (id) => survey.attachmentsOf(id).flatMap((attachment) => known(attachment) ?? []),
      reusableBlock: (id) => survey.reusableBlocks.get(id),
    }),
    german: pipelineFor(options),
    foreign: pipelineFor({ ...options, typography: germanOptions('de', false) }),
    account: openAccount(request.makeMap),
    conflicts: [],
    authorsUsed: new Set(),
    isCommented: false,
    menus: [],
    addresses: [],
  };
}

/** What the folder of an article's comments is called depends on who else has its slug: two of them are enough to know. */
function commentFolders({ plan, makeMap }: WordPressImport): Context['commentsOf'] {
  const bySlug = makeMap<readonly string[]>();
  for (const { id, kind, slug } of plan.texts.values()) {
    const ids = kind === 'article' ? (bySlug.get(slug) ?? []) : undefined;
    if (ids && ids.length < 2) bySlug.set(slug, [...ids, id]);
  }
  return ({ id, kind, slug, url }) => {
    if (kind !== 'article') return kind === 'page' ? withoutComments.page : withoutComments.entry;
    const own = { id, slug, url, aliases: [] };
    const others = (bySlug.get(slug) ?? []).flatMap((one) => {
      const other = one === id ? undefined : plan.texts.get(one);
      return other ? [{ ...own, id: one, url: other.url }] : [];
    });
    return { url, key: createArticleKeys([own, ...others]).keyOf(own) };
  };
}

function known(attachment: SurveyedAttachment | undefined): KnownAttachment | undefined {
  if (!attachment) return undefined;
  const { id, url, alt, caption, title } = attachment;
  return { id, url, alt, caption, title };
}

/** Lists exist where readers see at least one article of them. */
function shownLists(
  { survey, plan, now }: WordPressImport,
  authors: ReadonlyMap<string, string>,
): ShownLists {
  const [section, tag, author] = [new Set<Slug>(), new Set<Slug>(), new Set<Slug>()];
  const periods = new Set<string>();
  for (const text of plan.texts.values()) {
    const { id, kind, date } = text;
    const item = survey.items.get(id);
    if (kind !== 'article' || !isShown(text, { now }) || !item) continue;
    const own = sectionOf(item, survey);
    if (own) section.add(own.key);
    const named = (taxonomy: string, slugs: readonly string[]) =>
      slugs.map((slug) => slugify(survey.terms.get(taxonomy)?.get(slug)?.name ?? slug, ''));
    const categories = item.categories.filter((slug) => !isNoCategory(slug));
    for (const key of [...named('category', categories), ...named('post_tag', item.tags)])
      if (key !== own?.key) tag.add(key);
    for (const name of authorsOf(item, { authors, survey })) author.add(slugify(name, ''));
    const { year, month } = calendarDay(date);
    periods.add(String(year)).add(`${year}-${String(month).padStart(2, '0')}`);
  }
  return { section, tag, author, periods, authorSlugs: authorSlugs({ survey, authors }) };
}

/** The last part of an author's address is the nicename, which WordPress makes of the login. */
function authorSlugs(parts: Pick<Context, 'survey' | 'authors'>): ReadonlyMap<string, Slug> {
  const terms = [...(parts.survey.terms.get('author')?.keys() ?? [])].map(
    (slug) => [slug.replace(/^cap-/, ''), authorName(slug, parts)] as const,
  );
  const logins = [...parts.authors].flatMap(([login, name]) => [
    [slugify(login, ''), name] as const,
    [login.toLowerCase(), name] as const,
  ]);
  return new Map([...terms, ...logins].map(([slug, name]) => [slug, slugify(name, '')]));
}

function entryOf(item: WxrItem): Pick<AccountItem, 'id' | 'type' | 'status' | 'title'> {
  return { id: item.id, type: item.type, status: item.status, title: plainWords(item.title) };
}

function menuGoals(context: Context): MenuGoals {
  const { survey, plan, lists, follow } = context;
  return {
    plan,
    follow,
    isShown: (id) => {
      const text = plan.texts.get(id);
      return text !== undefined && isShown(text, context);
    },
    listOf: (taxonomy, id) => {
      const terms = [...(survey.terms.get(taxonomy)?.values() ?? [])];
      const term = terms.find((one) => one.id === id);
      return term && termUrl(term, lists);
    },
    titleOf: (id) => {
      const title = survey.items.get(id)?.title;
      return title === undefined ? undefined : plainWords(title);
    },
  };
}

async function takeText(item: WxrItem, text: PlannedText, context: Context): Promise<void> {
  const { settings, account, writer, authorsUsed, authors } = context;
  const { render, prove } = foreignLanguageOf(item) === undefined ? context.german : context.foreign;
  const { tree, remarks } = context.readContent(item.content, {
    id: item.id,
    url: item.link === '' ? settings.url.origin : item.link,
    ...footnotesOf(item),
  });
  const { found, remarks: more } = await settleTree(tree, item, text, context);
  const targets: TextTargets = {
    link: (href) => found.get(href) ?? targetOf(href, item, text, context) ?? '',
    media: context.library.find,
  };
  const written = writeMarkdown(tree, targets, { render, source: 'WordPress' });
  const media = await headMedia(item, context);
  const head = headOf(item, text, { survey: context.survey, zone: context.zone, authors }, media);
  for (const name of Array.isArray(head['authors']) ? head['authors'] : []) authorsUsed.add(String(name));
  const content = formatSource(head, written.markdown);
  const {
    file,
    written: state,
    reason,
  } = writer.put({
    item: item.id,
    file: text.file,
    content,
    sourceDigest: digestOf(JSON.stringify({ ...item, place: undefined, comments: undefined })),
  });
  const told = reason === undefined ? text.changes : [...text.changes, reason];
  if (state === 'conflict') context.conflicts.push(`${file}: ${reason ?? ''}`);
  account.items.add({
    ...entryOf(item),
    title: titleOf(item),
    ...(text.isGone ? { result: 'left-out' } : { result: 'imported', file }),
    ...(!text.isHidden && !text.isGone && { url: text.url }),
    ...(told.length > 0 && { reason: told.join(' ') }),
  });
  const proven = prove({ tree, written, targets, id: item.id, file, remarks: [...remarks, ...more] });
  for (const difference of proven) account.differences.add(difference);
  await takeComments(item, { ...text, file }, context);
}

function footnotesOf({ meta }: WxrItem): { readonly footnotes?: string } {
  const footnotes = meta.find(([name]) => name === 'footnotes')?.[1];
  return footnotes === undefined ? {} : { footnotes };
}

/** Old address → where it leads. */
type FoundLinks = ReadonlyMap<string, string>;

/**
 * Places the pictures and documents of a text, and follows its links. Of a link that led nowhere in the old blog its words are left.
 */
async function settleTree(
  tree: TextTree,
  item: WxrItem,
  text: PlannedText,
  context: Context,
): Promise<{ readonly found: FoundLinks; readonly remarks: readonly Remark[] }> {
  const { follow, library, survey } = context;
  const found = new Map<string, string>();
  const remarks: Remark[] = [];
  for (const [src, kind] of sourcesIn(tree)) {
    const acquired = await library.acquire(src);
    // The account says it of an attachment.
    if ('reason' in acquired && library.knows(src) && !survey.attachmentAt(src))
      remarks.push({ kind, reason: acquired.reason, before: src });
  }
  dropLinksToOwnPicture(tree, item, context);
  const dead: string[] = [];
  for (const href of linksIn(tree)) {
    const goal = follow(wholeAddress(href, item.link));
    if (goal.kind === 'nowhere') {
      dead.push(href);
      remarks.push({ kind: 'link', reason: goal.reason, before: href });
    } else if (goal.kind === 'media') {
      const acquired = await library.acquire(goal.address);
      if ('placed' in acquired) found.set(href, relativePath(text.file, acquired.file));
      else {
        dead.push(href);
        remarks.push({ kind: 'link', reason: acquired.reason, before: href });
      }
    }
  }
  if (dead.length > 0) unlink(tree, new Set(dead));
  return { found, remarks: [...remarks, ...libraryWords(tree, context)] };
}

/** Where an address in a text leads; undefined for one of the old blog that leads nowhere, or to a file that is not here. */
function targetOf(href: string, item: WxrItem, text: PlannedText, { follow }: Context): string | undefined {
  const whole = wholeAddress(href, item.link);
  const goal = follow(whole);
  if (goal.kind === 'text') return relativePath(text.file, goal.file) + goal.fragment;
  if (goal.kind !== 'address') return undefined;
  // As it is written, with the umlauts of its host.
  return goal.address === whole && URL.canParse(href) ? href : goal.address;
}

function sourcesIn(tree: TextTree): ReadonlyMap<string, 'picture' | 'embed'> {
  const sources = new Map<string, 'picture' | 'embed'>();
  walkElements(tree, ({ tagName, properties: { src } }) => {
    if (typeof src !== 'string' || !/^(?:img|audio|video|source)$/.test(tagName)) return;
    sources.set(src, tagName === 'img' ? 'picture' : 'embed');
  });
  return sources;
}

/** What our pages show below a picture that the old one showed without words: the library knows some. */
function libraryWords(tree: TextTree, { library }: Context): readonly Remark[] {
  const remarks: Remark[] = [];
  const tell = (src: string): void => {
    const { caption, credit } = library.find(src) ?? {};
    for (const after of [caption, credit])
      if (after !== undefined && after !== '')
        remarks.push({ kind: 'words', reason: ofLibrary, before: '', after });
  };
  walkElements(tree, ({ tagName, properties: { src }, children }) => {
    const hasCaption = children.some((child) => child.type === 'element' && child.tagName === 'figcaption');
    if (tagName === 'figure' && hasCaption) return 'skip';
    if (tagName === 'img' && typeof src === 'string') tell(src);
    return undefined;
  });
  return remarks;
}

const ofLibrary = 'Unter dem Bild steht nun, was die Mediathek dazu sagt.';

function linksIn(tree: TextTree): ReadonlySet<string> {
  const links = new Set<string>();
  walkElements(tree, ({ tagName, properties: { href } }) => {
    if (tagName === 'a' && typeof href === 'string' && !/^(?:#|mailto:|tel:)/i.test(href)) links.add(href);
  });
  return links;
}

/** Replaces links by their words. */
function unlink(tree: TextTree, dead: ReadonlySet<string>): void {
  walkElements(tree, ({ tagName, properties, children }, index, parent) => {
    if (tagName === 'a' && typeof properties['href'] === 'string' && dead.has(properties['href']))
      parent.children.splice(index, 1, ...children);
  });
}

/** Here a picture is shown large by a click, as by a link to its file or to its page in WordPress. */
function dropLinksToOwnPicture(tree: TextTree, item: WxrItem, { follow, survey }: Context): void {
  walkElements(tree, ({ tagName, properties, children }, index, parent) => {
    const [only, another] = children;
    if (tagName !== 'a' || only?.type !== 'element' || another || only.tagName !== 'img') return;
    const goal = follow(wholeAddress(String(properties['href']), item.link));
    const shown = survey.attachmentAt(String(only.properties['src']));
    if (goal.kind === 'media' && shown && goal.attachment?.id === shown.id) parent.children[index] = only;
  });
}

function wholeAddress(href: string, link: string): string {
  return URL.parse(href, URL.canParse(link) ? link : undefined)?.href ?? href;
}

/** From one source to another, as an author writes it. */
function relativePath(from: SourcePath, to: SourcePath): string {
  const above = from.split('/').slice(0, -1);
  const goal = to.split('/');
  let shared = 0;
  while (shared < above.length && above[shared] === goal[shared]) shared++;
  return [...above.slice(shared).map(() => '..'), ...goal.slice(shared)].join('/');
}

/** The lead picture, and the sound of a podcast's post. */
async function headMedia({ meta }: WxrItem, { survey, library }: Context): Promise<HeadMedia> {
  const valueOf = (name: string): string | undefined => meta.find(([key]) => key === name)?.[1];
  const picture = survey.attachments.get(valueOf('_thumbnail_id') ?? '');
  const [sound = ''] = (valueOf('enclosure') ?? '').split(/\r?\n/);
  const placed = async (address: string | undefined): Promise<string | undefined> => {
    if (address === undefined || address.trim() === '') return undefined;
    const acquired = await library.acquire(address.trim());
    return 'placed' in acquired ? acquired.placed.reference : undefined;
  };
  const [image, audio] = [await placed(picture?.url), await placed(sound)];
  return { ...(image !== undefined && { image }), ...(audio !== undefined && { audio: { src: audio } }) };
}

/** What has comments in WordPress and cannot have any here. */
export const withoutComments = {
  page: 'Seiten haben hier keine Kommentare.',
  entry: 'Sammlungen haben hier keine Kommentare.',
  attachment: 'Bilder und Dokumente haben hier keine Kommentare.',
} as const;

const ofNothing = 'Der Text, zu dem er gehört, ist nicht dabei.';
const ofOlder = 'Sein Text hat sich seit dem Tag nach „--since“ nicht geändert; ohne „--since“ kommt er mit.';

async function takeComments(item: WxrItem, text: PlannedText | string, context: Context): Promise<void> {
  if (item.comments.length === 0) return;
  const { commentsOf, zone, waiting, addresses, writer, account } = context;
  const converted = convertWordPressComments(
    item.comments,
    typeof text === 'string' ? text : commentsOf(text),
    { zone, takesWaiting: waiting !== undefined },
  );
  const isSeen = typeof text !== 'string' && !text.isHidden && !text.isGone;
  for (const { url, ...entry } of converted.account)
    account.items.add({ ...entry, ...(isSeen && url !== undefined && { url }) });
  if (converted.files.length > 0 && isSeen && isShown(text, context)) context.isCommented = true;
  for (const { id, file, text: content, email } of converted.files) {
    writer.put({ item: `comment ${id}`, file, content, sourceDigest: digestOf(content) });
    if (email !== undefined) addresses.push({ id, address: email });
  }
  if (addresses.length >= mostAddresses) await writeAddresses(context);
  for (const comment of converted.waiting) await waiting?.add(comment);
}

/** Each batch reads the key and looks at the folder once. */
const mostAddresses = 1000;

/** What a kill leaves out the next run writes. */
async function writeAddresses({ addresses, hashes }: Context): Promise<void> {
  await hashes?.putAll(addresses.splice(0));
}

function isShown({ isHidden, isGone, date }: PlannedText, { now }: Pick<Context, 'now'>): boolean {
  return !isHidden && !isGone && date.instant <= now;
}

function oldAddresses(context: Context): ImportOutcome['addresses'] {
  const { survey, plan, library, lists } = context;
  const texts = function* (): Generator<MovedText> {
    for (const text of plan.texts.values()) {
      const { id, file, url, alias } = text;
      const item = survey.items.get(id);
      if (!item || text.isGone) continue;
      const aliases = alias === undefined ? [] : [alias];
      yield { ...item, file, url, aliases, isPublished: isShown(text, context) };
    }
  };
  const attachments = function* (): Generator<MovedAttachment> {
    for (const { id, link, file, url, parent } of survey.attachments.values()) {
      const above = plan.texts.get(parent);
      yield {
        id,
        link,
        path: file === '' ? (/\/wp-content\/uploads\/(.+)$/.exec(url)?.[1] ?? '') : file,
        media: library.fileOf(id),
        parent: above?.isGone === false ? above.file : undefined,
      };
    }
  };
  return {
    hasCommentFeed: context.isCommented,
    isTaken: plan.isTaken,
    texts: { [Symbol.iterator]: texts },
    terms: ['category', 'post_tag'].flatMap((taxonomy) =>
      [...(survey.terms.get(taxonomy)?.values() ?? [])].map((term) => ({
        taxonomy,
        id: term.id,
        slug: term.slug,
        parents: term.path.slice(0, -1),
        url: termUrl(term, lists),
      })),
    ),
    authors: [...lists.authorSlugs].map(([slug, key]) => ({
      slug,
      url: lists.author.has(key) ? listUrl('author', key) : undefined,
    })),
    attachments: { [Symbol.iterator]: attachments },
  };
}

/** A category that is nobody's first one is a tag here. */
function termUrl({ taxonomy, slug, name }: SurveyedTerm, lists: ShownLists): UrlPath | undefined {
  if (taxonomy === 'category' && isNoCategory(slug)) return archiveUrl;
  const key = slugify(name, '');
  if (key === '') return undefined;
  if (taxonomy === 'category' && lists.section.has(key)) return listUrl('section', key);
  return lists.tag.has(key) ? listUrl('tag', key) : undefined;
}
