import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import {
  createDoorbell,
  type Doorbell,
  type DoorbellNews,
  type DoorbellOptions,
  type DoorbellTiming,
} from '../../src/serve/doorbell.ts';

let folder: string;
let doorbell: Doorbell;
let hints: string[];
let news: DoorbellNews[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'doorbell-'));
  hints = [];
  news = [];
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await doorbell.close();
  rmSync(folder, { recursive: true, force: true });
});

function write(path: string, text = '', root = folder): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

/** Writes until that is heard. */
async function expectHearing(path: string): Promise<void> {
  await vi.waitFor(
    () => {
      write(path, String(Math.random()));
      expect(hints).toContain(path);
    },
    { timeout: 5000, interval: 20 },
  );
  hints = [];
}

/** Without rounds: what is heard is what the system tells. */
const events: DoorbellTiming = { root: 5, seldom: 1_000_000, often: 1_000_000, grace: 1000 };
/** Hardly waits for what the system tells. */
const rounds: DoorbellTiming = { root: 5, seldom: 10, often: 10, grace: 10 };

async function hang(more: Partial<DoorbellOptions> = {}): Promise<void> {
  doorbell = createDoorbell({
    folder,
    paths: ['site.yaml', 'content', 'templates'],
    onRing: async (named) => void hints.push(...named),
    onFound: (paths) => void hints.push(...paths),
    onNews: () => expect.unreachable(),
    timing: events,
    ...more,
  });
  await expectRing('');
}

/** Hangs the doorbell up on a disk whose events name folders and never an edit, as those of other machines. */
async function hangOnDeafDisk(more: Partial<DoorbellOptions> = {}): Promise<void> {
  vi.stubEnv('CHOKIDAR_USEPOLLING', '1');
  await hang({ onNews: (told) => news.push(told), timing: rounds, ...more });
}

/** All that was heard until `path` was among it; then nothing has been heard yet. */
async function expectRing(path: string): Promise<readonly string[]> {
  await vi.waitFor(() => expect(hints).toContain(path), { timeout: 5000, interval: 2 });
  return hints.splice(0);
}

/** Writes something else and waits until that is heard: what was to be heard before it was heard by then. */
async function heardSoFar(): Promise<readonly string[]> {
  write('site.yaml', 'title: Blatt');
  return (await expectRing('site.yaml')).filter((path) => path !== 'site.yaml');
}

