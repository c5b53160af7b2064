import type { PendingComment } from '../comments/sentComment.ts';
import { dateView } from '../pages/dateView.ts';
import { renderComment } from '../parse/comments/renderComment.ts';
import { escapeHtml } from '../parse/escapeHtml.ts';
import { printable } from '../report/printable.ts';
import { previewFolder } from '../serve/previewPages.ts';
import { momentAt } from '../time/moment.ts';
import type { Zone } from '../time/zone.ts';
import { moderationPath } from './moderationPaths.ts';
import { moderationTexts as texts } from './moderationTexts.ts';

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
  const rest = waiting > comments.length ? ` ${texts.oldest(comments.length)}` : '';
  return `<!doctype html>
<html lang="de">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${texts.title} – ${texts.preview}</title>
<link rel="stylesheet" href="${previewFolder}moderation.css">
</head>
<body>
<header><p>${texts.preview} · <a href="${escapeHtml(home)}">${texts.toHome}</a></p></header>
<main>
<h1>${texts.title}</h1>
${message ? messageLine(message) : ''}<p>${texts.waiting(waiting)}${rest}</p>
${caught > 0 ? `<p class="note">${texts.caught(caught)}</p>\n` : ''}${comments.length > 0 ? `<p class="note">${texts.explanation}</p>\n<ol>\n${list}\n</ol>\n` : ''}</main>
</body>
</html>
`;
}

function messageLine({ kind, text, href }: ModerationMessage): string {
  const link = href === undefined ? '' : ` <a href="${escapeHtml(href)}">${texts.look}</a>`;
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
<h2 id="${id}">${visible(name)} ${texts.about} ${about}</h2>
<p class="note"><time datetime="${date.iso}">${date.full}</time>${detailsOf(comment)}</p>
${doubts}<div class="text">
${renderComment(text).html}
</div>
<form method="post" action="${moderationPath}">
<input type="hidden" name="token" value="${view.token}">
<input type="hidden" name="id" value="${id}">
<button name="action" value="approve" aria-describedby="${id}">${texts.approve}</button>
<button name="action" value="reject" aria-describedby="${id}">${texts.reject}</button>
</form>
</li>`;
}

function detailsOf({ email, url, parent }: PendingComment): string {
  const details = [email, url, parent && `${texts.answer} ${parent}`];
  return details.flatMap((detail) => (detail ? ` · ${visible(detail)}` : [])).join('');
}

function visible(text: string): string {
  return escapeHtml(printable(text));
}
