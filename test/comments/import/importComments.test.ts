/** Whole exports of Disqus, Isso and Staticman come in: who is published, who waits, who is left out and why. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { importComments } from '../../../src/comments/import/importComments.ts';
import { openCommentStore } from '../../../src/comments/moderation/commentStore.ts';
import type { UrlPath } from '../../../src/core/model.ts';

function folderOf(): string {
  const folder = mkdtempSync(join(tmpdir(), 'blattmacher-import-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

async function read(site: string, ...names: readonly string[]) {
  const store = openCommentStore(site);
  const { value, diagnostics } = await importComments({
    site,
    store,
    paths: names.map((name) => join(site, name)),
    columns: new Map(),
    timezone: 'Europe/Berlin',
    findArticle: (name) => (/hafen/.test(name) ? ('/2019/05/hafen/' as UrlPath) : undefined),
  });
  const comments = new Map((await store.list()).map((comment) => [comment.name, comment]));
  return {
    added: value?.added.length,
    known: value?.known,
    moderated: value?.moderated.length,
    leftOut: Object.fromEntries(value?.leftOut ?? []),
    changed: Object.fromEntries(value?.changed ?? []),
    comments,
    codes: diagnostics.map(({ code }) => code),
    messages: diagnostics.map(({ message }) => message),
  };
}

const thread = (id: string, link: string, more = ''): string =>
  `<thread dsq:id="${id}"><id>x</id><forum>f</forum><link>${link}</link><title>T</title>${more}</thread>`;
const post = (id: string, name: string, more: string, message = '<p>Gut &amp; <b>schön</b></p>'): string =>
  `<post dsq:id="${id}"><id/><message><![CDATA[${message}]]></message><createdAt>2019-05-13T12:00:0${id}Z</createdAt>
<author><name>${name}</name><isAnonymous>true</isAnonymous></author><ipAddress>192.0.2.1</ipAddress>${more}</post>`;
const disqus = (...parts: readonly string[]): string =>
  `<?xml version="1.0" encoding="utf-8"?>\n<disqus xmlns="http://disqus.com" xmlns:dsq="http://disqus.com/disqus-internals">\n${parts.join('\n')}\n</disqus>\n`;

describe('An export of Disqus', () => {
  test('comes in with its threads, each comment once, and each one left out is counted', async () => {
    const site = folderOf();
    const at = '<thread dsq:id="1"/>';
    writeFileSync(
      join(site, 'disqus.xml'),
      disqus(
        thread('1', 'https://alt.example/2019/05/hafen/'),
        thread('2', 'https://alt.example/weg/'),
        post('1', 'Anna', at),
        post('2', 'Bert', `${at}<parent dsq:id="1"/>`),
        post('3', 'Spammer', `<isSpam>true</isSpam>${at}`),
        post('4', 'Weg', `<isDeleted>true</isDeleted>${at}<parent dsq:id="2"/>`),
        post('5', 'Carla', `${at}<parent dsq:id="4"/>`),
        post('6', 'Dora', `${at}<parent dsq:id="99"/>`),
        post('7', 'Fern', '<thread dsq:id="2"/>'),
        post('8', '', at, '<p></p>'),
        post('9', '', `<isApproved>false</isApproved>${at}`),
      ),
    );
    const first = await read(site, 'disqus.xml');
    expect(first).toMatchObject({ added: 5, known: 0, moderated: 4, codes: ['import/thread'] });
    expect(first.leftOut).toEqual({
      'Spam.': 1,
      'Gelöscht.': 1,
      'Ohne Artikel.': 1,
      'Darin steht kein Text.': 1,
    });
    expect(first.changed).toEqual({
      'Die Frage dazu gibt es nicht mehr; steht jetzt eine Stufe höher.': 1,
      'Die Frage dazu gibt es nicht mehr; steht jetzt für sich.': 1,
    });
    const { comments } = first;
    expect(comments.get('Anna')?.text).toBe('Gut & **schön**');
    expect(comments.get('Bert')?.parent).toBe(comments.get('Anna')?.id);
    expect(comments.get('Carla')?.parent).toBe(comments.get('Bert')?.id);
    expect(comments.get('Dora')?.parent).toBeUndefined();
    expect(comments.has('Anonym')).toBe(true);
    expect(JSON.stringify([...comments.values()])).not.toContain('192.0.2.1');
    expect(await read(site, 'disqus.xml')).toMatchObject({ added: 0, known: 5 });
  });

  test('with answers in a circle leaves them beside each other', async () => {
    const site = folderOf();
    const at = '<thread dsq:id="1"/>';
    const circle = ['1', '2', '3'].map((id) =>
      post(id, `N${id}`, `${at}<parent dsq:id="${(Number(id) % 3) + 1}"/>`),
    );
    writeFileSync(join(site, 'a.xml'), disqus(thread('1', '/hafen/'), ...circle));
    const { added, changed, comments } = await read(site, 'a.xml');
    expect([added, changed]).toEqual([3, { 'Antwortet im Kreis; steht jetzt für sich.': 3 }]);
    expect([...comments.values()].every(({ parent }) => parent === undefined)).toBe(true);
  });

  test.each([
    ['import/doctype', '<!DOCTYPE disqus [<!ENTITY x "y">]><disqus></disqus>'],
    [
      'import/xml',
      disqus(thread('1', '/hafen/'), post('1', 'Anna', '<thread dsq:id="1"/>'), '<post dsq:id="2"><message>'),
    ],
    ['import/xml', '<disqus>&nichts;</disqus>'],
    ['import/kind', '<rss version="2.0"></rss>'],
    ['import/kind', ''],
    ['import/xml', 'Kein XML'],
  ])('that is broken is told as %s', async (code, text) => {
    const site = folderOf();
    writeFileSync(join(site, 'a.xml'), text);
    const { codes, added } = await read(site, 'a.xml');
    expect(codes).toEqual([code]);
    expect(added).toBe(text.includes('Anna') ? 1 : 0);
  });

  test('of any bytes is read or told, without an exception', async () => {
    const site = folderOf();
    const sample = disqus(thread('1', '/hafen/'), post('1', 'Anna', '<thread dsq:id="1"/>'));
    const mutation = fc.tuple(fc.nat(sample.length), fc.nat(20), fc.string({ maxLength: 12 }));
    await fc.assert(
      fc.asyncProperty(fc.array(mutation, { minLength: 1, maxLength: 4 }), async (mutations) => {
        const text = mutations.reduce(
          (old, [at, length, put]) => old.slice(0, at) + put + old.slice(at + length),
          sample,
        );
        writeFileSync(join(site, 'a.xml'), text);
        const { codes, added = 0, known = 0, leftOut } = await read(site, 'a.xml');
        const sum = Object.values(leftOut).reduce((all, count) => all + count, 0);
        expect(codes.length > 0 || added + known + sum > 0 || !text.includes('<post ')).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

function makeIsso(path: string, rows: readonly (readonly (string | number | null)[])[]): void {
  const database = new DatabaseSync(path);
  database.exec(`CREATE TABLE threads (id INTEGER PRIMARY KEY, uri VARCHAR(256) UNIQUE, title VARCHAR(256));
CREATE TABLE comments (tid REFERENCES threads(id), id INTEGER PRIMARY KEY, parent INTEGER, created FLOAT NOT NULL, modified FLOAT,
mode INTEGER, remote_addr VARCHAR, text VARCHAR, author VARCHAR, email VARCHAR, website VARCHAR, likes INTEGER DEFAULT 0,
dislikes INTEGER DEFAULT 0, voters BLOB NOT NULL, notification INTEGER DEFAULT 0);
INSERT INTO threads VALUES (1, '/2019/05/hafen/', 'Hafen'), (2, '/weg/', 'Weg')`);
  const insert = database.prepare(
    "INSERT INTO comments (tid, id, parent, created, mode, text, author, email, website, remote_addr, voters) VALUES (?,?,?,?,?,?,?,?,?,'192.0.2.1','')",
  );
  for (const row of rows) insert.run(...row);
  database.close();
}

describe('A database of Isso', () => {
  test('comes in: what is valid was moderated, what is pending waits, what is deleted is left out', async () => {
    const site = folderOf();
    makeIsso(join(site, 'comments.db'), [
      [
        1,
        1,
        null,
        1_557_748_800.5,
        1,
        'Ein *guter* Text',
        'Anna',
        'anna@example.org',
        'https://anna.example',
      ],
      [1, 2, 1, 1_557_748_900, 2, 'Wartet', 'Bert', null, 'javascript:x'],
      [1, 3, null, 1_557_749_000, 4, '', null, null, null],
      [1, 4, 3, 1_557_749_100, 1, 'Antwort', null, 'keine Adresse', null],
      [2, 5, null, 1_557_749_100, 1, 'Fern', 'Fern', null, null],
      [1, 6, null, 1_557_749_100, 9, 'Neun', 'Neun', null, null],
      [1, 7, null, -5, 1, 'Früh', 'Früh', null, null],
    ]);
    const { comments, ...rest } = await read(site, 'comments.db');
    expect(rest).toMatchObject({ added: 3, moderated: 2, codes: ['import/thread'] });
    expect(rest.leftOut).toEqual({
      'Gelöscht.': 1,
      'Den Stand „9“ kenne ich nicht.': 1,
      'Ohne lesbares Datum.': 1,
      'Ohne Artikel.': 1,
    });
    expect(comments.get('Anna')).toMatchObject({
      received: '2019-05-13T12:00:00.500Z',
      email: 'anna@example.org',
      url: 'https://anna.example/',
      text: 'Ein *guter* Text',
    });
    expect(comments.get('Bert')).toEqual(expect.not.objectContaining({ url: expect.anything() }));
    expect(comments.get('Bert')?.parent).toBe(comments.get('Anna')?.id);
    expect(comments.get('Anonym')).not.toHaveProperty('email');
    expect(await read(site, 'comments.db')).toMatchObject({ added: 0, known: 3 });
  });

  test('that is none, has other tables or is locked is told', async () => {
    const site = folderOf();
    writeFileSync(join(site, 'a.db'), 'Keine Datenbank, nur Text. '.repeat(100));
    new DatabaseSync(join(site, 'b.sqlite')).exec('CREATE TABLE comments (id INTEGER)');
    makeIsso(join(site, 'c.db'), []);
    const other = new DatabaseSync(join(site, 'c.db'));
    other.exec('BEGIN EXCLUSIVE');
    const { codes, messages } = await read(site, 'a.db', 'b.sqlite', 'c.db');
    other.close();
    expect(codes).toEqual(['import/database', 'import/database', 'import/database']);
    expect(messages.map((message) => message.replace(/^.*“ /, ''))).toEqual(
      [
        'keine Datenbank, oder sie ist beschädigt.',
        expect.stringMatching(/sind nicht so, wie ich sie kenne\.$/),
        'benutzt gerade ein anderes Programm.',
      ].map((text) => (typeof text === 'string' && text.startsWith('keine') ? `ist ${text}` : text)),
    );
  });
});

describe('Files of Staticman', () => {
  test('keep their threads, also where „_parent“ is the address of the page, and tell of a lost question', async () => {
    const site = folderOf();
    const entry = (id: string, name: string, more: string): string =>
      JSON.stringify({
        _id: id,
        _parent: 'https://alt.example/hafen.html',
        name,
        message: 'Text',
        date: 1_612_673_830,
        ...JSON.parse(more),
      });
    const { mkdirSync } = await import('node:fs');
    mkdirSync(join(site, 'alt/hafen'), { recursive: true });
    writeFileSync(join(site, 'alt/hafen/1.json'), entry('a-1', 'Anna', '{"replying_to_uid":""}'));
    writeFileSync(
      join(site, 'alt/hafen/2.json'),
      entry('a-2', 'Bert', '{"replying_to_uid":"a-1","parent":"hafen"}'),
    );
    writeFileSync(join(site, 'alt/hafen/3.json'), entry('a-3', 'Carla', '{"replying_to_uid":"weg"}'));
    const { comments, changed } = await read(site, 'alt');
    expect(comments.get('Bert')?.parent).toBe(comments.get('Anna')?.id);
    expect(comments.get('Carla')?.parent).toBeUndefined();
    expect(changed).toEqual({ 'Die Frage dazu gibt es nicht mehr; steht jetzt für sich.': 1 });
  });
});
