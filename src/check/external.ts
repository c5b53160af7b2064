/**
 * Looks at links to other hosts: on request only, because the net fails by chance. Few at a time, one for each host, and what
 * was found is remembered for some days.
 */
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { diagnose } from '../core/diagnostics/diagnostics.ts';
import type { Diagnostic, SourcePath, Position } from '../core/model.ts';
import type { ExactCache } from '../cache/exactCache.ts';
import { guardedLookup, isPublicAddress, type NameLookup } from '../core/publicAddresses.ts';
import { keptUnder } from '../build/lastBuild.ts';
import { type CheckedSite, seenOn, Sightings, spellingsOf } from './checkedPages.ts';

/** A link to another host, and where it stands. */
export interface ForeignLink {
  readonly address: string;
  readonly page: string;
  readonly pages: number;
  readonly file?: SourcePath;
  readonly position?: Position;
}

export function foreignLinks(site: CheckedSite): readonly ForeignLink[] {
  const { resolve } = site;
  const found = new Sightings<string>();
  // Links for sharing carry a page of ours; there is one for each article, and nothing to find out.
  const own = encodeURIComponent(site.settings.url.origin);
  for (const page of site.pages) {
    if (page.facts.format !== 'html') continue;
    for (const { kind, address } of page.facts.refs) {
      if (address.startsWith('/') || address.startsWith('#')) continue;
      if (kind !== 'link' || address.includes(own) || resolve(address, page).kind !== 'foreign') continue;
      found.add(address, page, () => address);
    }
  }
  return found.all.map((sighting) => ({
    address: sighting.fault,
    ...seenOn(sighting, site.settings),
    ...site.origins.find(spellingsOf(sighting.fault, site.settings), sighting.first),
  }));
}

/** What a host said of an address. */
export interface Answer {
  readonly kind: 'fine' | 'dead' | 'moved' | 'unknown';
  /** In German; of `moved` the new address. */
  readonly detail: string;
  /** Nobody has answered at all. */
  readonly isSilent?: boolean;
  /** When, ms. */
  readonly at: number;
}

export interface ExternalWork {
  /** By default over the net. */
  readonly request?: Request;
  readonly now: number;
  readonly cache: ExactCache<Answer>;
  readonly onProgress: (done: number, total: number) => void;
  /** Milliseconds until a host has answered, and between two questions to one host. */
  readonly patience?: number;
  readonly pause?: number;
  /** Milliseconds for all together. */
  readonly budget?: number;
}

const day = 86_400_000;
/** What was found is believed for so long; what may have been chance, shorter. */
const ages: Readonly<Record<Answer['kind'], number>> = {
  fine: 14 * day,
  moved: 14 * day,
  dead: day,
  unknown: 0,
};
const hostsAtOnce = 8;
const mostRedirects = 8;
const usualPatience = 20_000;
const usualPause = 500;
const usualBudget = 15 * 60_000;
/** A host that has answered nothing so often, one time after the other, is not asked further. */
const mostSilences = 3;
/** After so many answers what is known is kept: a run that is broken off was not in vain. */
const keptEvery = 200;

/** Asks until all have been asked, or the time is up: then the next run goes on. */
export async function checkForeign(
  links: readonly ForeignLink[],
  work: ExternalWork,
): Promise<readonly Diagnostic[]> {
  const answers = new Map<string, Answer>();
  const asked = new Map<string, ForeignLink[]>();
  for (const link of links) {
    const url = withoutFragment(link.address);
    const known = work.cache.get(url);
    if (known && work.now - known.at < ages[known.kind]) answers.set(url, known);
    else if (!asked.has(url)) asked.set(url, [link]);
  }
  const hosts = [...Map.groupBy(asked.keys(), (url) => URL.parse(url)?.host ?? '').values()];
  const isOver = AbortSignal.timeout(work.budget ?? usualBudget);
  const keep = (): void =>
    work.cache.keep([...answers].map(([id, value]) => ({ id, file: keptUnder, value })));
  let done = 0;
  const askHost = async (urls: readonly string[]): Promise<void> => {
    const silences: Answer[] = [];
    for (const [index, url] of urls.entries()) {
      if (isOver.aborted) return;
      const givenUp = silences[mostSilences - 1];
      // Nobody likes to be asked without a breath.
      if (index > 0 && !givenUp) await wait(work.pause ?? usualPause);
      const answer = givenUp ?? (await ask(url, work));
      if (answer.isSilent === true) silences.push(answer);
      else silences.length = 0;
      answers.set(url, answer);
      work.onProgress(++done, asked.size);
      if (done % keptEvery === 0) keep();
    }
  };
  const takeHosts = async (): Promise<void> => {
    for (let urls = hosts.pop(); urls; urls = hosts.pop()) await askHost(urls);
  };
  await Promise.all(Array.from({ length: hostsAtOnce }, takeHosts));
  keep();
  const left = asked.size - done;
  return [
    ...links.flatMap((link) => tell(link, answers.get(withoutFragment(link.address)))),
    ...(left > 0 ? [diagnose('links/external-left', { count: left })] : []),
  ];
}

