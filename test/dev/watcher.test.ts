import { mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, test, vi } from 'vitest';
import { createWatcher } from '../../src/dev/watcher.ts';
import { events, useWatcher } from './watcherStage.ts';

const stage = useWatcher();
const { write, expectEvent } = stage;

/** Nothing but events is to be heard. */
async function hang(): Promise<void> {
  await stage.hang({ onNews: () => expect.unreachable() });
}

/** Writes something else and waits until that is heard: what was to be heard before it was heard by then. */
async function heardSoFar(): Promise<readonly string[]> {
  write('site.yaml', 'title: Blatt');
  return (await expectEvent('site.yaml')).filter((path) => path !== 'site.yaml');
}

describe('The watcher', () => {
  test('names a file that was written, and nothing of before', async () => {
    write('content/articles/kim.md', 'alt');
    await hang();
    write('content/articles/kim.md', 'neu');
    expect(await expectEvent('content/articles/kim.md')).toEqual(['content/articles/kim.md']);
  });

  test('sends an event for what was written before it was ready', async () => {
    let seen = '';
    write('content/articles/kim.md', 'alt');
    stage.watcher = createWatcher({
      folder: stage.folder,
      paths: ['content'],
      onEvent: async () => void (seen = readFileSync(join(stage.folder, 'content/articles/kim.md'), 'utf8')),
      onFound: () => {},
      onNews: () => expect.unreachable(),
      timing: events,
    });
    write('content/articles/kim.md', 'neu');
    await vi.waitFor(() => expect(seen).toBe('neu'));
  });

  test('hears the settings come and go', async () => {
    await hang();
    write('site.yaml', 'title: Blatt');
    await expectEvent('site.yaml');
    rmSync(join(stage.folder, 'site.yaml'));
    await expectEvent('site.yaml');
  });

  test('hears every one of many rapid saves', async () => {
    write('content/articles/kim.md');
    await hang();
    for (let save = 0; save < 30; save++) {
      write('content/articles/kim.md', String(save));
      await expectEvent('content/articles/kim.md');
    }
  });

  test('hears a save by rename, again and again', async () => {
    write('content/articles/kim.md');
    await hang();
    for (let save = 0; save < 10; save++) {
      write('content/articles/kim.md.tmp', String(save));
      renameSync(
        join(stage.folder, 'content/articles/kim.md.tmp'),
        join(stage.folder, 'content/articles/kim.md'),
      );
      expect(await expectEvent('content/articles/kim.md')).not.toContain('content/articles/kim.md.tmp');
    }
  });

  test('hears a folder go away and come back, and what changes in it then', async () => {
    write('content/articles/2023/kim.md');
    await hang();
    renameSync(join(stage.folder, 'content/articles'), join(stage.folder, 'away'));
    await expectEvent('content/articles');
    write('away/2023/kim.md', 'anderswo');
    expect(await heardSoFar()).not.toContain('content/articles/2023/kim.md');
    renameSync(join(stage.folder, 'away'), join(stage.folder, 'content/articles'));
    await expectEvent('content/articles');
    write('content/articles/2023/kim.md', 'neu');
    await expectEvent('content/articles/2023/kim.md');
  });

  test('hears a folder under its new name', async () => {
    write('content/articles/alt/kim.md');
    await hang();
    renameSync(join(stage.folder, 'content/articles/alt'), join(stage.folder, 'content/articles/neu'));
    await expectEvent('content/articles/neu');
    write('content/articles/neu/kim.md', 'neu');
    expect(await expectEvent('content/articles/neu/kim.md')).not.toContain('content/articles/alt/kim.md');
  });

  test('is not deaf after content vanished and came back, however quickly', async () => {
    await hang();
    for (let round = 0; round < 40; round++) {
      write(`content/articles/${round}/kim.md`);
      rmSync(join(stage.folder, 'content'), { recursive: true });
      await setTimeout(round % 4);
    }
    await vi.waitFor(
      () => {
        write('content/articles/2023/kim.md', 'neu');
        expect(stage.hints).toContain('content/articles/2023/kim.md');
      },
      { timeout: 5000 },
    );
  });

  test('sends an event after the last of a thousand files in new folders was written', async () => {
    let seen = 0;
    let written = 0;
    stage.watcher = createWatcher({
      folder: stage.folder,
      paths: ['content'],
      onEvent: async () => void (seen = written),
      onFound: () => {},
      onNews: () => expect.unreachable(),
      timing: events,
    });
    for (written = 0; written < 1000; written++) {
      write(`content/articles/${written % 17}/${written % 5}/${written}.md`);
      if (written % 50 === 0) await setTimeout(1);
    }
    await vi.waitFor(() => expect(seen).toBe(1000), { timeout: 5000 });
  });

  test('sends an event for what is written into a new folder at any moment after it was made', async () => {
    await hang();
    for (let round = 0; round < 40; round++) {
      mkdirSync(join(stage.folder, `content/${round}/tief`), { recursive: true });
      await setTimeout(round % 6);
      stage.hints = [];
      write(`content/${round}/tief/kim.md`);
      const inIt = new Set([`content/${round}`, `content/${round}/tief`, `content/${round}/tief/kim.md`]);
      await vi.waitFor(() => expect(stage.hints.some((path) => inIt.has(path))).toBe(true), { interval: 2 });
    }
  });

  test('is deaf to output, caches and what editors leave', async () => {
    write('dist/alt.html');
    write('.cache/alt');
    write('content/articles/kim.md');
    await hang();
    write('dist/index.html');
    write('.cache/bodies');
    write('node_modules/eta/index.js');
    write('content/articles/.kim.md.swp');
    write('content/articles/kim.md~');
    expect(await heardSoFar()).toEqual([]);
  });

  test('names paths in NFC', async () => {
    mkdirSync(join(stage.folder, 'content/articles'), { recursive: true });
    await hang();
    write('content/articles/Mu\u0308ller.md');
    await expectEvent('content/articles/Müller.md');
  });

  test('is silent after it was taken down', async () => {
    write('content/articles/kim.md');
    await hang();
    await stage.watcher?.close();
    const heard: string[] = [];
    const second = createWatcher({
      folder: stage.folder,
      paths: ['content'],
      onEvent: async (named) => void heard.push(...named),
      onFound: () => {},
      onNews: () => expect.unreachable(),
      timing: events,
    });
    await vi.waitFor(() => expect(heard).toContain(''));
    write('content/articles/kim.md', 'neu');
    await vi.waitFor(() => expect(heard).toContain('content/articles/kim.md'));
    expect(stage.hints).toEqual([]);
    await second.close();
  });
});
