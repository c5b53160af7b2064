/** Mistakes of people in front matter, and the answers of the program. */
import { describe, expect, test } from 'vitest';
import { article, reportedFor } from './support/testSite.ts';

describe('Wrong front matter', () => {
  test.each([
    [
      'title: Bund: Länder streiten\ndate: 2023-01-01',
      ':2:8: Fehler: Der Wert von „title“ enthält einen Doppelpunkt und muss in Anführungszeichen stehen.\n    Schreibe: title: "Bund: Länder streiten"',
    ],
    ['date: 2023-01-01', ':2:1: Fehler: „title“ fehlt.\n    Ergänze eine Zeile „title: …“.'],
    ['title: "  "\ndate: 2023-01-01', ':2:1: Fehler: „title“ fehlt.\n    Ergänze eine Zeile „title: …“.'],
    ['title: A', ':2:1: Fehler: „date“ fehlt.\n    Ergänze eine Zeile „date: …“.'],
    [
      'title: A\ndate: gestern',
      ':3:7: Fehler: „gestern“ ist kein Datum, das ich lesen kann.\n    Schreibe: date: 2023-09-13 14:30',
    ],
    [
      'title: A\ndate: 30.02.2023',
      ':3:7: Fehler: Den Tag oder die Uhrzeit „30.02.2023“ gibt es nicht.\n    Sieh im Kalender nach.',
    ],
    [
      'title: A\ndate: 2024-03-31 02:30',
      ':3:7: Fehler: Die Uhrzeit „2024-03-31 02:30“ gibt es nicht: In dieser Nacht wird die Uhr auf Sommerzeit vorgestellt.\n    Nimm eine Stunde später.',
    ],
    [
      'title: A\ndate: 2024-10-27 02:30',
      ':3:7: Warnung: Die Uhrzeit „2024-10-27 02:30“ gibt es in dieser Nacht zweimal (Ende der Sommerzeit); ich nehme die erste.\n    Willst du die zweite, schreibe den Abstand dazu: +01:00.',
    ],
    [
      'title: A\ndate: 2023-01-01\nlabel: meinungg',
      ':4:8: Fehler: „label“ kennt den Wert „meinungg“ nicht.\n    Möglich sind: meinung, analyse, anzeige, gastbeitrag, agentur, eigene-sache.',
    ],
    [
      'title: A\ndate: 2023-01-01\nkiker: B',
      ':4:1: Warnung: Den Schlüssel „kiker“ kenne ich nicht.\n    Meintest du „kicker“?',
    ],
    [
      'title: A\ntitle: B\ndate: 2023-01-01',
      ':3:1: Fehler: „title“ steht doppelt.\n    Lass nur eine der Angaben stehen.',
    ],
    [
      'title: "A\ndate: 2023-01-01',
      ':2:8: Fehler: Ein Wert, der mit einem Anführungszeichen beginnt, muss auch mit einem enden und darf dazwischen keines enthalten.\n    Schreibe: title: "A"',
    ],
    [
      'title: *A\ndate: 2023-01-01',
      ':2:8: Fehler: YAML-Anker und -Verweise („*A“) sind nicht erlaubt.\n    Schreibe: title: "*A"',
    ],
    [
      'title: A\ndate: 2023-01-01\n\ttags: x',
      ':4:1: Fehler: Hier steht ein Tabulator als Einrückung.\n    Rücke mit Leerzeichen ein.',
    ],
    [
      'title: A\ndate: 2023-01-01\nkeyPoints:\n  - Schön\n  - Teuer: Der „Radweg“ kostet viel.',
      ':6:5: Fehler: In „keyPoints“ enthält „Teuer: Der „Radweg“ kostet viel.“ einen Doppelpunkt und muss in Anführungszeichen stehen.\n    Schreibe: "Teuer: Der „Radweg“ kostet viel."',
    ],
    [
      'title: A\ndate: 2023-01-01\ntags: [A: B]',
      ':4:8: Fehler: In „tags“ enthält „A: B“ einen Doppelpunkt und muss in Anführungszeichen stehen.\n    Schreibe: "A: B"',
    ],
    [
      'title: A\ndate: 2023-01-01\ngegendarstellungen: Wir widersprechen.',
      ':4:21: Fehler: „gegendarstellungen“ muss eine Liste sein.\n    Schreibe: gegendarstellungen: [{ date: 2023-09-13, name: "…", text: "…" }]',
    ],
    [
      'title: A\ndate: 2023-01-01\ncorrections:\n  - Das war falsch.',
      ':5:5: Fehler: Unter „corrections“ müssen eingerückte Angaben „schlüssel: wert“ stehen.\n    So zum Beispiel: { date: 2023-09-13, text: "…" }',
    ],
    [
      'title: A\ndate: 2023-01-01\nsources:\n  - url: https://example.org/',
      ':5:5: Fehler: „sources.name“ fehlt.\n    Ergänze eine Zeile „name: …“.',
    ],
    [
      'title: A\ndate: 2023-01-01\nimage: zug.webp\ncredit: Max',
      ':5:1: Warnung: „credit“ gehört unter „image:“, eingerückt; hier bleibt es ohne Wirkung.\n    Schreibe: image: { src: zug.webp, credit: "…" }',
    ],
  ])('%j is explained', async (head, words) => {
    const [first] = await reportedFor({ 'content/articles/a.md': article(head) });
    expect(first).toBe(`content/articles/a.md${words}`);
  });

  test.each(['js', 'javascript', 'json', 'toml', 'coffee'])(
    'in „%s“ is never run, only refused',
    async (language) => {
      expect(
        await reportedFor({
          'content/articles/a.md': `---${language}\n{ title: process.exit(7) }\n---\nText.\n`,
        }),
      ).toEqual([
        `content/articles/a.md:1:1: Fehler: Der Kopf steht in „${language}“; gelesen wird nur YAML.\n    Die erste Zeile ist einfach „---“, darunter stehen Angaben wie „title: …“.`,
      ]);
    },
  );
});
