/** A small site with comments that wait, and `comments …` as a process. */
import { openCommentStore } from '../../src/comments/moderation/commentStore.ts';
import type { PendingComment } from '../../src/comments/receiver/sentFields.ts';
import type { UrlPath } from '../../src/core/model.ts';
import { pendingComment } from '../comments/moderation/pendingComment.ts';
import { type ProgramRun, runProgram } from '../support/runProgram.ts';
import { article, createSite, type SiteText, type TestSite } from '../support/testSite.ts';

const sampleText: SiteText = {
  'content/articles/kim.md': article('title: Kim\nslug: kim\ndate: 2023-09-13\naliases: [/alt/kim.html]'),
  'content/articles/2024/bus.md': article('title: Der Bus\nslug: bus\ndate: 2024-01-01'),
  'content/articles/2025/bus.md': article('title: Der andere Bus\nslug: bus\ndate: 2025-01-01'),
};
export const anna = pendingComment();
export const bert = pendingComment({
  id: '20261123-130000-bbbbbbbb',
  received: '2026-11-23T13:00:00.000Z',
  article: '/2024/01/bus/' as UrlPath,
  name: 'Bert',
  email: undefined,
  text: 'Zu spät!',
  remarks: ['Der Text hat 4 Links.'],
});

export interface Desk extends TestSite {
  /** Runs `comments ARGS`. */
  readonly run: (...args: readonly string[]) => ProgramRun;
}

export async function createDesk(...comments: readonly PendingComment[]): Promise<Desk> {
  const site = createSite(sampleText);
  const store = openCommentStore(site.folder);
  for (const comment of comments) await store.add(comment);
  return { ...site, run: (...args) => runProgram(site.folder, ['comments', ...args]) };
}