function withoutFragment(address: string): string {
  const url = URL.parse(address, 'https://example.invalid');
  if (!url) return address;
  url.hash = '';
  return url.href;
}

function tell(link: ForeignLink, answer: Answer | undefined): readonly Diagnostic[] {
  const { address, page, pages, file, position } = link;
  const place = { ...(file !== undefined && { file }), ...(position && { position }) };
  if (answer?.kind === 'dead')
    return [diagnose('links/external-dead', { address, reason: answer.detail, page, pages }, place)];
  if (answer?.kind === 'moved')
    return [diagnose('links/external-moved', { address, goal: answer.detail, page, pages }, place)];
  if (answer?.kind === 'unknown')
    return [diagnose('links/external-unknown', { address, reason: answer.detail }, place)];
  return [];
}

/** Asks for the head alone, and for the whole where a host does not answer that. */
async function ask(address: string, work: ExternalWork): Promise<Answer> {
  const { patience = usualPatience, pause = usualPause, request = createRequest() } = work;
  const answer = (kind: Answer['kind'], detail: string): Answer => ({ kind, detail, at: work.now });
  const requestTwice = async (url: string): Promise<Response> => {
    const head = await request(url, 'HEAD', patience);
    if (!('status' in head) ? head.isFinal : head.status < 400) return head;
    if ('status' in head && head.status === 429) await wait(pause * 4);
    return request(url, 'GET', patience);
  };
  let url = address;
  let isPermanent = true;
  for (let turn = 0; turn <= mostRedirects; turn++) {
    const response = await requestTwice(url);
    if (!('status' in response))
      return { ...answer(response.kind, response.detail), isSilent: response.kind === 'unknown' };
    const { status, location } = response;
    const goal =
      status >= 300 && status < 400 && location !== undefined ? URL.parse(location, url)?.href : undefined;
    if (goal !== undefined) {
      isPermanent &&= status === 301 || status === 308;
      url = goal;
      continue;
    }
    if (status === 404 || status === 410) return answer('dead', `Antwort ${status}`);
    if (status >= 400) return answer('unknown', `Antwort ${status}.`);
    return url !== address && isPermanent ? answer('moved', url) : answer('fine', '');
  }
  return answer('dead', 'leitet im Kreis');
}

// Over the net.

/** What a host answers, or why it does not; `isFinal`: another method would not help. */
export type Response =
  | { readonly status: number; readonly location?: string | undefined }
  | { readonly kind: 'dead' | 'unknown'; readonly detail: string; readonly isFinal: boolean };

/** `patience`: milliseconds. */
export type Request = (url: string, method: 'HEAD' | 'GET', patience: number) => Promise<Response>;

/** Nobody may learn by a link of what lies in the editor's own network. */
class PrivateAddress extends Error {}

const inPrivate: Response = {
  kind: 'unknown',
  detail: 'Die Adresse liegt in einem privaten Netz.',
  isFinal: true,
};

/** Connects to public addresses alone; a name is judged by the address that is connected to, and redirects are not followed. */
export function createRequest(
  isAllowed: (address: string) => boolean = isPublicAddress,
  lookupName?: NameLookup,
): Request {
  const lookup = guardedLookup(isAllowed, () => new PrivateAddress(), lookupName);
  return (address, method, patience) => {
    const url = URL.parse(address);
    if (!url || !/^https?:$/.test(url.protocol))
      return Promise.resolve({ kind: 'dead', detail: 'führt aus dem Web hinaus', isFinal: true });
    const literal = url.hostname.replace(/^\[|\]$/g, '');
    if (isIP(literal) !== 0 && !isAllowed(literal)) return Promise.resolve(inPrivate);
    const headers = {
      'user-agent': 'blattmacher check (Linkprüfung)',
      accept: 'text/html,*/*;q=0.5',
      'accept-encoding': 'identity',
    };
    // Without an agent no connection is used that somebody else has made.
    const options = { method, headers, lookup, agent: false, signal: AbortSignal.timeout(patience) } as const;
    return new Promise((resolve) => {
      const send = url.protocol === 'https:' ? requestHttps : requestHttp;
      const request = send(url, options, (response) => {
        resolve({ status: response.statusCode ?? 0, location: response.headers.location });
        response.destroy();
      });
      request.on('error', (error: NodeJS.ErrnoException) => resolve(failureOf(error)));
      request.end();
    });
  };
}

function failureOf(error: NodeJS.ErrnoException): Response {
  if (error instanceof PrivateAddress) return inPrivate;
  const { code = '', name } = error;
  if (code === 'ENOTFOUND') return { kind: 'dead', detail: 'den Server gibt es nicht', isFinal: true };
  const detail =
    name === 'TimeoutError' || name === 'AbortError'
      ? 'Der Server antwortet nicht.'
      : /^(?:CERT_|ERR_TLS|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)/.test(code)
        ? 'Sein Zertifikat ist ungültig.'
        : 'Die Verbindung kam nicht zustande.';
  return { kind: 'unknown', detail, isFinal: false };
}
