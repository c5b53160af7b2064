/** A site folder with a watcher, and what was heard of it. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, vi } from 'vitest';
import {
  createWatcher,
  type Watcher,
  type WatcherNews,
  type WatcherOptions,
  type WatcherTiming,
} from '../../src/dev/watcher.ts';

/** Of the test that runs. */
export interface WatcherStage {
  folder: string;
  watcher: Watcher | undefined;
  hints: string[];
  news: WatcherNews[];
  readonly write: (path: string, text?: string, root?: string) => void;
  /** Hangs the watcher up and waits until it events. */
  readonly hang: (more?: Partial<WatcherOptions>) => Promise<void>;
  /** All that was heard until `path` was among it; then nothing has been heard yet. */
  readonly expectEvent: (path: string) => Promise<readonly string[]>;
  /** Writes until that is heard. */
  readonly expectHearing: (path: string, root?: string) => Promise<void>;
}

/** Without rounds: what is heard is what the system tells. */
export const events: WatcherTiming = { root: 5, seldom: 1_000_000, often: 1_000_000, grace: 1000 };
/** Hardly waits for what the system tells. */
export const rounds: WatcherTiming = { root: 5, seldom: 10, often: 10, grace: 10 };

export function useWatcher(): WatcherStage {
  const stage: WatcherStage = {
    folder: '',
    watcher: undefined,
    hints: [],
    news: [],
    write: (path, text = '', root = stage.folder) => {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    },
    hang: async (more) => {
      stage.watcher = createWatcher({
        folder: stage.folder,
        paths: ['site.yaml', 'content', 'templates'],
        onEvent: async (named) => void stage.hints.push(...named),
        onFound: (paths) => void stage.hints.push(...paths),
        onNews: (reported) => void stage.news.push(reported),
        timing: events,
        ...more,
      });
      await stage.expectEvent('');
    },
    expectEvent: async (path) => {
      await vi.waitFor(() => expect(stage.hints).toContain(path), { timeout: 5000, interval: 2 });
      return stage.hints.splice(0);
    },
    expectHearing: async (path, root) => {
      let save = 0;
      const saveAndHear = (): void => {
        stage.write(path, `Fassung ${save++}`, root);
        expect(stage.hints).toContain(path);
      };
      await vi.waitFor(saveAndHear, { timeout: 5000, interval: 20 });
      stage.hints = [];
    },
  };
  beforeEach(() => {
    stage.folder = mkdtempSync(join(tmpdir(), 'doorbell-'));
    stage.hints = [];
    stage.news = [];
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    await stage.watcher?.close();
    rmSync(stage.folder, { recursive: true, force: true });
  });
  return stage;
}
