/**
 * The receiver of comments, as a value: whoever has a server can mount it. It reads, judges, stores, answers,
 * and keeps nothing of who sent a comment but what was typed into the form.
 */
import type { HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { receiverTexts } from './receiverTexts.ts';
import { type ReceivingSite, ownOrigins, plainPath, type ReceiverOptions } from './receiverOptions.ts';
import { claimedOrigin, judgeComment, type Sender } from './judgeComment.ts';
import { type CommentKeeper, createCommentKeeper, type Outcome } from './keepComment.ts';
import { readBody } from './readSubmission.ts';
import { senderOf } from './senderOf.ts';
import { bodyKindOf, parseSentFields, type SentFields, refusalStatus } from './sentFields.ts';
import { errorUrl, successUrl } from '../form/commentForm.ts';
import { absoluteHref } from '../../views/hrefs.ts';
import { networkOf } from './senderLimits.ts';

type Environment = { Bindings: HttpBindings };
type ReceiverContext = Context<Environment>;
export type Receiver = Hono<Environment>;

/** Bytes. */
const largestBody = 128 * 1024;
/** Bodies of one sender at once; where a server in front says nothing of senders, all are one. */
const mostBodies = 100;
/** Seconds until a body of the same sender is over. */
const bodyPause = 15;

const commonHeaders = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  Vary: 'Origin',
} as const;

interface Tools extends ReceiverOptions {
  readonly keeper: CommentKeeper;
  readonly contents: ReturnType<typeof createBodyLimit>;
}

/** Answers at `options.paths` and right below them only: it can be mounted beside anything else. */
export function createReceiver(options: ReceiverOptions): Receiver {
  const tools = { ...options, keeper: createCommentKeeper(options), contents: createBodyLimit(mostBodies) };
  const app: Receiver = new Hono();
  app.use('*', async (c, next) => {
    const paths = options.paths();
    const asked = plainPath(c.req.path);
    if (paths.includes(asked)) c.res = await guarded(c, tools, () => answerForm(c, tools));
    else if (paths.some((path) => asked === `${path === '/' ? '' : path}/challenge`))
      c.res = await guarded(c, tools, () => answerChallenge(c, tools));
    else await next();
  });
  app.onError((error, c) => {
    // Who hangs up halfway hears nothing, and that is no fault of ours.
    if (!c.req.raw.signal.aborted) options.report(receiverTexts.unexpected(error.name));
    return c.text(receiverTexts.broken, 500);
  });
  return app;
}

async function answerForm(c: ReceiverContext, tools: Tools): Promise<Response> {
  if (c.req.method !== 'POST') return c.text(receiverTexts.wrongMethod, 405, { Allow: 'POST, OPTIONS' });
  // A script says that it wants JSON, or sends it.
  const types = `${c.req.header('accept')} ${c.req.header('content-type')}`;
  const isForScript = /\bapplication\/json\b/i.test(types);
  return answerOf(await receive(c, tools), isForScript, siteFor(c, tools));
}

async function answerChallenge(c: ReceiverContext, { proofOfWork }: Tools): Promise<Response> {
  return c.req.method === 'GET' || c.req.method === 'HEAD'
    ? c.json(await proofOfWork.challenge())
    : c.text(receiverTexts.wrongMethod, 405, { Allow: 'GET, OPTIONS' });
}

/** Pages of the site, and no others, may read the answers; names that are not ours get none. */
async function guarded(c: ReceiverContext, tools: Tools, answer: () => Promise<Response>): Promise<Response> {
  const isOwn = tools.isOwnHost(c.req.header('host'));
  const isPreflight = isOwn && c.req.method === 'OPTIONS';
  const response = isPreflight
    ? new Response(null, { status: 204 })
    : isOwn
      ? await answer()
      : c.text(receiverTexts.foreignHost, 403);
  for (const [name, value] of Object.entries(commonHeaders)) response.headers.set(name, value);
  response.headers.set('Access-Control-Allow-Origin', siteFor(c, tools).url.origin);
  if (!isPreflight) return response;
  response.headers.set('Access-Control-Allow-Methods', 'GET, POST');
  response.headers.set('Access-Control-Allow-Headers', 'Content-Type');
  response.headers.set('Access-Control-Max-Age', '86400');
  return response;
}

