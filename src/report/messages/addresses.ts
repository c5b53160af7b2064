import { message } from '../message.ts';

const file = 'content/redirects.txt';

export type RefusedRedirect = 'foreign' | 'query' | 'wildcard';

const refusals: Readonly<Record<RefusedRedirect, string>> = {
  foreign: 'hier stehen nur Adressen dieses Blogs, ohne https:// und Namen',
  query: 'was hinter „?“ oder „#“ steht, unterscheidet keine Weiterleitung',
  wildcard: '„*“ gilt hier nicht, jede Adresse braucht eine eigene Zeile',
};

/** About addresses that readers know and that lead somewhere else now, or nowhere. */
export const addressMessages = {
  'address/bad-line': message(
    'error',
    (p: { line: string; reason: RefusedRedirect | undefined }) =>
      `„${p.line}“ ist keine Weiterleitung${p.reason ? `: ${refusals[p.reason]}` : ''}.`,
    () => 'So ist es gemeint: „/alt/ /neu/“, oder „/alt/ 410“ für etwas, das es nie wieder gibt.',
  ),
  'address/no-goal': message(
    'warning',
    (p: { from: string; to: string }) =>
      `Die Weiterleitung von ${p.from} führt ins Leere: Unter ${p.to} steht nichts.`,
    (p) => `Nenne eine Adresse dieses Blogs. Gibt es den Inhalt nicht mehr, dann schreibe „${p.from} 410“.`,
  ),
  'address/moved': message(
    'note',
    (p: { from: string; to: string }) =>
      `Umgezogen von ${p.from} nach ${p.to}; die alte Adresse leitet dorthin weiter.`,
    (p) =>
      `Dafür steht „${p.from} ${p.to}“ jetzt in ${file}. Die Datei gehört zum Blog, also auch in Git; oder schreibe in den Kopf: aliases: ${p.from}`,
  ),
  'address/moved-more': message(
    'note',
    (p: { count: number }) =>
      `Außerdem umgezogen: ${p.count === 1 ? 'noch 1 Adresse' : `noch ${p.count} Adressen`}.`,
    () => `Auch sie leiten weiter und stehen in ${file}.`,
  ),
  'address/gone': message(
    'warning',
    (p: { from: string }) => `Unter ${p.from} steht nichts mehr; Links dorthin führen ins Leere.`,
    (p) =>
      `Gibt es etwas Passendes, dann schreibe in ${file}: „${p.from} /andere/adresse/“. Ist es für immer weg: „${p.from} 410“.`,
  ),
  'address/gone-more': message(
    'warning',
    (p: { count: number }) =>
      `Außerdem ${p.count === 1 ? 'verschwand noch 1 Adresse' : `verschwanden noch ${p.count} Adressen`}.`,
  ),
  'address/not-written': message(
    'warning',
    (p: { code: string }) =>
      `${file} lässt sich nicht schreiben (${p.code}); nur der Ausgabeordner weiß, was umgezogen ist.`,
    () => 'Gib Blattmacher dort Schreibrecht, oder trage die Weiterleitungen selbst ein.',
  ),
};