describe('The doorbell', () => {
  test('names a file that was written, and nothing of before', async () => {
    write('content/articles/kim.md', 'alt');
    await hang();
    write('content/articles/kim.md', 'neu');
    expect(await expectRing('content/articles/kim.md')).toEqual(['content/articles/kim.md']);
  });

  test('rings for what was written before it was ready', async () => {
    let seen = '';
    write('content/articles/kim.md', 'alt');
    doorbell = createDoorbell({
      folder,
      paths: ['content'],
      onFound: () => {},
      onRing: async () => void (seen = readFileSync(join(folder, 'content/articles/kim.md'), 'utf8')),
      onNews: () => expect.unreachable(),
      timing: events,
    });
    write('content/articles/kim.md', 'neu');
    await vi.waitFor(() => expect(seen).toBe('neu'));
  });

  test('hears the settings come and go', async () => {
    await hang();
    write('site.yaml', 'title: Blatt');
    await expectRing('site.yaml');
    rmSync(join(folder, 'site.yaml'));
    await expectRing('site.yaml');
  });

  test('hears every one of many rapid saves', async () => {
    write('content/articles/kim.md');
    await hang();
    for (let save = 0; save < 30; save++) {
      write('content/articles/kim.md', String(save));
      await expectRing('content/articles/kim.md');
    }
  });

  test('hears a save by rename, again and again', async () => {
    write('content/articles/kim.md');
    await hang();
    for (let save = 0; save < 10; save++) {
      write('content/articles/kim.md.tmp', String(save));
      renameSync(join(folder, 'content/articles/kim.md.tmp'), join(folder, 'content/articles/kim.md'));
      expect(await expectRing('content/articles/kim.md')).not.toContain('content/articles/kim.md.tmp');
    }
  });

  test('hears a folder go away and come back, and what changes in it then', async () => {
    write('content/articles/2023/kim.md');
    await hang();
    renameSync(join(folder, 'content/articles'), join(folder, 'away'));
    await expectRing('content/articles');
    write('away/2023/kim.md', 'anderswo');
    expect(await heardSoFar()).not.toContain('content/articles/2023/kim.md');
    renameSync(join(folder, 'away'), join(folder, 'content/articles'));
    await expectRing('content/articles');
    write('content/articles/2023/kim.md', 'neu');
    await expectRing('content/articles/2023/kim.md');
  });

  test('hears a folder under its new name', async () => {
    write('content/articles/alt/kim.md');
    await hang();
    renameSync(join(folder, 'content/articles/alt'), join(folder, 'content/articles/neu'));
    await expectRing('content/articles/neu');
    write('content/articles/neu/kim.md', 'neu');
    expect(await expectRing('content/articles/neu/kim.md')).not.toContain('content/articles/alt/kim.md');
  });

  test('is not deaf after content vanished and came back, however quickly', async () => {
    await hang();
    for (let round = 0; round < 40; round++) {
      write(`content/articles/${round}/kim.md`);
      rmSync(join(folder, 'content'), { recursive: true });
      await setTimeout(round % 4);
    }
    await vi.waitFor(
      () => {
        write('content/articles/2023/kim.md', 'neu');
        expect(hints).toContain('content/articles/2023/kim.md');
      },
      { timeout: 5000 },
    );
  });

  test('rings after the last of a thousand files in new folders was written', async () => {
    let seen = 0;
    let written = 0;
    doorbell = createDoorbell({
      folder,
      paths: ['content'],
      onFound: () => {},
      onRing: async () => void (seen = written),
      onNews: () => expect.unreachable(),
      timing: events,
    });
    for (written = 0; written < 1000; written++) {
      write(`content/articles/${written % 17}/${written % 5}/${written}.md`);
      if (written % 50 === 0) await setTimeout(1);
    }
    await vi.waitFor(() => expect(seen).toBe(1000), { timeout: 5000 });
  });

  test('rings for what is written into a new folder at any moment after it was made', async () => {
    await hang();
    for (let round = 0; round < 40; round++) {
      mkdirSync(join(folder, `content/${round}/tief`), { recursive: true });
      await setTimeout(round % 6);
      hints = [];
      write(`content/${round}/tief/kim.md`);
      const inIt = new Set([`content/${round}`, `content/${round}/tief`, `content/${round}/tief/kim.md`]);
      await vi.waitFor(() => expect(hints.some((path) => inIt.has(path))).toBe(true), { interval: 2 });
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
    mkdirSync(join(folder, 'content/articles'), { recursive: true });
    await hang();
    write('content/articles/Mu\u0308ller.md');
    await expectRing('content/articles/Müller.md');
  });

  test('is silent after it was taken down', async () => {
    write('content/articles/kim.md');
    await hang();
    await doorbell.close();
    const rings: string[] = [];
    const second = createDoorbell({
      folder,
      paths: ['content'],
      onFound: () => {},
      onRing: async (named) => void rings.push(...named),
      onNews: () => expect.unreachable(),
      timing: events,
    });
    await vi.waitFor(() => expect(rings).toContain(''));
    write('content/articles/kim.md', 'neu');
    await vi.waitFor(() => expect(rings).toContain('content/articles/kim.md'));
    expect(hints).toEqual([]);
    await second.close();
  });
});

describe('The doorbell of a site folder', () => {
  const kim = 'content/articles/kim.md';
  const kinds = (): readonly string[] => news.map(({ kind }) => kind);
  const onNews = (told: DoorbellNews): void => void news.push(told);

  test('that is called by a link rings for edits, also when the link leads elsewhere', async () => {
    const link = `${folder}-link`;
    const other = `${folder}-other`;
    onTestFinished(() => {
      unlinkSync(link);
      rmSync(other, { recursive: true });
    });
    write(kim);
    write(kim, '', other);
    symlinkSync(folder, link);
    await hang({ folder: link, onNews });
    write(kim, 'neu');
    await expectRing(kim);
    symlinkSync(other, `${link}.neu`);
    renameSync(`${link}.neu`, link);
    await expectRing('');
    expect(kinds()).toEqual(['replaced']);
    await vi.waitFor(() => {
      write(kim, String(Math.random()), other);
      expect(hints).toContain(kim);
    });
  });

  test('that goes and comes back, is made anew, or is another one, hears again and says so', async () => {
    write(kim);
    await hang({ onNews });
    renameSync(folder, `${folder}-away`);
    await vi.waitFor(() => expect(kinds()).toEqual(['gone']));
    renameSync(`${folder}-away`, folder);
    await vi.waitFor(() => expect(kinds()).toEqual(['gone', 'back']));
    await expectHearing(kim);
    rmSync(folder, { recursive: true });
    await vi.waitFor(() => expect(kinds()).toEqual(['gone', 'back', 'gone']));
    write(kim);
    await vi.waitFor(() => expect(kinds()).toEqual(['gone', 'back', 'gone', 'back']));
    await expectHearing(kim);
  });

  test('that is exchanged in a moment still hears', async () => {
    write(kim);
    await hang({ onNews });
    for (let round = 0; round < 5; round++) {
      write(kim, '', `${folder}-new`);
      renameSync(folder, `${folder}-old`);
      renameSync(`${folder}-new`, folder);
      await expectHearing(kim);
      rmSync(`${folder}-old`, { recursive: true });
      rmSync(folder, { recursive: true });
      write(kim);
      await expectHearing(kim);
    }
  });

  test('that is not there when it is hung up hears when it comes', async () => {
    rmSync(folder, { recursive: true });
    await hang({ onNews });
    write(kim);
    await vi.waitFor(() => expect(kinds()).toEqual(['back']));
    await expectHearing(kim);
  });
});

describe('On a disk of which the system does not tell every change, the doorbell', () => {
  const kim = 'content/articles/kim.md';

  test('finds edits itself, says once that it does so, and goes on', async () => {
    write(kim, 'alt');
    write('content/articles/lena.md', 'alt');
    await hangOnDeafDisk();
    // The first edit may still count as told of: everything was, a moment ago.
    await expectHearing(kim);
    await vi.waitFor(() => {
      write(kim, String(Math.random()));
      expect(news).toEqual([{ kind: 'untold', path: kim }]);
    });
    hints = [];
    await expectHearing('content/articles/lena.md');
    expect(news).toHaveLength(1);
  });

  test('finds them at once when somebody wants to see the site', async () => {
    write(kim, 'alt');
    await hangOnDeafDisk({ timing: { ...events, grace: 10 } });
    write(kim, 'neu');
    doorbell.lookNow();
    await expectRing(kim);
  });

  test('finds an edit of the file behind a link', async () => {
    write('entwurf.md', 'alt');
    mkdirSync(join(folder, 'content/articles'), { recursive: true });
    symlinkSync('../../entwurf.md', join(folder, kim));
    await hang({ onNews: () => {}, timing: rounds });
    write('entwurf.md', 'ein neuer');
    await expectRing(kim);
  });

  test('that shall not rely on the system at all finds what comes, changes and goes', async () => {
    await hang({ pollOnly: true, timing: rounds });
    write(kim, 'alt');
    await expectRing(kim);
    write(kim, 'ein neuer');
    await expectRing(kim);
    rmSync(join(folder, 'content'), { recursive: true });
    await expectRing(kim);
  });

  test('does not blame the system for a change of which it told', async () => {
    write(kim, 'alt');
    await hang({ timing: { ...rounds, grace: 1000 } });
    for (let round = 0; round < 10; round++) {
      write(kim, `Fassung ${round} ${'x'.repeat(round)}`);
      await expectRing(kim);
      await setTimeout(15);
    }
    renameSync(join(folder, 'content/articles'), join(folder, 'content/alt'));
    await expectRing('content/alt');
    await setTimeout(50);
    expect(news).toEqual([]);
  });
});
