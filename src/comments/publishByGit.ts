/**
 * Brings approved comments to where the site is built: commits what has changed in `content/comments`, and
 * nothing else, and pushes. When somebody else was faster, our commits are put on top of theirs; nothing is ever forced.
 */
import { printableLine } from '../report/printable.ts';
import type { RunGit } from './runGit.ts';

export type GitOutcome =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'pushed'; readonly message: string }
  /** German. Everything is as it was, or committed and not pushed; the next call goes on from there. */
  | { readonly kind: 'failed'; readonly reason: string };

/** Unfinished files have names that begin with a dot. */
const places = ['--', 'content/comments', ':(exclude,glob)content/comments/**/.*'] as const;
const attempts = 3;

/** `git` runs in the site folder. Two calls must not overlap. */
export async function publishByGit(git: RunGit): Promise<GitOutcome> {
  const obstacle = await problemIn(git);
  if (obstacle !== undefined) return { kind: 'failed', reason: obstacle };
  const status = await git([
    'status',
    '--porcelain',
    '-z',
    '--no-renames',
    '--untracked-files=all',
    ...places,
  ]);
  if (status.code !== 0) return failed(status);
  const changes = status.stdout.split('\0').filter((line) => line !== '');
  if (changes.length > 0) {
    const added = await git(['add', '--all', ...places]);
    if (added.code !== 0) return failed(added);
    const committed = await git(['commit', '--quiet', '--only', '-m', commitMessage(changes), ...places]);
    if (committed.code !== 0) return failed(committed);
  }
  const waiting = await git(['log', '--format=%s', '@{upstream}..HEAD', ...places]);
  if (waiting.code !== 0) return failed(waiting);
  const messages = waiting.stdout.split('\n').filter((line) => line !== '');
  return messages.length === 0 ? { kind: 'nothing' } : push(git, messages.join('; '));
}

/** An operation that somebody began by hand is left alone. */
async function problemIn(git: RunGit): Promise<string | undefined> {
  const inside = await git(['rev-parse', '--is-inside-work-tree']);
  if (inside.code !== 0) return `${gitTexts.noRepository} ${reasonOf(inside)}`;
  for (const head of ['MERGE_HEAD', 'REBASE_HEAD', 'CHERRY_PICK_HEAD', 'REVERT_HEAD']) {
    if ((await git(['rev-parse', '--verify', '--quiet', head])).code === 0) return gitTexts.underWay;
  }
  // A commit on no branch would take the files along into nowhere when somebody goes back to one.
  const upstream = await git(['rev-parse', '--verify', '--quiet', '@{upstream}']);
  return upstream.code === 0 ? undefined : gitTexts.noUpstream;
}

async function push(git: RunGit, message: string): Promise<GitOutcome> {
  for (let attempt = 1; ; attempt++) {
    const pushed = await git(['push', '--porcelain']);
    if (pushed.code === 0) return { kind: 'pushed', message };
    const isBehind = /^!.*\[rejected\]/m.test(pushed.stdout);
    if (!isBehind || attempt === attempts) return failed(pushed);
    const pulled = await git(['pull', '--rebase', '--quiet']);
    if (pulled.code !== 0) {
      await git(['rebase', '--abort']);
      return failed(pulled);
    }
  }
}

/** From lines of `git status --porcelain`: two letters, a space, the path. */
function commitMessage(changes: readonly string[]): string {
  const removed = changes.filter((line) => line.slice(0, 2).includes('D')).length;
  const added = changes.filter((line) => /^(?:\?\?|A[^D])/.test(line)).length;
  const other = changes.length - removed - added;
  const parts = [
    ...(added > 0 ? [`publish ${counted(added)}`] : []),
    ...(other > 0 ? [`update ${counted(other)}`] : []),
    ...(removed > 0 ? [`remove ${counted(removed)}`] : []),
  ].join(', ');
  return parts.charAt(0).toUpperCase() + parts.slice(1);
}

function counted(comments: number): string {
  return comments === 1 ? '1 comment' : `${comments} comments`;
}

function failed(run: Awaited<ReturnType<RunGit>>): GitOutcome {
  return { kind: 'failed', reason: reasonOf(run) };
}

/** Addresses of repositories may hold passwords, and what another machine says, anything. */
function reasonOf({ stderr, stdout }: Awaited<ReturnType<RunGit>>): string {
  const reported = (stderr.trim() || stdout.trim()).replace(/(:\/\/)[^@/\s]*@/g, '$1');
  return printableLine(reported, 500);
}

const gitTexts = {
  noRepository: 'Der Ordner des Blogs liegt in keinem Git-Repository.',
  noUpstream:
    'Git weiß nicht, wohin mit den Kommentaren. Sag es ihm einmal mit: git push --set-upstream origin HEAD',
  underWay: 'In Git ist ein Merge oder Rebase nicht zu Ende gebracht; solange warte ich.',
} as const;
