import type { HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import type { ArticleFinder } from '../comments/articleFinder.ts';
import { commentFault } from '../comments/commentFault.ts';
import type { CommentStore } from '../comments/commentStore.ts';
import type { Moderation } from '../comments/moderation/moderation.ts';
import { readBody } from '../comments/receiver/readBody.ts';
import type { SiteSnapshot } from '../edition/edition.ts';
import type { Diagnostic } from '../model.ts';
import { commentAnchor } from '../pages/commentAddresses.ts';
import { hrefOf } from '../pages/hrefs.ts';
import { isCommentId } from '../parse/comments/isCommentId.ts';
import { createZone } from '../time/zone.ts';
import { systemErrorCode } from '../write/systemFault.ts';
import { type ModerationMessage, moderationPage } from './moderationPage.ts';
import { moderationPath } from './moderationPaths.ts';
import { moderationTexts as texts } from './moderationTexts.ts';

export interface ModerationAppOptions {
  /** The site folder. */
  readonly site: string;
  readonly store: CommentStore;
  /** Comments that fell into a trap. */
  readonly caught: CommentStore;
  readonly moderation: Moderation;
  /** The last good snapshot. */
  readonly snapshot: () => SiteSnapshot | undefined;
  readonly articles: () => ArticleFinder | undefined;
  /** Stands in every form of the page; no other site can know it. */
  readonly token: string;
  /** Hears, in German, what goes wrong. */
  readonly report: (line: string) => void;
}

type ModerationApp = Hono<{ Bindings: HttpBindings }>;
type ModerationContext = Context<{ Bindings: HttpBindings }>;

/** Bytes; a token, an id and a word. */
const largestBody = 4096;

/** Comments on one page. */
const most = 100;

const policy =
  "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** The moderation page and what its buttons do. Whoever mounts it has looked at `Host`. */
export function createModerationApp(options: ModerationAppOptions): ModerationApp {
  const app: ModerationApp = new Hono();
  app.get(moderationPath, (c) => answer(c, options, messageIn(c, options)));
  app.get(moderationPath.slice(0, -1), (c) => c.redirect(moderationPath));
  app.post(moderationPath, async (c) => {
    const fields = await readFields(c);
    if (!isFromHere(c) || fields?.get('token') !== options.token) {
      return answer(c, options, { kind: 'fault', text: texts.stale }, 403);
    }
    return decide(c, options, fields.get('id') ?? '', fields.get('action') ?? '');
  });
  app.onError((error, c) => {
    const isOfSystem = systemErrorCode(error) !== undefined;
    const text = isOfSystem ? textOf([commentFault(error, options.site)]) : texts.broken;
    options.report(isOfSystem ? text : `${text} (${error.name})`);
    return c.text(text, 500);
  });
  return app;
}

async function decide(
  c: ModerationContext,
  options: ModerationAppOptions,
  id: string,
  action: string,
): Promise<Response> {
  const { moderation, store, snapshot, articles } = options;
  const comment = await store.find(id);
  if (action === 'reject' && comment) {
    const { diagnostics } = await moderation.reject(id);
    return diagnostics.length > 0
      ? refuse(c, options, diagnostics)
      : c.redirect(`${moderationPath}?rejected`, 303);
  }
  if (action !== 'approve' || !comment) return answer(c, options, { kind: 'fault', text: texts.stale }, 409);
  const settings = snapshot()?.settings;
  const keyOf = articles()?.keyOf;
  if (!settings || !keyOf) return answer(c, options, { kind: 'fault', text: texts.notYet }, 409);
  const { value, diagnostics } = await moderation.approve(id, { zone: createZone(settings.timezone), keyOf });
  if (value === undefined) return refuse(c, options, diagnostics);
  const query = new URLSearchParams({ approved: id, article: comment.article });
  return c.redirect(`${moderationPath}?${query.toString()}`, 303);
}

function refuse(
  c: ModerationContext,
  options: ModerationAppOptions,
  diagnostics: readonly Diagnostic[],
): Promise<Response> {
  return answer(c, options, { kind: 'fault', text: textOf(diagnostics) }, 409);
}

function textOf(diagnostics: readonly Diagnostic[]): string {
  return diagnostics.map(({ message, hint = '' }) => `${message} ${hint}`.trim()).join(' ');
}

async function answer(
  c: ModerationContext,
  { store, caught, snapshot, articles, token }: ModerationAppOptions,
  message: ModerationMessage | undefined,
  status: 200 | 403 | 409 = 200,
): Promise<Response> {
  const settings = snapshot()?.settings;
  const finder = articles();
  const ids = await store.ids();
  const comments = await Promise.all(ids.slice(0, most).map(store.find));
  const html = moderationPage({
    comments: comments.filter((comment) => comment !== undefined),
    waiting: ids.length,
    caught: (await caught.ids()).length,
    articleOf: (comment) => {
      const article = finder?.at(comment.article);
      return article && settings && { title: article.title, href: hrefOf(settings.url, article.url) };
    },
    zone: createZone(settings?.timezone ?? 'Europe/Berlin'),
    home: `${settings?.url.base ?? ''}/`,
    token,
    ...(message && { message }),
  });
  return c.html(html, status, { 'Content-Security-Policy': policy });
}

/** Result of the last click, from the address that it led to; no text of the address is shown. */
function messageIn(
  c: ModerationContext,
  { snapshot, articles }: ModerationAppOptions,
): ModerationMessage | undefined {
  const { rejected, approved, article = '' } = c.req.query();
  if (rejected !== undefined) return { kind: 'done', text: texts.rejected };
  if (approved === undefined) return undefined;
  const settings = snapshot()?.settings;
  const url = articles()?.at(article)?.url;
  const anchor = isCommentId(approved) ? commentAnchor({ id: approved }) : undefined;
  const href = settings && url && anchor && `${hrefOf(settings.url, url)}#${anchor}`;
  return { kind: 'done', text: texts.approved, ...(href !== undefined && { href }) };
}

/** Browsers say with every POST which site it comes from. */
function isFromHere(c: ModerationContext): boolean {
  const origin = c.req.header('origin');
  return origin === undefined || origin === `http://${c.req.header('host')}`;
}

async function readFields(c: ModerationContext): Promise<URLSearchParams | undefined> {
  const bytes = await readBody(c.req.raw, largestBody);
  return bytes && new URLSearchParams(new TextDecoder().decode(bytes));
}
