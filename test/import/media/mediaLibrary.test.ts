/** The media of a blog that moves in: the largest original, once, under a name of its own, with its words; and why some stay behind. */
import { createServer } from 'node:http';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { listSite } from '../../../src/content/discover.ts';
import { parseMedia, parseMediaWords } from '../../../src/content/media.ts';
import type { SourcePath } from '../../../src/core/model.ts';
import {
  createMediaLibrary,
  type MediaLibrary,
  type MediaLibraryOptions,
  type SourceAttachment,
} from '../../../src/import/media/mediaLibrary.ts';
import { openSiteWriter } from '../../../src/import/siteWriter.ts';
import { usualParseOptions } from '../../support/parseOptions.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';
import { tries } from '../../support/thorough.ts';

const blog = 'https://example.org';
const uploads = `${blog}/wp-content/uploads`;

/** A GIF of this size: whole, and no two sizes are the same. */
function gif(width: number, height = 1): Buffer {
  const head = Buffer.from('GIF89a\0\0\0\0\0\0\0', 'latin1');
  head.writeUInt16LE(width, 6);
  head.writeUInt16LE(height, 8);
  return head;
}

const jpg = Buffer.from('ffd8ffc0000b080001000101011100ffda', 'hex');

interface Stage {
  readonly root: string;
  readonly library: MediaLibrary;
  /** Reference, or the reason. */
  readonly ask: (src: string) => Promise<string>;
  readonly finish: () => void;
}

function stage(options: Partial<MediaLibraryOptions>, root = temporaryFolder()): Stage {
  const isDryRun = options.isDryRun ?? false;
  const { value: writer } = openSiteWriter({
    root,
    source: 'wordpress',
    owner: { pid: process.pid, host: 'hier' },
    isDryRun,
  });
  if (!writer) throw new Error('There is a lock');
  const { value: library } = createMediaLibrary({ writer, blog, attachments: [], ...options });
  if (!library) throw new Error('There is no such folder');
  return {
    root,
    library,
    ask: async (src) => {
      const acquired = await library.acquire(src);
      return 'placed' in acquired ? acquired.placed.reference : acquired.reason;
    },
    finish: () => {
      library.close();
      writer.finish();
      writer.close();
    },
  };
}

/** Puts files into a new folder, or into this one. */
function folderOf(files: Readonly<Record<string, Buffer | string>>, root = temporaryFolder()): string {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return root;
}

const attachment = (path: string, more: Partial<SourceAttachment> = {}): SourceAttachment => ({
  id: path,
  url: `${uploads}/${path}`,
  ...more,
});

const mediaIn = (root: string): readonly string[] =>
  existsSync(join(root, 'content/media'))
    ? readdirSync(join(root, 'content/media'), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(join(root, 'content/media/').length))
        .toSorted()
    : [];

