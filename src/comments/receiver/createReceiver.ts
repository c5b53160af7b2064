/**
 * The receiver of comments, as a value: whoever has a server can mount it. It reads, judges, stores, answers,
 * and keeps nothing of who sent a comment but what was typed into the form (`safety.md` 21, 22).
 */
import type { HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { commentId } from '../commentId.ts';
import { receiverTexts } from '../receiverTexts.ts';
import { answerKindOf, answerOf, type Outcome } from './answers.ts';
import { judgeComment } from './judgeComment.ts';
import { type CommentKeeper, createCommentKeeper } from './keepComment.ts';
import { senderOf } from './networkOf.ts';
import { readBody } from './readBody.ts';
import type { ReceiverOptions } from './receiverOptions.ts';
import { bodyKindOf, parseSentFields } from './sentFields.ts';

type Environment = { Bindings: HttpBindings };
type ReceiverContext = Context<Environment>;
export type Receiver = Hono<Environment>;

/** Bytes. */
const largestBody = 128 * 1024;

const headers = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  Vary: 'Origin',
} as const;

const allowed = 'POST, OPTIONS';

/** Answers below `options.path` only: it can be mounted beside anything else. */
export function createReceiver(options: ReceiverOptions): Receiver {
  const { path, proofOfWork, report } = options;
  const keep = createCommentKeeper(options);
  const app: Receiver = new Hono();
  for (const place of [path, `${path}/challenge`]) guard(app, place, options);
  app.post(path, async (c) => {
    const kind = answerKindOf(c.req.header('accept'), c.req.header('content-type'));
    const outcome = await receive(c, keep, options);
    return answerOf(outcome, kind, options.site.current(c.req.header('host')));
  });
  app.get(`${path}/challenge`, async (c) => c.json(await proofOfWork.challenge()));
  app.all(path, (c) => c.text(receiverTexts.wrongMethod, 405, { Allow: allowed }));
  app.all(`${path}/challenge`, (c) => c.text(receiverTexts.wrongMethod, 405, { Allow: 'GET, OPTIONS' }));
  app.onError((error, c) => {
    // Who hangs up halfway hears nothing, and that is no fault of ours.
    if (!c.req.raw.signal.aborted) report(receiverTexts.unexpected(error.name));
    return c.text(receiverTexts.broken, 500);
  });
  return app;
}

/** Pages of the site, and no others, may read the answers; names that are not ours get none. */
function guard(app: Receiver, place: string, { site, isOwnHost }: ReceiverOptions): void {
  app.use(place, async (c, next) => {
    const isOwn = isOwnHost(c.req.header('host'));
    if (isOwn && c.req.method === 'OPTIONS') c.res = new Response(null, { status: 204 });
    else if (isOwn) await next();
    else c.res = c.text(receiverTexts.foreignHost, 403);
    for (const [name, value] of Object.entries(headers)) c.res.headers.set(name, value);
    c.res.headers.set('Access-Control-Allow-Origin', site.current(c.req.header('host')).url.origin);
    if (!isOwn || c.req.method !== 'OPTIONS') return;
    c.res.headers.set('Access-Control-Allow-Methods', 'GET, POST');
    c.res.headers.set('Access-Control-Allow-Headers', 'Content-Type');
    c.res.headers.set('Access-Control-Max-Age', '86400');
  });
}

async function receive(c: ReceiverContext, keep: CommentKeeper, options: ReceiverOptions): Promise<Outcome> {
  const kind = bodyKindOf(c.req.header('content-type'));
  if (kind === undefined) return { refusal: { code: 'media-type' } };
  const bytes = await readBody(c.req.raw, largestBody);
  if (!bytes) return { refusal: { code: 'too-large' } };
  const fields = parseSentFields(bytes, kind);
  if (!fields) return { refusal: { code: 'malformed' } };
  const sender = {
    address: senderOf(c.env.incoming.socket.remoteAddress ?? '', c.req.header('x-forwarded-for')),
    host: c.req.header('host'),
    origin: c.req.header('origin'),
    referrer: c.req.header('referer'),
    fetchSite: c.req.header('sec-fetch-site'),
  };
  const judgement = await judgeComment(fields, sender, options);
  if (judgement.kind === 'refused') return { refusal: judgement.refusal };
  if (judgement.kind === 'trapped') return { id: commentId(options.clock(), options.random(8)) };
  return keep(judgement.comment, judgement.remarks);
}
