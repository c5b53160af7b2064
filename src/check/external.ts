/**
 * Looks at links to other hosts: on request only, because the net fails by chance. Few at a time, one for each host, and what
 * was found is remembered for some days.
 */
import { isIP } from 'node:net';
import { lookup } from 'node:dns/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { diagnose } from '../core/diagnostics/diagnostics.ts';
import type { Diagnostic, SourcePath, Position } from '../core/model.ts';
import type { ExactCache } from '../cache/exactCache.ts';
import { keptUnder } from '../build/lastBuild.ts';
import { type CheckedSite, seenOn, Sightings, spellingsOf } from './checkedPages.ts';
import { parseReference } from './page/pageFacts.ts';

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
    for (const part of page.parts)
      for (const reference of part.refs) {
        if (reference.startsWith('/', 1) || reference.startsWith('#', 1)) continue;
        const { kind, address } = parseReference(reference);
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
  /** When, ms. */
  readonly at: number;
}

export interface ExternalWork {
  /** By default the program's own. */
  readonly fetch?: typeof fetch;
  /** The addresses of a host; by default the system's answer. */
  readonly resolveHost?: (host: string) => Promise<readonly string[]>;
  readonly now: number;
  readonly cache: ExactCache<Answer>;
  readonly onProgress: (done: number, total: number) => void;
  /** Milliseconds until a host has answered, and between two questions to one host. */
  readonly patience?: number;
  readonly pause?: number;
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
  let done = 0;
  const takeHosts = async (): Promise<void> => {
    for (let urls = hosts.pop(); urls; urls = hosts.pop()) {
      for (const [index, url] of urls.entries()) {
        // Nobody likes to be asked without a breath.
        if (index > 0) await wait(work.pause ?? usualPause);
        answers.set(url, await ask(url, work));
        work.onProgress(++done, asked.size);
      }
    }
  };
  await Promise.all(Array.from({ length: hostsAtOnce }, takeHosts));
  work.cache.keep([...answers].map(([id, value]) => ({ id, file: keptUnder, value })));
  return links.flatMap((link) => tell(link, answers.get(withoutFragment(link.address))));
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
  const answer = (kind: Answer['kind'], detail: string): Answer => ({ kind, detail, at: work.now });
  let url = address;
  let isPermanent = true;
  for (let turn = 0; turn <= mostRedirects; turn++) {
    const refusal = await refuse(url, work);
    if (refusal) return answer(refusal.kind, refusal.detail);
    const response = await request(url, work);
    if (typeof response === 'string') return answer('unknown', response);
    const { status, location } = response;
    const goal =
      status >= 300 && status < 400 && location !== null ? URL.parse(location, url)?.href : undefined;
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

/** Nobody may learn by a link of what lies in the editor's own network. */
async function refuse(url: string, work: ExternalWork): Promise<Pick<Answer, 'kind' | 'detail'> | undefined> {
  const { hostname = '', protocol = '' } = URL.parse(url) ?? {};
  if (protocol !== 'http:' && protocol !== 'https:')
    return { kind: 'dead', detail: 'führt aus dem Web hinaus' };
  const bare = hostname.replace(/^\[|\]$/g, '');
  const resolveHost = work.resolveHost ?? systemAddresses;
  const found = isIP(bare) ? [bare] : await resolveHost(bare).catch(() => undefined);
  if (!found || found.length === 0) return { kind: 'dead', detail: 'den Server gibt es nicht' };
  return found.some(isPrivate)
    ? { kind: 'unknown', detail: 'Die Adresse liegt in einem privaten Netz.' }
    : undefined;
}

async function systemAddresses(host: string): Promise<readonly string[]> {
  return (await lookup(host, { all: true })).map(({ address }) => address);
}

/** Addresses of this machine, of its network, or of nobody (RFC 6890). */
export function isPrivate(address: string): boolean {
  const plain = address.toLowerCase().replace(/^::ffff:(?=\d+\.)/, '');
  if (isIP(plain) === 4)
    return /^(?:0|10|127)\.|^169\.254\.|^192\.168\.|^172\.(?:1[6-9]|2\d|3[01])\.|^100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|^192\.0\.[02]\.|^198\.(?:1[89]|51)\.|^203\.0\.113\.|^(?:22[4-9]|2[3-5]\d)\./.test(
      plain,
    );
  return !/^[23]/.test(plain);
}

interface Response {
  readonly status: number;
  readonly location: string | null;
}

/** Hosts that answer a HEAD in a way of their own are asked as a browser asks. */
async function request(url: string, work: ExternalWork): Promise<Response | string> {
  const head = await once(url, 'HEAD', work);
  if (typeof head !== 'string' && head.status < 400) return head;
  const isBusy = typeof head !== 'string' && head.status === 429;
  if (isBusy) await wait((work.pause ?? usualPause) * 4);
  return once(url, 'GET', work);
}

async function once(url: string, method: 'HEAD' | 'GET', work: ExternalWork): Promise<Response | string> {
  const { fetch: own = fetch, patience = usualPatience } = work;
  try {
    const response = await own(url, {
      method,
      redirect: 'manual',
      signal: AbortSignal.timeout(patience),
      headers: { 'user-agent': 'blattmacher check (Linkprüfung)', accept: 'text/html,*/*;q=0.5' },
    });
    await response.body?.cancel();
    return { status: response.status, location: response.headers.get('location') };
  } catch (error) {
    const isLate = error instanceof Error && error.name === 'TimeoutError';
    return isLate ? 'Der Server antwortet nicht.' : 'Die Verbindung kam nicht zustande.';
  }
}