describe('From a copy', () => {
  test('comes the original, once, whatever size a text shows', async () => {
    const copy = folderOf({
      '2019/05/hafen.gif': gif(1),
      '2019/05/hafen-300x200.gif': gif(2),
      '2019/05/kran-scaled.gif': gif(3),
      '2019/05/kran-300x200.gif': gif(4),
      '2019/05/schiff-1024x768.gif': gif(5),
      '2019/06/hafen.gif': gif(6),
    });
    const kran = attachment('2019/05/kran-scaled.gif');
    const { ask, root, library } = stage({ uploads: copy, attachments: [kran] });
    const answers = [];
    for (const name of [
      '05/hafen-300x200',
      '05/hafen',
      '05/kran-300x200',
      '05/kran',
      '05/schiff-1024x768',
      '06/hafen-9x9',
      '06/fehlt',
    ])
      answers.push(await ask(`${uploads}/2019/${name}.gif?w=100`));
    expect(answers).toEqual([
      '2019/05/hafen.gif',
      '2019/05/hafen.gif',
      '2019/05/kran-scaled.gif',
      '2019/05/kran-scaled.gif',
      '2019/05/schiff-1024x768.gif',
      '2019/06/hafen.gif',
      'In der Kopie der Mediathek fehlt sie.',
    ]);
    expect(mediaIn(root)).toEqual([...new Set(answers.slice(0, -1))]);
    expect(library.fileOf(kran.id)).toBe('content/media/2019/05/kran-scaled.gif');
  });

  test('a size that the source lists is an original of its own', async () => {
    const copy = folderOf({ 'plakat.gif': gif(1), 'plakat-800x600.gif': gif(2) });
    const { ask } = stage({ uploads: copy, attachments: [attachment('plakat-800x600.gif')] });
    expect(await ask(`${uploads}/plakat-800x600.gif`)).toBe('plakat-800x600.gif');
  });

  test('what somebody cut comes as it was cut', async () => {
    const copy = folderOf({ 'kim.gif': gif(1), 'kim-e1571234567890.gif': gif(2) });
    const { ask } = stage({ uploads: copy });
    expect(await ask(`${uploads}/kim-e1571234567890-300x200.gif`)).toBe('kim-e1571234567890.gif');
  });

  test('a damaged original is replaced by the best that is whole', async () => {
    const copy = folderOf({ 'a.jpg': jpg.subarray(0, 8), 'a-scaled.jpg': jpg });
    const { ask } = stage({ uploads: copy });
    expect(await ask(`${uploads}/a-300x200.jpg`)).toBe('a-scaled.jpg');
  });

  test.each(['', 'uploads/', 'wp-content/uploads/', 'htdocs/blog/wp-content/uploads/'])(
    'it is found in %s',
    async (inside) => {
      const { ask } = stage({ uploads: folderOf({ [`${inside}2019/05/a.gif`]: gif(1) }) });
      expect(await ask(`${uploads}/2019/05/a.gif`)).toBe('2019/05/a.gif');
    },
  );

  test('come files beside the uploads, if it is one of all', async () => {
    const copy = folderOf({ 'wp-content/uploads/a.gif': gif(1), 'bilder/logo.gif': gif(2) });
    const { ask } = stage({ uploads: copy });
    expect(await ask('/bilder/logo.gif')).toBe('bilder/logo.gif');
  });

  test.each([
    ['Größe.gif'.normalize('NFD'), 'gr%C3%B6%C3%9Fe.GIF', 'Größe.gif'],
    ['mein bild.gif', 'mein%20bild.gif', 'mein-bild.gif'],
    ['mein%20bild.gif', 'mein%20bild.gif', 'mein-20bild.gif'],
    ['a b.gif', 'a%2520b.gif', 'a-b.gif'],
  ])('%s is found as %s', async (name, asked, reference) => {
    const { ask } = stage({ uploads: folderOf({ [`2019/${name}`]: gif(1) }) });
    expect(await ask(`${uploads}/2019/${asked}`)).toBe(reference.replace(/^/, '2019/'));
  });

  test('two names that are one on some disk become two', async () => {
    const names = ['Kim.gif', 'kim.gif', 'kim (1).gif', 'kim [1].gif'];
    const copy = folderOf(Object.fromEntries(names.map((name, index) => [name, gif(index + 1)])));
    const before = folderOf({ 'content/media/kim-1.gif': 'fremd' });
    const { ask, root } = stage({ uploads: copy }, before);
    const answers = await Promise.all(names.map((name) => ask(`${uploads}/${encodeURIComponent(name)}`)));
    expect(answers).toEqual(['Kim.gif', 'kim-2.gif', 'kim-1-2.gif', 'kim-1-3.gif']);
    expect(readFileSync(join(root, 'content/media/kim-1.gif'), 'utf8')).toBe('fremd');
  });

  test('nothing comes from behind a link or outside', async () => {
    const other = folderOf({ 'geheim.gif': gif(1) });
    const copy = folderOf({ 'a/b.gif': gif(2) });
    symlinkSync(join(other, 'geheim.gif'), join(copy, 'link.gif'));
    symlinkSync(other, join(copy, 'ordner'));
    const { ask, root } = stage({ uploads: copy });
    const up = `../${other.slice(1)}/geheim.gif`;
    for (const src of [
      'link.gif',
      'ordner/geheim.gif',
      `a/${up}`,
      encodeURIComponent(`../../../../..${other}/geheim.gif`),
      'a/b.gif%00',
    ])
      expect(await ask(`${uploads}/${src}`)).toMatch(/fehlt|keine Adresse/);
    expect(mediaIn(root)).toEqual([]);
  });
});

