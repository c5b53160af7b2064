/** The moderation page of the preview: an app of Hono, its HTML and its words. */
import type { HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import type { ArticleFinder } from '../comments/articles/articleFinder.ts';
import { commentFault } from '../comments/moderation/commentFault.ts';
import type { CommentStore } from '../comments/moderation/commentStore.ts';
import type { Moderation } from '../comments/moderation/moderation.ts';
import { readBody } from '../comments/receiver/readSubmission.ts';
import type { SiteSnapshot } from '../build/snapshot.ts';
import type { Diagnostic } from '../core/model.ts';
import { commentAnchor, hrefOf } from '../views/hrefs.ts';
import { isCommentId } from '../comments/parse/commentId.ts';
import { createZone, dateView, momentAt, type Zone } from '../core/time.ts';
import { systemErrorCode } from '../emit/systemFault.ts';
import type { PendingComment } from '../comments/receiver/sentFields.ts';
import { renderComment } from '../comments/parse/renderComment.ts';
import { escapeHtml } from '../core/html.ts';
import { printable } from '../core/diagnostics/printDiagnostics.ts';
import { previewFolder } from './previewApp.ts';

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
  const { site, store, caught, moderation, snapshot, articles, token, report } = options;
  const answer = async (
    c: ModerationContext,
    message?: ModerationMessage,
    status: 200 | 403 | 409 = 200,
  ): Promise<Response> => {
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
  };
  const refuse = (c: ModerationContext, text: string, status: 403 | 409 = 409): Promise<Response> =>
    answer(c, { kind: 'fault', text }, status);
  const decide = async (c: ModerationContext, id: string, action: string): Promise<Response> => {
    const comment = await store.find(id);
    if (action === 'reject' && comment) {
      const { diagnostics } = await moderation.reject(id);
      return diagnostics.length > 0
        ? refuse(c, textOf(diagnostics))
        : c.redirect(`${moderationPath}?rejected`, 303);
    }
    if (action !== 'approve' || !comment) return refuse(c, moderationTexts.stale);
    const settings = snapshot()?.settings;
    const keyOf = articles()?.keyOf;
    if (!settings || !keyOf) return refuse(c, moderationTexts.notYet);
    const publication = { zone: createZone(settings.timezone), keyOf };
    const { value, diagnostics } = await moderation.approve(id, publication);
    if (value === undefined) return refuse(c, textOf(diagnostics));
    const query = new URLSearchParams({ approved: id, article: comment.article });
    return c.redirect(`${moderationPath}?${query.toString()}`, 303);
  };
  const app: ModerationApp = new Hono();
  app.get(moderationPath, (c) => answer(c, messageIn(c, options)));
  app.get(moderationPath.slice(0, -1), (c) => c.redirect(moderationPath));
  app.post(moderationPath, async (c) => {
    const fields = await readFields(c);
    return isFromHere(c) && fields?.get('token') === token
      ? decide(c, fields.get('id') ?? '', fields.get('action') ?? '')
      : refuse(c, moderationTexts.stale, 403);
  });
  app.onError((error, c) => {
    const isOfSystem = systemErrorCode(error) !== undefined;
    const text = isOfSystem ? textOf([commentFault(error, site)]) : moderationTexts.broken;
    report(isOfSystem ? text : `${text} (${error.name})`);
    return c.text(text, 500);
  });
  return app;
}

function textOf(diagnostics: readonly Diagnostic[]): string {
  return diagnostics.map(({ message, hint = '' }) => `${message} ${hint}`.trim()).join(' ');
}

