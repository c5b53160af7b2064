import { error, warning } from '../message.ts';

const meant = (known: string): string => (known === '' ? '' : ` Meintest du „${known}“?`);

/** About the theme: templates, stylesheets, scripts. */
export const templateMessages = {
  'template/syntax': error(
    'Diese Stelle der Vorlage ist kein gültiger Code: {reason}',
    'Prüfe Klammern, Anführungszeichen und die Zeichen <% %> in dieser Zeile und in der davor.',
  ),
  'template/unclosed-block': error(
    'Die Klammer „{bracket}“ wird in der Vorlage nirgends geschlossen.',
    (p: { bracket: string }) =>
      p.bracket === '{'
        ? 'Schließe den Block mit <% } %>.'
        : 'Setze die schließende Klammer in dasselbe <% %>.',
  ),
  'template/failed': error(
    'Die Vorlage bricht an dieser Stelle ab: {reason}',
    'Welche Felder eine Vorlage bekommt, steht in src/views/views.ts.',
  ),
  'template/not-printable': error(
    'Hier soll ausgegeben werden, was kein Text ist: {value}.',
    "Ausgegeben werden nur Texte und Zahlen. Ist das Feld richtig geschrieben? Was fehlen darf, braucht einen Ersatz: <%= it.feld ?? '' %>.",
  ),
  'template/unknown-name': error(
    'Den Namen „{name}“ kennt die Vorlage nicht.',
    'Felder der Ansicht beginnen mit „it.“: Meintest du „it.{name}“?',
  ),
  'template/not-constant': error(
    '„{name}“ gibt es in Vorlagen nicht: Dieselben Quellen sollen immer dieselbe Seite ergeben.',
    'Was die Seite zeigt, kommt aus der Ansicht „it“, zum Beispiel it.published.day.',
  ),
  'template/unknown-template': error(
    'Die Vorlage „{name}“ gibt es nicht.',
    (p: { suggestion: string }) =>
      `Vorlagen heißen wie ihre Datei in templates/, ohne „.eta“, zum Beispiel „parts/card“.${meant(p.suggestion)}`,
  ),
  'template/lasting': error(
    'Diese Vorlage, oder eine, die sie einbindet, verändert die Sprache selbst ({name}); das bliebe auf allen weiteren Seiten.',
    'Lege in der Vorlage an, was du brauchst: <% const name = … %>.',
  ),
  'template/endless': error(
    'Die Vorlage bindet sich selbst ohne Ende ein.',
    'Eine Vorlage, die sich selbst einbindet, braucht eine Bedingung, unter der sie es nicht mehr tut.',
  ),
  'script/renamed': error(
    'Das eigene Skript eines Blogs heißt jetzt „own.js“; als „script.js“ bliebe es ohne Wirkung.',
    'Benenne die Datei um: templates/own.js',
  ),
  'script/syntax': error(
    'Diese Stelle des Skripts ist kein gültiges JavaScript: {reason}',
    'Prüfe Klammern, Anführungszeichen und Kommas in dieser Zeile und in der davor.',
  ),
  'script/unknown-import': error(
    (p: { name: string; suggestion: string }) =>
      `Die Datei „${p.name}“ gibt es in templates/ nicht.${meant(p.suggestion)}`,
    'Skripte holen sich andere mit dem Pfad von ihrer eigenen Datei aus, zum Beispiel ./scripts/texts.js.',
  ),
  'style/syntax': error(
    'Diese Stelle des Stylesheets ist kein gültiges CSS: {reason}',
    'Prüfe Klammern, Doppelpunkte und Strichpunkte in dieser Zeile und in der davor.',
  ),
  'style/doubtful': warning('Diese Stelle des Stylesheets wirkt wohl nicht: {reason}'),
  'style/unknown-import': error(
    'Das Stylesheet „{name}“ gibt es nicht.',
    (p: { suggestion: string }) =>
      `@import sucht von der eigenen Datei aus und bleibt in templates/.${meant(p.suggestion)}`,
  ),
  'style/unknown-file': error(
    'Die Datei „{name}“ gibt es in templates/ nicht.',
    (p: { suggestion: string }) =>
      `url() sucht von der eigenen Datei aus, zum Beispiel url('../fonts/serif.woff2').${meant(p.suggestion)}`,
  ),
  'design/no-logo': error(
    'Das Logo „{name}“ gibt es in templates/ nicht.',
    (p: { suggestion: string }) =>
      `Lege dort eine SVG-, PNG- oder WebP-Datei dieses Namens ab.${meant(p.suggestion)}`,
  ),
  'podcast/no-cover': error(
    'Das Titelbild „{name}“ des Podcasts gibt es in templates/ nicht, oder es ist kein JPEG oder PNG.',
    (p: { suggestion: string }) =>
      `Lege dort ein quadratisches JPEG oder PNG mit 1400 bis 3000 Punkten je Seite ab.${meant(p.suggestion)}`,
  ),
  'podcast/cover-size': warning(
    'Das Titelbild des Podcasts ist {width} × {height} Punkte groß; damit nehmen ihn viele Verzeichnisse nicht auf.',
    'Mache daraus ein Quadrat mit 1400 bis 3000 Punkten je Seite.',
  ),
  'design/no-social-picture': error(
    'Das Bild „{src}“ zum Teilen des Blogs gibt es in content/media/ nicht.',
    'Lege dort ein JPEG, PNG oder WebP dieses Namens ab, am besten 1200 × 630 Punkte groß.',
  ),
  'design/unreadable-font': error(
    'Die Schrift lässt sich nicht lesen; mit ihr werden auch die Bilder zum Teilen gesetzt.',
    'Speichere sie neu als WOFF2, oder schreibe „socialPictures: nie“ unter „design:“.',
  ),
  'design/unreadable-logo': error(
    'Die Datei „{name}“ ist kein Bild, dessen Größe ich lesen kann.',
    'Nimm eine SVG-Datei mit viewBox oder eine PNG- oder WebP-Datei.',
  ),
};