describe('A file is judged by what it is', () => {
  const page = '<html><script>alert(1)</script>';
  const drawing =
    '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"><rect width="1" height="1"/></svg>';

  test.each<readonly [string, Buffer | string, string]>([
    ['foto.php', jpg, 'foto.jpg'],
    ['foto.jpeg', gif(1), 'foto.jpeg'],
    ['foto', gif(1), 'foto.gif'],
    ['foto.svg', gif(1), 'foto.gif'],
    ['zeichnung.png', drawing, 'zeichnung.svg'],
    ['bericht.pdf', '%PDF-1.4', 'bericht.pdf'],
    ['ton.mp3', 'ID3', 'ton.mp3'],
    ['foto.jpg', page, 'eine Webseite'],
    ['bericht.pdf', page, 'Webseite'],
    ['foto.jpg', '', 'leer'],
    ['foto.jpg', 'MZ\x90', 'Programm'],
    ['bericht.pdf', '\x7fELF', 'Programm'],
    ['ton.mp3', '#!/bin/sh', 'Programm'],
    ['x.php', '<?php', '„.php“'],
    ['x.exe', 'x', '„.exe“'],
    ['x', 'x', 'nicht zu erkennen'],
    ['foto.tif', 'II*\0', '„.tif“'],
    ['foto.jpg', 'II*\0', 'TIFF'],
    ['foto.jpg', jpg.subarray(0, 9), 'beschädigt'],
  ])('%s', async (name, content, answer) => {
    const { ask, root } = stage({ uploads: folderOf({ [name]: content }) });
    const answered = await ask(`${uploads}/${name}`);
    expect(answered).toContain(answer);
    expect(mediaIn(root)).toEqual(answered === answer ? [answer] : []);
  });

  test('a drawing comes without its scripts', async () => {
    const bad = drawing.replace('<rect', '<script>alert(1)</script><rect onclick="alert(1)"');
    const { ask, root } = stage({ uploads: folderOf({ 'a.svg': bad, 'b.svg': drawing }) });
    expect([await ask(`${uploads}/a.svg`), await ask(`${uploads}/b.svg`)]).toEqual(['a.svg', 'b.svg']);
    expect(readFileSync(join(root, 'content/media/a.svg'), 'utf8')).not.toMatch(/script|onclick/);
    expect(readFileSync(join(root, 'content/media/b.svg'), 'utf8')).toBe(drawing);
  });
});

describe('Words', () => {
  test('stand in the sidecar, with the credit split off', async () => {
    const copy = folderOf({ 'a.gif': gif(1), 'b.gif': gif(2), 'c.pdf': '%PDF' });
    const attachments = [
      attachment('a.gif', { alt: 'Kräne: drei', caption: 'Der Hafen.\n (Foto: Anna "A." Müller/dpa)' }),
      attachment('b.gif', { caption: '\u0000  ' }),
      attachment('c.pdf', { caption: 'Der Bericht' }),
    ];
    const { library, root } = stage({ uploads: copy, attachments });
    const words = { alt: 'Kräne: drei', caption: 'Der Hafen.', credit: 'Anna "A." Müller/dpa' };
    await library.acquire(`${uploads}/a-300x200.gif`);
    expect(library.find(`${uploads}/a-300x200.gif`)).toEqual({ reference: 'a.gif', ...words });
    for (const name of ['b.gif', 'c.pdf']) await library.acquire(`${uploads}/${name}`);
    expect(mediaIn(root)).toEqual(['a.gif', 'a.gif.yaml', 'b.gif', 'c.pdf']);
    expect(readFileSync(join(root, 'content/media/a.gif.yaml'), 'utf8')).toBe(
      `alt: 'Kräne: drei'\ncaption: Der Hafen.\ncredit: Anna "A." Müller/dpa\n`,
    );
  });

  test('of any form can be read again', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), async (alt, caption) => {
        const { library, root, finish } = stage({
          uploads: folderOf({ 'a.gif': gif(1) }),
          attachments: [attachment('a.gif', { alt, caption })],
        });
        await library.acquire(`${uploads}/a.gif`);
        finish();
        const sidecar = join(root, 'content/media/a.gif.yaml');
        const file = 'content/media/a.gif.yaml' as SourcePath;
        const faults = existsSync(sidecar)
          ? parseMediaWords(readFileSync(sidecar, 'utf8'), file, usualParseOptions.typography).diagnostics
          : [];
        expect(faults).toEqual([]);
      }),
      { numRuns: tries(30) },
    );
  });
});

