/** Looks whether readers get what was deployed. What stands between them and the target may be slow or change pages: never more than a warning. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { digestOf } from '../core/digestOf.ts';
import { diagnose } from '../core/diagnostics/diagnostics.ts';
import type { Diagnostic } from '../core/model.ts';
import type { DeployPlan } from './plan.ts';
import { certificateFault } from './target.ts';

/** So many changed pages are looked at, beside the front page. */
const mostPages = 4;
/** Milliseconds. */
const patience = 15_000;
/** In bytes: nobody reads more of what a foreign server sends. */
const mostBytes = 20 * 1024 * 1024;

export interface OnlineCheck {
  /** Address of the blog, with a slash at its end. */
  readonly url: string;
  readonly folder: string;
  readonly plan: DeployPlan;
  /** Milliseconds before something else than expected is asked for again. */
  readonly pause: number;
}

export async function verifyOnline({
  url,
  folder,
  plan,
  pause,
}: OnlineCheck): Promise<readonly Diagnostic[]> {
  const pages = plan.files.map(({ path }) => path).filter((path) => /(?:^|\/)index\.html$/.test(path));
  const paths = [...new Set(['index.html', ...pages.slice(-mostPages)])];
  const looked = await Promise.all(paths.map((path) => look(path, { url, folder, pause })));
  const unreachable = looked.find(({ reason }) => reason !== undefined);
  if (unreachable)
    return [diagnose('deploy/unreachable', { url: unreachable.address, reason: unreachable.reason ?? '' })];
  const [other, ...more] = looked.filter(({ isSame }) => !isSame);
  return other ? [diagnose('deploy/other-page', { count: more.length + 1, url: other.address })] : [];
}

interface Look {
  readonly address: string;
  readonly isSame: boolean;
  readonly reason?: string;
}

async function look(
  path: string,
  { url, folder, pause }: Pick<OnlineCheck, 'url' | 'folder' | 'pause'>,
): Promise<Look> {
  const address = `${url}${encodeURI(path.replace(/(?:^|(?<=\/))index\.html$/, ''))}`;
  const expected = digestOf(readFileSync(join(folder, path)));
  for (let attempt = 0; ; attempt++) {
    const found = await fetchDigest(address);
    if (found.reason !== undefined) return { address, isSame: false, reason: found.reason };
    if (found.digest === expected || attempt === 1) return { address, isSame: found.digest === expected };
    await sleep(pause);
  }
}

async function fetchDigest(address: string): Promise<{ readonly digest?: string; readonly reason?: string }> {
  try {
    const answer = await fetch(address, {
      headers: { 'cache-control': 'no-cache', pragma: 'no-cache' },
      signal: AbortSignal.timeout(patience),
    });
    if (!answer.ok) {
      await answer.body?.cancel();
      return { reason: `der Server antwortet mit ${answer.status}` };
    }
    const parts: Uint8Array[] = [];
    let size = 0;
    for await (const part of answer.body ?? []) {
      size += part.length;
      if (size > mostBytes) break;
      parts.push(part);
    }
    return { digest: digestOf(Buffer.concat(parts)) };
  } catch (error) {
    return { reason: reasonOf(error) };
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof Error && error.name === 'TimeoutError') return 'er antwortet nicht';
  const cause: unknown = error instanceof Error ? error.cause : undefined;
  const code: unknown = cause instanceof Error ? Reflect.get(cause, 'code') : undefined;
  if (code === 'ENOTFOUND') return 'die Domain gibt es noch nicht';
  if (code === 'ECONNREFUSED') return 'dort antwortet niemand';
  const certificate = certificateFault(code);
  if (certificate !== undefined) return `seinem Zertifikat ist nicht zu trauen: ${certificate}`;
  return typeof code === 'string' ? code : 'die Verbindung kam nicht zustande';
}