/** The site under that of its names which the reader uses: a page's policy lets its form lead back there alone. */
function siteFor(c: ReceiverContext, { site }: Tools): ReceivingSite {
  const current = site.current(c.req.header('host'));
  const claimed = claimedOrigin({ origin: c.req.header('origin'), referrer: c.req.header('referer') });
  const origin = ownOrigins(current.url.origin).find((own) => own === claimed) ?? current.url.origin;
  return { ...current, url: { ...current.url, origin } };
}

async function receive(c: ReceiverContext, tools: Tools): Promise<Outcome> {
  const sender: Sender = {
    address: senderOf(
      c.env.incoming.socket.remoteAddress ?? '',
      c.req.header('x-forwarded-for'),
      tools.proxies,
    ),
    host: c.req.header('host'),
    origin: c.req.header('origin'),
    referrer: c.req.header('referer'),
    fetchSite: c.req.header('sec-fetch-site'),
  };
  const fields = await readFields(c, sender, tools);
  if ('refusal' in fields) return fields;
  const judgement = await judgeComment(fields.fields, sender, tools);
  if (judgement.kind === 'accepted') return tools.keeper.keep(judgement.judged);
  if (judgement.kind === 'hasty') await tools.keeper.keepHasty(judgement.judged);
  return { refusal: judgement.refusal };
}

async function readFields(
  c: ReceiverContext,
  { address }: Sender,
  { contents }: Tools,
): Promise<{ readonly fields: SentFields } | Extract<Outcome, { refusal: unknown }>> {
  const kind = bodyKindOf(c.req.header('content-type'));
  if (kind === undefined) return { refusal: { code: 'media-type' } };
  const leave = contents.enter(address);
  if (!leave) return { refusal: { code: 'too-many', retryAfter: bodyPause } };
  try {
    const bytes = await readBody(c.req.raw, largestBody);
    if (!bytes) return { refusal: { code: 'too-large' } };
    const fields = parseSentFields(bytes, kind);
    return fields ? { fields } : { refusal: { code: 'malformed' } };
  } finally {
    leave();
  }
}

// Answers of the receiver: JSON for a script, a redirect to a page of the site for a plain form.

function answerOf(outcome: Outcome, isForScript: boolean, { url }: ReceivingSite): Response {
  if ('id' in outcome) {
    return isForScript
      ? Response.json({ status: 'pending', id: outcome.id }, { status: 201 })
      : leadOn(absoluteHref(url, successUrl));
  }
  const { code, fields, retryAfter } = outcome.refusal;
  const headers = retryAfter === undefined ? undefined : { 'Retry-After': String(retryAfter) };
  if (!isForScript) {
    // The fragment lets a page without a script show the right sentence.
    const [field, ...others] = Object.keys(fields ?? {});
    const place = field !== undefined && others.length === 0 ? `${code}-${field}` : code;
    return leadOn(`${absoluteHref(url, errorUrl)}?grund=${code}#grund-${place}`, headers);
  }
  const message = receiverTexts.refusals[code];
  const body = { status: 'refused', code, message, ...(fields && { fields }) };
  return Response.json(body, { status: refusalStatus[code], ...(headers && { headers }) });
}

function leadOn(location: string, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(null, { status: 303, headers: { ...headers, Location: location } });
}

/** How many bodies of one sender may be on their way at once. Nothing is kept of a sender who is not sending. */
function createBodyLimit(most: number) {
  const counts = new Map<string, number>();
  const add = (network: string, change: number): void => {
    const count = (counts.get(network) ?? 0) + change;
    if (count > 0) counts.set(network, count);
    else counts.delete(network);
  };
  return {
    /** Lets one more in, and returns what is to be called at its end; undefined when there are too many. */
    enter: (address: string): (() => void) | undefined => {
      const network = networkOf(address);
      if ((counts.get(network) ?? 0) >= most) return undefined;
      add(network, 1);
      return () => add(network, -1);
    },
  };
}