test('without a copy and without fetching nothing is placed, and the reason says how', async () => {
  const { ask, root, library } = stage({ attachments: [attachment('a.gif'), attachment('b.gif')] });
  expect(await ask(`${uploads}/a.gif`)).toContain('--uploads');
  expect([...library.account()]).toMatchObject([
    { id: 'a.gif', result: 'left-out', reason: expect.stringContaining('--fetch') },
    { id: 'b.gif', result: 'left-out', reason: 'Kein Text zeigt oder verlinkt sie.' },
  ]);
  expect(mediaIn(root)).toEqual([]);
});

test('the blog knows its own addresses, and no others', () => {
  const { library } = stage({ hosts: ['alt.example.net'] });
  const known = (src: string): boolean => library.knows(src);
  expect(
    [
      `${uploads}/a.pdf`,
      '/bilder/a.jpg',
      'http://www.example.org/x.mp3',
      'https://alt.example.net/wp-content/uploads/a',
    ].map(known),
  ).toEqual([true, true, true, true]);
  expect(
    [`${blog}/2019/05/text/`, 'https://example.com/a.jpg', 'mailto:a@example.org', 'data:,x'].map(known),
  ).toEqual([false, false, false, false]);
});

test('a missing folder is told', () => {
  const { value: writer } = openSiteWriter({
    root: temporaryFolder(),
    source: 'wordpress',
    owner: { pid: process.pid, host: 'hier' },
  });
  if (!writer) throw new Error('There is a lock');
  const { diagnostics } = createMediaLibrary({
    writer,
    blog,
    attachments: [],
    uploads: join(temporaryFolder(), 'fehlt'),
  });
  expect(diagnostics).toMatchObject([{ code: 'import/no-uploads' }]);
  writer.close();
});

describe('A second run', () => {
  test('reads and writes nothing that is as it was, follows what changed, and keeps what was edited or deleted here', async () => {
    const copy = folderOf({ 'a.gif': gif(1), 'b.gif': gif(2), 'c.gif': gif(3), 'd.gif': gif(4) });
    const attachments = [attachment('a.gif', { alt: 'A' })];
    const names = ['a.gif', 'b.gif', 'c.gif', 'd.gif'];
    const askAll = async (root?: string) => {
      const staged = stage({ uploads: copy, attachments }, root);
      const answers: string[] = [];
      for (const name of names) answers.push(await staged.ask(`${uploads}/${name}`));
      staged.finish();
      return { answers, root: staged.root };
    };
    const { root } = await askAll();
    const memory = readFileSync(join(root, '.import/wordpress.jsonl'), 'utf8');
    expect((await askAll(root)).answers).toEqual(names);
    expect(readFileSync(join(root, '.import/wordpress.jsonl'), 'utf8')).toBe(memory);
    folderOf({ 'content/media/a.gif': 'von Hand', 'content/media/a.gif.yaml': 'alt: von Hand\n' }, root);
    rmSync(join(root, 'content/media/b.gif'));
    folderOf({ 'c.gif': gif(30, 30) }, copy);
    utimesSync(join(copy, 'c.gif'), 1, 1);
    expect((await askAll(root)).answers).toEqual([
      'a.gif',
      'Hier gelöscht; ich lege sie nicht wieder an.',
      'c.gif',
      'd.gif',
    ]);
    expect(readFileSync(join(root, 'content/media/a.gif'), 'utf8')).toBe('von Hand');
    expect(readFileSync(join(root, 'content/media/a.gif.yaml'), 'utf8')).toBe('alt: von Hand\n');
    expect(readFileSync(join(root, 'content/media/c.gif')).equals(gif(30, 30))).toBe(true);
  });

  test('in which texts come in another order gives every file the same name', async () => {
    const names = ['Kim.gif', 'kim.gif', 'KIM.gif'];
    const copy = folderOf(Object.fromEntries(names.map((name, index) => [name, gif(index + 1)])));
    const root = temporaryFolder();
    const askFor = async (order: readonly string[]) => {
      const staged = stage({ uploads: copy }, root);
      const answers = new Map<string, string>();
      for (const name of order) answers.set(name, await staged.ask(`${uploads}/${name}`));
      staged.finish();
      return names.map((name) => answers.get(name));
    };
    expect(await askFor(names.toReversed())).toEqual(await askFor(names));
  });
});

