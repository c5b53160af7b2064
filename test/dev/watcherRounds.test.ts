/** How the watcher goes with its folder, and what it does where the system does not tell of changes. */
import { mkdirSync, renameSync, rmSync, symlinkSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { WatcherOptions } from '../../src/dev/watcher.ts';
import { events, rounds, useWatcher } from './watcherStage.ts';

const stage = useWatcher();
const { write, hang, expectEvent, expectHearing } = stage;

/** On a disk whose events name folders and never an edit, as those of other machines. */
async function hangOnDeafDisk(more: Partial<WatcherOptions> = {}): Promise<void> {
  vi.stubEnv('CHOKIDAR_USEPOLLING', '1');
  await hang({ timing: rounds, ...more });
}

describe('The watcher of a site folder', () => {
  const kim = 'content/articles/kim.md';
  const kinds = (): readonly string[] => stage.news.map(({ kind }) => kind);

  test('that is called by a link sends an event for edits, also when the link leads elsewhere', async () => {
    const link = `${stage.folder}-link`;
    const other = `${stage.folder}-other`;
    onTestFinished(() => {
      unlinkSync(link);
      rmSync(other, { recursive: true });
    });
    write(kim);
    write(kim, '', other);
    symlinkSync(stage.folder, link);
    await hang({ folder: link });
    write(kim, 'neu');
    await expectEvent(kim);
    symlinkSync(other, `${link}.neu`);
    renameSync(`${link}.neu`, link);
    await expectEvent('');
    expect(kinds()).toEqual(['replaced']);
    await expectHearing(kim, other);
  });

  test('that goes and comes back, is made anew, or is another one, hears again and says so', async () => {
    write(kim);
    await hang();
    renameSync(stage.folder, `${stage.folder}-away`);
    await vi.waitFor(() => expect(kinds()).toEqual(['gone']));
    renameSync(`${stage.folder}-away`, stage.folder);
    await vi.waitFor(() => expect(kinds()).toEqual(['gone', 'back']));
    await expectHearing(kim);
    rmSync(stage.folder, { recursive: true });
    await vi.waitFor(() => expect(kinds()).toEqual(['gone', 'back', 'gone']));
    write(kim);
    await vi.waitFor(() => expect(kinds()).toEqual(['gone', 'back', 'gone', 'back']));
    await expectHearing(kim);
  });

  test('that is exchanged in a moment still hears', async () => {
    write(kim);
    await hang();
    for (let round = 0; round < 5; round++) {
      write(kim, '', `${stage.folder}-new`);
      renameSync(stage.folder, `${stage.folder}-old`);
      renameSync(`${stage.folder}-new`, stage.folder);
      await expectHearing(kim);
      rmSync(`${stage.folder}-old`, { recursive: true });
      rmSync(stage.folder, { recursive: true });
      write(kim);
      await expectHearing(kim);
    }
  });

  test('that is not there when it is hung up hears when it comes', async () => {
    rmSync(stage.folder, { recursive: true });
    await hang();
    write(kim);
    await vi.waitFor(() => expect(kinds()).toEqual(['back']));
    await expectHearing(kim);
  });
});

describe('On a disk of which the system does not tell every change, the watcher', () => {
  const kim = 'content/articles/kim.md';

  test('finds edits itself, says once that it does so, and goes on', async () => {
    write(kim, 'alt');
    write('content/articles/lena.md', 'alt');
    await hangOnDeafDisk();
    // The first edit may still count as told of: everything was, a moment ago.
    await expectHearing(kim);
    await vi.waitFor(() => {
      write(kim, String(Math.random()));
      expect(stage.news).toEqual([{ kind: 'missed', path: kim }]);
    });
    stage.hints = [];
    await expectHearing('content/articles/lena.md');
    expect(stage.news).toHaveLength(1);
  });

  test('finds them at once when somebody wants to see the site', async () => {
    write(kim, 'alt');
    await hangOnDeafDisk({ timing: { ...events, grace: 10 } });
    write(kim, 'neu');
    stage.watcher?.pollNow();
    await expectEvent(kim);
  });

  test('finds an edit of the file behind a link', async () => {
    write('entwurf.md', 'alt');
    mkdirSync(join(stage.folder, 'content/articles'), { recursive: true });
    symlinkSync('../../entwurf.md', join(stage.folder, kim));
    await hang({ timing: rounds });
    write('entwurf.md', 'ein neuer');
    await expectEvent(kim);
  });

  test('that shall not rely on the system at all finds what comes, changes and goes', async () => {
    await hang({ pollOnly: true, timing: rounds });
    write(kim, 'alt');
    await expectEvent(kim);
    write(kim, 'ein neuer');
    await expectEvent(kim);
    rmSync(join(stage.folder, 'content'), { recursive: true });
    await expectEvent(kim);
  });

  test('does not blame the system for a change of which it told', async () => {
    write(kim, 'alt');
    await hang({ timing: { ...rounds, grace: 1000 } });
    for (let round = 0; round < 10; round++) {
      write(kim, `Fassung ${round} ${'x'.repeat(round)}`);
      await expectEvent(kim);
      await setTimeout(15);
    }
    renameSync(join(stage.folder, 'content/articles'), join(stage.folder, 'content/alt'));
    await expectEvent('content/alt');
    await setTimeout(50);
    expect(stage.news).toEqual([]);
  });
});
