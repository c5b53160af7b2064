/** `blattmacher explain`, as a process. */
import { sampleText, runIn } from '../support/smallPaper.ts';
import { describe, expect, test } from 'vitest';

const noon = ['--now', '2026-10-01T12:00:00Z'];

describe('explain', () => {
  test('tells why the articles under „Siehe auch“ are those', () => {
    const { code, stdout, stderr } = runIn(sampleText, 'explain', 'der-pakt', ...noon);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('„Siehe auch“ zu „Der Pakt“:');
    expect(stdout).toContain(
      '1. Der Bus (/2024/01/bus/)\n   von Hand ausgewählt („related“ im Kopf des Artikels)',
    );
    expect(stdout).toMatch(
      /2\. Kim besucht Flugzeugwerk \(\/2023\/09\/kim-besucht-flugzeugwerk\/\)\n {3}Wertung 0,\d{3} = Ähnlichkeit 1,000 × Zeitfaktor 0,\d{3}\n {3}erschienen am 13\. September 2023, 280 Tage Abstand\n/,
    );
    expect(stdout).toContain('– Thema Nordkorea: in 2 Artikeln, ');
  });

  test.each(['bahn.md', 'content/articles/bahn.md', 'die-bahn'])('knows an article as %s', (name) => {
    const { stdout } = runIn(sampleText, 'explain', name, ...noon);
    expect(stdout).toContain('„Siehe auch“ zu „Die Bahn“:');
    expect(stdout).toContain('Ohne Wirkung:\n– Thema Einzelfall: steht in keinem anderen Artikel');
  });

  test('gives its numbers to programs', () => {
    const { code, stdout } = runIn(sampleText, 'explain', 'der-pakt', '--json', ...noon);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      picks: [{ title: 'Der Bus', url: '/2024/01/bus/' }],
      related: [{ title: 'Kim besucht Flugzeugwerk', similarity: 1, score: expect.any(Number) }],
    });
  });

  test('asks whether another article is meant', () => {
    expect(runIn(sampleText, 'explain', 'der-packt', ...noon)).toEqual({
      code: 1,
      stdout: '',
      stderr:
        'Fehler: Einen veröffentlichten Artikel „der-packt“ gibt es nicht.\n    Meintest du „der-pakt“?\n1 Fehler.\n',
    });
  });
});