describe('Fetched', () => {
  async function serve(files: Readonly<Record<string, Buffer | string>>) {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url ?? '');
      const content = files[decodeURIComponent(request.url ?? '')];
      if (content === undefined) response.writeHead(404).end();
      else response.end(content);
    });
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    const address = server.address();
    return { asked, origin: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}` };
  }

  test('the original comes once, is not fetched again, and one that is refused stays out', async () => {
    const { origin, asked } = await serve({
      '/wp-content/uploads/a.gif': gif(1),
      '/wp-content/uploads/b-scaled.gif': gif(2),
      '/wp-content/uploads/c.jpg': '<html>',
    });
    const root = temporaryFolder();
    const fetchAll = async (isDryRun = false) => {
      const folder = join(root, '.import/parts');
      const options = {
        blog: origin,
        isDryRun,
        attachments: [{ id: '7', url: `${origin}/wp-content/uploads/b-scaled.gif`, alt: 'B' }],
        fetch: { folder, tuning: { allowsPrivate: true, pauses: [] } },
      };
      const staged = stage(options, root);
      const names = ['a-300x200.gif', 'a.gif', 'b-9x9.gif', 'c.jpg', 'd.jpg'];
      const answers = await Promise.all(
        names.map((name) => staged.ask(`${origin}/wp-content/uploads/${name}`)),
      );
      answers.push(await staged.ask('https://example.com/x.jpg'));
      staged.finish();
      expect(existsSync(folder)).toBe(false);
      return answers;
    };
    expect((await fetchAll(true)).slice(0, 3)).toEqual(['a.gif', 'a.gif', 'b.gif']);
    expect(asked).toEqual([]);
    expect(existsSync(join(root, 'content'))).toBe(false);
    const answers = await fetchAll();
    expect(answers.slice(0, 3)).toEqual(['a.gif', 'a.gif', 'b.gif']);
    expect(answers[3]).toContain('eine Webseite');
    expect(answers[4]).toContain('404');
    expect(answers[5]).toContain('fremden Server (example.com)');
    expect(mediaIn(root)).toEqual(['a.gif', 'b.gif', 'b.gif.yaml']);
    asked.length = 0;
    expect(await fetchAll()).toEqual(answers);
    expect(asked.filter((url) => /[ab]/.test(url.slice('/wp-content/uploads/'.length).charAt(0)))).toEqual(
      [],
    );
  });

  test('what the copy lacks comes over the net', async () => {
    const { origin } = await serve({ '/wp-content/uploads/b.gif': gif(2) });
    const fetch = { folder: join(temporaryFolder(), 'parts'), tuning: { allowsPrivate: true, pauses: [] } };
    const { ask } = stage({ blog: origin, fetch, uploads: folderOf({ 'a.gif': gif(1) }) });
    expect(await ask(`${origin}/wp-content/uploads/a.gif`)).toBe('a.gif');
    expect(await ask(`${origin}/wp-content/uploads/b.gif`)).toBe('b.gif');
  });
});

test('whatever uploads are called, all are placed inside, none on another, and the blog reads them all', async () => {
  const part = fc.constantFrom(
    'a',
    'A',
    'ä',
    'a\u0308',
    ' ',
    '.',
    '(',
    '~',
    '%',
    '-',
    'con',
    '.tmp',
    '_conflict-20190101-',
    '\u202e',
    'x'.repeat(70),
  );
  const name = fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => `${parts.join('')}.gif`);
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(name, { maxLength: 8, selector: (each) => each.normalize('NFC') }),
      async (names) => {
        const copy = folderOf(Object.fromEntries(names.map((each, index) => [each, gif(index + 1)])));
        const blogFolder = join(temporaryFolder(), 'blog');
        mkdirSync(blogFolder);
        const { ask, root, finish } = stage({ uploads: copy }, blogFolder);
        const answers = await Promise.all(names.map((each) => ask(`${uploads}/${encodeURIComponent(each)}`)));
        finish();
        expect(readdirSync(dirname(root))).toEqual(['blog']);
        const { files, diagnostics } = listSite(root);
        expect(diagnostics).toEqual([]);
        expect(files.map(({ path }) => path.slice('content/media/'.length)).toSorted()).toEqual(
          [...new Set(answers)].toSorted(),
        );
        for (const { path, diskPath } of files)
          expect(parseMedia(readFileSync(diskPath), path).diagnostics).toEqual([]);
        const found = readdirSync(copy).length;
        expect(files.length).toBe(found);
      },
    ),
    { numRuns: tries(40) },
  );
});
