import { describe, expect, test } from 'vitest';
import { readCsv } from '../../../src/comments/import/readCsv.ts';
import type { UrlPath } from '../../../src/core/model.ts';

const surroundings = {
  timezone: 'Europe/Berlin',
  findArticle: (name: string) => (/\bkim\b/.test(name) ? ('/2023/09/kim/' as UrlPath) : undefined),
};

function read(text: string, given: Readonly<Record<string, string>> = {}) {
  const { value, diagnostics } = readCsv(
    { file: 'x.csv', text },
    new Map(Object.entries(given)),
    surroundings,
  );
  return { value, reported: diagnostics.map(({ code, message }) => `${code}: ${message}`) };
}

describe('A CSV of comments', () => {
  test('as Netlify makes it is understood: the page that the form stood on names the article', () => {
    const { value, reported } = read(
      `name,email,message,website,ip,user_agent,referrer,created_at
Anna,anna@example.org,"Ein ""guter"" Text,
auf zwei Zeilen",https://anna.example/,192.0.2.1,Firefox,https://example.org/2023/09/kim/,2024-02-01T10:00:00.088Z
`,
    );
    expect(reported).toEqual([]);
    expect(value).toEqual([
      {
        id: expect.stringMatching(/^20240201-100000-[a-z2-7]{8}$/),
        received: '2024-02-01T10:00:00.000Z',
        article: '/2023/09/kim/',
        name: 'Anna',
        email: 'anna@example.org',
        url: 'https://anna.example/',
        text: 'Ein "guter" Text,\nauf zwei Zeilen',
        remarks: ['Eingelesen aus einem Export.'],
      },
    ]);
    expect(JSON.stringify(value)).not.toContain('192.0.2.1');
  });

  test('as Formspree makes it is understood, with a byte-order mark, semicolons, and times of the site', () => {
    const { value, reported } = read(
      '\ufeff"Submitted At";"_replyto";"Name";"fields[comment]";"options[slug]"\r\n13.09.2023 14:30;anna@example.org;Anna;Gut;kim\r\n',
    );
    expect(reported).toEqual([]);
    expect(value).toMatchObject([
      { received: '2023-09-13T12:30:00.000Z', email: 'anna@example.org', text: 'Gut' },
    ]);
  });

  test('gives the same row the same id, and another row another one', () => {
    const head = 'name,text,article,date\n';
    const [first, again] = [1, 2].map(() => read(`${head}Anna,Gut,kim,1700000000\n`).value?.[0]?.id);
    expect(first).toBe(again);
    expect(read(`${head}Anna,Besser,kim,1700000000\n`).value?.[0]?.id).not.toBe(first);
    expect(first?.slice(0, 15)).toBe('20231114-221320');
  });

  test('leaves out what cannot be a comment, and says why', () => {
    const { value, reported } = read(
      `name,text,article,date,email,url,parent
,Ohne Namen,kim,2024-01-01
Anna,,kim,2024-01-01
Anna,Wann,kim,bald
Anna,Wo,weg,2024-01-01
Anna,Gut,kim,2024-01-01,keine Adresse,javascript:alert(1),../x
`,
    );
    expect(reported.map((line) => line.replace(/.*“, /, ''))).toEqual([
      'Zeile 2: Name oder Text fehlt. Ich habe sie ausgelassen.',
      'Zeile 3: Name oder Text fehlt. Ich habe sie ausgelassen.',
      'Zeile 4: „bald“ ist kein Datum. Ich habe sie ausgelassen.',
      'Zeile 5: Zu „weg“ gibt es keinen Artikel. Ich habe sie ausgelassen.',
    ]);
    expect(value).toHaveLength(1);
    expect(Object.keys(value?.[0] ?? {})).toEqual(['id', 'received', 'article', 'name', 'text', 'remarks']);
  });

  test('asks for every column that it cannot guess, and for one that was named and is not there', () => {
    expect(read('Wer;Was\nAnna;Gut\n').reported.map((line) => /„(\w+)“ nicht/.exec(line)?.[1])).toEqual([
      'text',
      'name',
      'article',
      'date',
    ]);
    expect(read('name,text,article,date\n', { email: 'Post' }).reported).toHaveLength(1);
    expect(read('').value).toBeUndefined();
  });

  test('that is none is refused with the line', () => {
    expect(read('name,text\nAnna,"offen').reported).toEqual([
      'import/csv: „x.csv“ ist ab Zeile 2 kein gültiges CSV.',
    ]);
  });
});
