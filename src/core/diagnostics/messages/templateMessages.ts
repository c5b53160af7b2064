import { message } from '../message.ts';

const meant = (known: string): string => (known === '' ? '' : ` Meintest du „${known}“?`);

/** About the theme: templates, stylesheets, scripts. */
export const templateMessages = {
  'template/syntax': message(
    'error',
    (p: { reason: string }) => `Diese Stelle der Vorlage ist kein gültiger Code: ${p.reason}`,
    () => 'Prüfe Klammern, Anführungszeichen und die Zeichen <% %> in dieser Zeile und in der davor.',
  ),
  'template/unclosed-block': message(
    'error',
    (p: { bracket: string }) => `Die Klammer „${p.bracket}“ wird in der Vorlage nirgends geschlossen.`,
    (p) =>
      p.bracket === '{'
        ? 'Schließe den Block mit <% } %>.'
        : 'Setze die schließende Klammer in dasselbe <% %>.',
  ),
  'template/failed': message(
    'error',
    (p: { reason: string }) => `Die Vorlage bricht an dieser Stelle ab: ${p.reason}`,
    () => 'Welche Felder eine Vorlage bekommt, steht in src/views/views.ts.',
  ),
  'template/not-printable': message(
    'error',
    (p: { value: string }) => `Hier soll ausgegeben werden, was kein Text ist: ${p.value}.`,
    () =>
      "Ausgegeben werden nur Texte und Zahlen. Ist das Feld richtig geschrieben? Was fehlen darf, braucht einen Ersatz: <%= it.feld ?? '' %>.",
  ),
  'template/unknown-name': message(
    'error',
    (p: { name: string }) => `Den Namen „${p.name}“ kennt die Vorlage nicht.`,
    (p) => `Felder der Ansicht beginnen mit „it.“: Meintest du „it.${p.name}“?`,
  ),
  'template/not-constant': message(
    'error',
    (p: { name: string }) =>
      `„${p.name}“ gibt es in Vorlagen nicht: Dieselben Quellen sollen immer dieselbe Seite ergeben.`,
    () => 'Was die Seite zeigt, kommt aus der Ansicht „it“, zum Beispiel it.published.day.',
  ),
  'template/unknown-template': message(
    'error',
    (p: { name: string; suggestion: string }) => `Die Vorlage „${p.name}“ gibt es nicht.`,
    (p) =>
      `Vorlagen heißen wie ihre Datei in templates/, ohne „.eta“, zum Beispiel „parts/card“.${meant(p.suggestion)}`,
  ),
  'template/lasting': message(
    'error',
    (p: { name: string }) =>
      `Diese Vorlage, oder eine, die sie einbindet, verändert die Sprache selbst (${p.name}); das bliebe auf allen weiteren Seiten.`,
    () => 'Lege in der Vorlage an, was du brauchst: <% const name = … %>.',
  ),
  'template/endless': message(
    'error',
    () => 'Die Vorlage bindet sich selbst ohne Ende ein.',
    () => 'Eine Vorlage, die sich selbst einbindet, braucht eine Bedingung, unter der sie es nicht mehr tut.',
  ),
  'script/syntax': message(
    'error',
    (p: { reason: string }) => `Diese Stelle des Skripts ist kein gültiges JavaScript: ${p.reason}`,
    () => 'Prüfe Klammern, Anführungszeichen und Kommas in dieser Zeile und in der davor.',
  ),
  'script/unknown-import': message(
    'error',
    (p: { name: string; suggestion: string }) =>
      `Die Datei „${p.name}“ gibt es in templates/ nicht.${meant(p.suggestion)}`,
    () =>
      'Skripte holen sich andere mit dem Pfad von ihrer eigenen Datei aus, zum Beispiel ./scripts/texts.js.',
  ),
  'style/syntax': message(
    'error',
    (p: { reason: string }) => `Diese Stelle des Stylesheets ist kein gültiges CSS: ${p.reason}`,
    () => 'Prüfe Klammern, Doppelpunkte und Strichpunkte in dieser Zeile und in der davor.',
  ),
  'style/doubtful': message(
    'warning',
    (p: { reason: string }) => `Diese Stelle des Stylesheets wirkt wohl nicht: ${p.reason}`,
  ),
  'style/unknown-import': message(
    'error',
    (p: { name: string; suggestion: string }) => `Das Stylesheet „${p.name}“ gibt es nicht.`,
    (p) => `@import sucht von der eigenen Datei aus und bleibt in templates/.${meant(p.suggestion)}`,
  ),
  'style/unknown-file': message(
    'error',
    (p: { name: string; suggestion: string }) => `Die Datei „${p.name}“ gibt es in templates/ nicht.`,
    (p) =>
      `url() sucht von der eigenen Datei aus, zum Beispiel url('../fonts/serif.woff2').${meant(p.suggestion)}`,
  ),
  'design/no-logo': message(
    'error',
    (p: { name: string; suggestion: string }) => `Das Logo „${p.name}“ gibt es in templates/ nicht.`,
    (p) => `Lege dort eine SVG-, PNG- oder WebP-Datei dieses Namens ab.${meant(p.suggestion)}`,
  ),
  'design/no-social-picture': message(
    'error',
    (p: { src: string }) => `Das Bild „${p.src}“ zum Teilen des Blogs gibt es in content/media/ nicht.`,
    () => 'Lege dort ein JPEG, PNG oder WebP dieses Namens ab, am besten 1200 × 630 Punkte groß.',
  ),
  'design/unreadable-font': message(
    'error',
    () => 'Die Schrift lässt sich nicht lesen; mit ihr werden auch die Bilder zum Teilen gesetzt.',
    () => 'Speichere sie neu als WOFF2, oder schreibe „socialPictures: nie“ unter „design:“.',
  ),
  'design/unreadable-logo': message(
    'error',
    (p: { name: string }) => `Die Datei „${p.name}“ ist kein Bild, dessen Größe ich lesen kann.`,
    () => 'Nimm eine SVG-Datei mit viewBox oder eine PNG- oder WebP-Datei.',
  ),
};
