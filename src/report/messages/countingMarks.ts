import { message } from '../message.ts';

/** About tracking pixels of VG Wort and the texts that have them. */
export const vgwortMessages = {
  'counting-mark/no-column': message(
    'error',
    () => 'Die Datei mit den Zählmarken hat keine Spalte „Öffentlicher Identifikationscode“.',
    () => 'Lege den CSV-Export aus T.O.M. so ab, wie er ist; seine erste Zeile nennt die Spalten.',
  ),
  'counting-mark/no-code': message(
    'error',
    (p: { code: string }) => `„${p.code}“ ist keine Zählmarke.`,
    () => 'Eine Marke hat 32 Zeichen, Ziffern und die Buchstaben a bis f.',
  ),
  'counting-mark/twice': message(
    'error',
    (p: { code: string }) => `Die Zählmarke „${p.code}“ steht schon weiter oben.`,
    () => 'Jede Marke gilt für einen einzigen Text. Lösche die Zeile, der kein Artikel gehört.',
  ),
  'counting-mark/second': message(
    'error',
    (p: { article: string }) => `„${p.article}“ hat weiter oben schon eine Zählmarke.`,
    () => 'Ein Text hat eine Marke. Behalte die, unter der er schon veröffentlicht ist.',
  ),
  'counting-mark/no-article': message(
    'note',
    (p: { article: string; suggestion: string }) =>
      `Die Zählmarke gehört „${p.article}“; diese Datei gibt es nicht.`,
    (p) =>
      p.suggestion
        ? `Heißt sie jetzt „${p.suggestion}“? Dann trage das ein.`
        : 'Heißt sie jetzt anders, trage das ein. Ist der Text gelöscht, lass die Zeile stehen: Vergeben ist vergeben.',
  ),
  'counting-mark/short': message(
    'warning',
    (p: { characters: number; wanted: number }) =>
      `Der Text hat eine Zählmarke, aber nur ${p.characters} Zeichen; die VG Wort zählt Texte ab ${p.wanted}.`,
    () => 'Ist es ein Gedicht, schreibe „vgwort: gedicht“ in den Kopf.',
  ),
  'counting-mark/unwanted': message(
    'warning',
    () => 'Der Text hat eine Zählmarke, obwohl in seinem Kopf „vgwort: false“ steht; er zeigt sie nicht.',
    () =>
      'Soll er sie zeigen, lösche die Angabe. Vergeben bleibt die Marke: Für einen anderen Text darf sie nicht sein.',
  ),
  'counting-mark/no-server': message(
    'note',
    () => 'Die Zählmarken sind auf keiner Seite, denn es fehlt der Server der VG Wort.',
    () => 'Trage ihn in site.yaml ein, zum Beispiel „vgwort: vg05.met.vgwort.de“; er steht in T.O.M.',
  ),
  'counting-mark/no-file': message(
    'warning',
    () => 'In site.yaml steht „vgwort“, aber die Zählmarken fehlen.',
    () => 'Lege den CSV-Export aus T.O.M. als content/vgwort.csv ab.',
  ),
};