/** Result of the last click, from the address that it led to; no text of the address is shown. */
function messageIn(
  c: ModerationContext,
  { snapshot, articles }: ModerationAppOptions,
): ModerationMessage | undefined {
  const { rejected, approved, article = '' } = c.req.query();
  if (rejected !== undefined) return { kind: 'done', text: moderationTexts.rejected };
  if (approved === undefined) return undefined;
  const settings = snapshot()?.settings;
  const url = articles()?.at(article)?.url;
  const anchor = isCommentId(approved) ? commentAnchor({ id: approved }) : undefined;
  const href = settings && url && anchor && `${hrefOf(settings.url, url)}#${anchor}`;
  return { kind: 'done', text: moderationTexts.approved, ...(href !== undefined && { href }) };
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

export interface ModerationView {
  /** The oldest of those that wait. */
  readonly comments: readonly PendingComment[];
  /** How many wait. */
  readonly waiting: number;
  /** How many fell into a trap. */
  readonly caught: number;
  /** Title and address, in the preview, of what a comment is about; undefined when there is no such article. */
  readonly articleOf: (
    comment: PendingComment,
  ) => { readonly title: string; readonly href: string } | undefined;
  readonly zone: Zone;
  /** Address of the front page. */
  readonly home: string;
  /** Whoever has it has seen this page. */
  readonly token: string;
  /** Result of the last click of the editor. */
  readonly message?: ModerationMessage;
}

export interface ModerationMessage {
  readonly kind: 'done' | 'fault';
  readonly text: string;
  /** The place of the comment that was approved. */
  readonly href?: string;
}

/** The moderation page of the preview: a list of what waits, and two buttons each. It needs no script. */
export function moderationPage(view: ModerationView): string {
  const { comments, waiting, caught, home, message } = view;
  const list = comments.map((comment) => listItem(comment, view)).join('\n');
  const rest = waiting > comments.length ? ` ${moderationTexts.oldest(comments.length)}` : '';
  return `<!doctype html>
<html lang="de">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${moderationTexts.title} – ${moderationTexts.preview}</title>
<link rel="stylesheet" href="${previewFolder}moderation.css">
</head>
<body>
<header><p>${moderationTexts.preview} · <a href="${escapeHtml(home)}">${moderationTexts.toHome}</a></p></header>
<main>
<h1>${moderationTexts.title}</h1>
${message ? messageLine(message) : ''}<p>${moderationTexts.waiting(waiting)}${rest}</p>
${caught > 0 ? `<p class="note">${moderationTexts.caught(caught)}</p>\n` : ''}${comments.length > 0 ? `<p class="note">${moderationTexts.explanation}</p>\n<ol>\n${list}\n</ol>\n` : ''}</main>
</body>
</html>
`;
}

function messageLine({ kind, text, href }: ModerationMessage): string {
  const link = href === undefined ? '' : ` <a href="${escapeHtml(href)}">${moderationTexts.look}</a>`;
  const role = kind === 'fault' ? 'alert' : 'status';
  return `<p class="${kind}" role="${role}">${escapeHtml(text)}${link}</p>\n`;
}

function listItem(comment: PendingComment, view: ModerationView): string {
  const { id, name, received, text, remarks } = comment;
  const article = view.articleOf(comment);
  const about = article
    ? `<a href="${escapeHtml(article.href)}">${escapeHtml(article.title)}</a>`
    : escapeHtml(comment.article);
  const date = dateView(momentAt(Date.parse(received), view.zone));
  const doubts = remarks.map((remark) => `<p class="remark">${visible(remark)}</p>\n`).join('');
  return `<li>
<h2 id="${id}">${visible(name)} ${moderationTexts.about} ${about}</h2>
<p class="note"><time datetime="${date.iso}">${date.full}</time>${detailsOf(comment)}</p>
${doubts}<div class="text">
${renderComment(text).html}
</div>
<form method="post" action="${moderationPath}">
<input type="hidden" name="token" value="${view.token}">
<input type="hidden" name="id" value="${id}">
<button name="action" value="approve" aria-describedby="${id}">${moderationTexts.approve}</button>
<button name="action" value="reject" aria-describedby="${id}">${moderationTexts.reject}</button>
</form>
</li>`;
}

function detailsOf({ email, url, parent }: PendingComment): string {
  const details = [email, url, parent && `${moderationTexts.answer} ${parent}`];
  return details.flatMap((detail) => (detail ? ` · ${visible(detail)}` : [])).join('');
}

function visible(text: string): string {
  return escapeHtml(printable(text));
}

/** Where forms in the preview post to. */
export const commentEndpoint = `${previewFolder}comments`;

/** Where the editor sees what waits. */
export const moderationPath = `${previewFolder}kommentare/`;

/** Every German word of the moderation page. */
export const moderationTexts = {
  title: 'Kommentare',
  preview: 'Vorschau',
  toHome: 'Zur Startseite',
  waiting: (count: number): string => {
    if (count === 0) return 'Kein Kommentar wartet auf dich.';
    return count === 1 ? '1 Kommentar wartet auf dich.' : `${count} Kommentare warten auf dich.`;
  },
  caught: (count: number): string =>
    `${count === 1 ? '1 Kommentar' : `${count} Kommentare`} der letzten 30 Tage geriet${count === 1 ? '' : 'en'} in eine Falle für Maschinen. Ansehen: blattmacher comments list --caught`,
  oldest: (count: number): string => `Hier stehen die ältesten ${count}.`,
  explanation:
    'Was du freigibst, wird eine Datei in content/comments und steht gleich in der Vorschau; Leser sehen es, wenn du den Blog das nächste Mal baust. Was du ablehnst, wird gelöscht.',
  answer: 'Antwort auf',
  about: 'zu',
  approve: 'Freigeben',
  reject: 'Ablehnen',
  approved: 'Freigegeben.',
  look: 'Ansehen',
  rejected: 'Abgelehnt und gelöscht.',
  stale: 'Diese Seite ist veraltet. Hier ist sie neu; bitte entscheide noch einmal.',
  notYet: 'Der Blog hat noch Fehler. Erst wenn sie behoben sind, kannst du Kommentare freigeben.',
  broken: 'Hier ist im Blattmacher selbst etwas schiefgegangen.',
} as const;
