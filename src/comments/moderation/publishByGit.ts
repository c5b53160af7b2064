/**
 * Brings approved comments to where the site is built: commits what has changed in `content/comments`, and
 * nothing else, and pushes. When somebody else was faster, our commits are put on top of theirs; nothing is ever forced.
 */
import { printableLine } from '../../core/diagnostics/printDiagnostics.ts';
import { spawn } from 'node:child_process';

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
  const listing = ['--porcelain', '-z', '--no-renames', '--untracked-files=all'];
  const status = await git(['status', ...listing, ...places]);
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
  const remove = changes.filter((line) => line.slice(0, 2).includes('D')).length;
  const publish = changes.filter((line) => /^(?:\?\?|A[^D])/.test(line)).length;
  const parts = Object.entries({ publish, update: changes.length - remove - publish, remove })
    .filter(([, count]) => count > 0)
    .map(([verb, count]) => `${verb} ${count === 1 ? '1 comment' : `${count} comments`}`)
    .join(', ');
  return parts.charAt(0).toUpperCase() + parts.slice(1);
}

function failed(run: GitRun): GitOutcome {
  return { kind: 'failed', reason: reasonOf(run) };
}

/** Addresses of repositories may hold passwords, and what another machine says, anything. */
function reasonOf({ stderr, stdout }: GitRun): string {
  const reported = (stderr.trim() || stdout.trim()).replace(/(:\/\/)[^@/\s]*@/g, '$1');
  return printableLine(reported, 500);
}

const gitTexts = {
  noRepository: 'Der Ordner des Blogs liegt in keinem Git-Repository.',
  noUpstream:
    'Git weiß nicht, wohin mit den Kommentaren. Sag es ihm einmal mit: git push --set-upstream origin HEAD',
  underWay: 'In Git ist ein Merge oder Rebase nicht zu Ende gebracht; solange warte ich.',
} as const;

export interface GitScheduleOptions {
  readonly git: RunGit;
  /** Milliseconds between two checks. */
  readonly every: number;
  /** The longest pause after failures, ms; each is twice as long as the one before. */
  readonly longest: number;
  /** Reports everything that happened, a failure only when it differs from the last one. */
  readonly onOutcome: (outcome: Exclude<GitOutcome, { kind: 'nothing' }>) => void;
}

/** Checks again and again for comments to publish: they may be approved in another process. */
export function startGitSchedule({ git, every, longest, onOutcome }: GitScheduleOptions) {
  let pause = every;
  let failure = '';
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;
  const check = async (): Promise<void> => {
    const outcome = await publishByGit(git);
    const reason = outcome.kind === 'failed' ? outcome.reason : '';
    pause = reason === '' ? every : Math.min(pause * 2, longest);
    if (outcome.kind === 'pushed' || (outcome.kind === 'failed' && reason !== failure)) onOutcome(outcome);
    failure = reason;
  };
  const checkAgain = async (): Promise<void> => {
    await check();
    if (!isClosed) timer = setTimeout(() => (running = checkAgain()), pause);
  };
  let running = checkAgain();
  return {
    /** Resolves when nothing runs any more; what is approved by then is brought out before. */
    close: async (): Promise<void> => {
      isClosed = true;
      clearTimeout(timer);
      await running;
      await check();
    },
  };
}

export interface GitRun {
  /** Undefined when git did not end by itself, or could not be started. */
  readonly code: number | undefined;
  readonly stdout: string;
  /** Error output of git. */
  readonly stderr: string;
}

export type RunGit = (args: readonly string[]) => Promise<GitRun>;

/** Milliseconds. */
const patience = 120_000;

/** Nobody is there to answer: no helper and no window shall ask for a password. */
const quiet = ['-c', 'credential.interactive=false', '-c', 'core.askPass='] as const;

/**
 * Runs git in a folder, without a shell; never rejects. It gets a session of its own and therewith no terminal,
 * in which git, ssh or gpg would wait for a password or a yes.
 */
export function createGit(folder: string): RunGit {
  return (args) =>
    new Promise((resolve) => {
      const child = spawn('git', [...quiet, ...args], {
        cwd: folder,
        detached: true,
        timeout: patience,
        stdio: ['ignore', 'pipe', 'pipe'],
        windowsHide: true,
      });
      let [stdout, stderr] = ['', ''];
      child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
      child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
      child.on('error', ({ message }) => resolve({ code: undefined, stdout, stderr: message }));
      child.on('close', (code, signal) =>
        resolve({ code: code ?? undefined, stdout, stderr: stderr || `git: ${signal ?? code}` }),
      );
    });
}
