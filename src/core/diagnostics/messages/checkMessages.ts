/** What `check` says of finished pages. The first word of a code is the group by which `check:` of `site.yaml` speaks of it. */
import { error, note, warning } from '../message.ts';

/** On which pages something is: the first of them, and how many. */
export interface Seen {
  /** Address of the first one. */
  readonly page: string;
  readonly pages: number;
}

function onPages({ page, pages }: Seen): string {
  return pages === 1 ? `auf der Seite ${page}` : `auf ${pages} Seiten, zum Beispiel ${page}`;
}

type Dead = Seen & { readonly address: string; readonly what: string; readonly suggestion: string };

const meant = ({ suggestion }: { readonly suggestion: string }): string =>
  suggestion === '' ? 'Ändere die Adresse, oder nimm sie heraus.' : `Meintest du „${suggestion}“?`;

export const checkMessages = {
  'links/dead': error((p: Dead) => `${p.what} „${p.address}“ führt ins Leere, ${onPages(p)}.`, meant),
  'links/spelling': error(
    (p: Dead) =>
      `${p.what} „${p.address}“ ist anders geschrieben als die Datei, ${onPages(p)}: Viele Server finden sie so nicht.`,
    (p: Dead) => `Schreibe „${p.suggestion}“.`,
  ),
  'links/dead-anchor': error(
    (p: Dead) => `${p.what} „${p.address}“ nennt eine Stelle, die es dort nicht gibt, ${onPages(p)}.`,
    meant,
  ),
  'links/outside': error(
    (p: Dead) =>
      `${p.what} „${p.address}“ führt aus dem Unterordner hinaus, in dem der Blog liegt, ${onPages(p)}.`,
    (p: Dead) =>
      p.suggestion === ''
        ? 'Stelle den Unterordner voran. Steht dort etwas anderes, nenne den Anfang der Adresse unter „otherPaths“.'
        : `Schreibe „${p.suggestion}“.`,
  ),
  'links/no-address': error(
    (p: Dead) => `${p.what} „${p.address}“ ist keine Adresse, ${onPages(p)}.`,
    'Berichtige sie.',
  ),
  'links/old-address': warning(
    (p: Dead) =>
      `${p.what} „${p.address}“ nennt Maschinen eine alte Adresse, die weiterleitet, ${onPages(p)}.`,
    (p: Dead) => `Nenne „${p.suggestion}“.`,
  ),
  'links/redirect-chain': warning(
    'Die alte Adresse „{from}“ leitet zu „{to}“, und das leitet weiter zu „{goal}“.',
    'Leite gleich dorthin.',
  ),
  'links/redirect-loop': error(
    'Die alte Adresse „{from}“ leitet im Kreis.',
    'Leite sie zu einer Seite, die es gibt.',
  ),
  'links/external-dead': error(
    (p: { address: string; reason: string; pages: number; page: string }) =>
      `Der Link „${p.address}“ führt ins Leere (${p.reason}), ${onPages(p)}.`,
    'Suche die neue Adresse, oder nimm den Link heraus.',
  ),
  'links/external-moved': note(
    (p: { address: string; goal: string; pages: number; page: string }) =>
      `Der Link „${p.address}“ ist dauerhaft umgezogen, ${onPages(p)}.`,
    (p: { goal: string }) => `Schreibe „${p.goal}“.`,
  ),
  'links/external-unknown': note(
    'Ob es „{address}“ gibt, war nicht zu erfahren: {reason}',
    'Öffne den Link im Browser.',
  ),
  'links/external-left': note(
    'Die Zeit war um; {count} fremde Adressen sind noch nicht gefragt.',
    'Rufe „blattmacher check --external“ noch einmal auf: Was schon gefragt ist, weiß ich dann noch.',
  ),

  'third-parties/contact': note(
    (p: Seen & { host: string; purposes: string }) =>
      `Ohne Klick verbindet sich der Browser mit ${p.host} (${p.purposes}), ${onPages(p)}.`,
    'Wer dort antwortet, erfährt die IP-Adressen deiner Leserinnen und Leser. Das gehört in die Datenschutzerklärung.',
  ),
  'third-parties/blocked': warning(
    (p: Seen & { host: string; purposes: string; purpose: string }) =>
      `Was von ${p.host} kommen soll (${p.purposes}), lädt kein Browser: Die Seiten verbieten es, ${onPages(p)}.`,
    (p: { host: string; purpose: string }) =>
      p.purpose === ''
        ? 'Nimm es heraus, oder lege es in den Blog.'
        : `Nimm es heraus, oder erlaube es in site.yaml: „policy: { ${p.purpose}: https://${p.host} }“.`,
  ),

  'legal/gap': warning('Hier fehlt noch etwas: „{gap}“.', 'Ergänze es, und lösche die Klammern.'),
  'legal/sample': warning('„{sample}“ stammt aus einem Muster.', 'Setze deine eigenen Angaben ein.'),
  'legal/sample-url': warning(
    'Unter „url“ steht noch die Adresse aus dem Muster: {url}',
    'Trage ein, wo der Blog zu lesen sein wird: Links in Feeds und die Angaben für Suchmaschinen führen sonst zu fremden Seiten.',
  ),
  'legal/no-page': warning(
    'Der Blog hat keine Seite „{page}“.',
    'Lege {file} an. Ein Muster macht „blattmacher init“; es ersetzt keine Rechtsberatung.',
  ),
  'legal/no-accessibility-page': note(
    'Der Blog hat keine Erklärung zur Barrierefreiheit.',
    'Verlangt wird sie, wo etwas verkauft wird; gern gesehen ist sie immer. Ein Muster macht „blattmacher init“.',
  ),
  'legal/not-linked': warning(
    (p: Seen & { what: string }) => `Die Seite „${p.what}“ ist nicht verlinkt ${onPages(p)}.`,
    'Sie muss von überall mit einem Klick zu erreichen sein: Nimm den Link in die Vorlage auf.',
  ),
  'legal/imprint-address': warning(
    'Im Impressum finde ich keine Postanschrift.',
    '§ 5 DDG und § 18 MStV verlangen Straße, Postleitzahl und Ort.',
  ),
  'legal/imprint-box': warning(
    'Im Impressum steht ein Postfach, aber keine Straße.',
    'Ein Postfach genügt nicht: Nenne die Anschrift, an der man dir etwas zustellen kann.',
  ),
  'legal/imprint-email': warning('Im Impressum finde ich keine E-Mail-Adresse.', '§ 5 DDG verlangt sie.'),
  'legal/imprint-second-way': warning(
    'Im Impressum finde ich neben der E-Mail-Adresse keinen zweiten schnellen Weg zu dir.',
    'Nenne eine Telefonnummer, oder verlinke ein Kontaktformular.',
  ),
  'legal/imprint-responsible': warning(
    'Im Impressum steht nicht, wer für den Inhalt verantwortlich ist.',
    '§ 18 Abs. 2 MStV verlangt es von journalistischen Angeboten, mit Namen und Anschrift.',
  ),
  'legal/outdated': warning('„{law}“ {fate}.', '{cure}'),
  'legal/privacy-missing': warning(
    'In der Datenschutzerklärung finde ich nichts über {what}.',
    'Beschreibe, welche Daten dabei an wen gehen und warum.',
  ),
  'legal/privacy-contradiction': warning(
    'In der Datenschutzerklärung steht „{words}“, aber {but}.',
    'Berichtige eins von beiden.',
  ),

  'accessibility/no-language': warning(
    (p: Seen) => `Die Sprache der Seite fehlt ${onPages(p)}: Vorlesen klingt dann falsch.`,
    'Schreibe in der Vorlage <html lang="de">.',
  ),
  'accessibility/no-title': warning(
    (p: Seen) => `Ein <title> fehlt ${onPages(p)}.`,
    'Ergänze ihn in der Vorlage.',
  ),
  'accessibility/headings': warning(
    (p: Seen & { count: string }) =>
      p.count === '0'
        ? `Eine Überschrift <h1> fehlt ${onPages(p)}.`
        : `Es gibt ${p.count} Überschriften <h1> ${onPages(p)}.`,
    'Eine Seite hat genau eine: ihren Titel.',
  ),
  'accessibility/heading-jump': warning(
    (p: Seen & { from: string; to: string }) =>
      `Auf <${p.from}> folgt <${p.to}> ${onPages(p)}: Dazwischen fehlt eine Stufe.`,
    'Wer vorlesen lässt, vermisst dort etwas. Nimm die nächste Stufe; im Text ist „##“ die zweite, „###“ die dritte.',
  ),
  'accessibility/heading-empty': warning(
    (p: Seen & { heading: string }) => `Eine Überschrift <${p.heading}> ist leer ${onPages(p)}.`,
    'Nimm sie heraus, oder gib ihr einen Text.',
  ),
  'accessibility/no-alt': warning(
    (p: Seen & { address: string }) => `Dem Bild „${p.address}“ fehlt das Attribut alt ${onPages(p)}.`,
    'Sage, was zu sehen ist; ist es nur Schmuck, schreibe alt="".',
  ),
  'accessibility/link-empty': warning(
    (p: Seen & { address: string }) => `Der Link zu „${p.address}“ hat keinen Text ${onPages(p)}.`,
    'Gib ihm einen, oder ein aria-label.',
  ),
  'accessibility/link-vague': warning(
    (p: Seen & { address: string; text: string }) =>
      `Der Link zu „${p.address}“ heißt nur „${p.text}“, ${onPages(p)}.`,
    'Wer Links vorlesen lässt, hört nur das: Sage, wohin er führt.',
  ),
  'accessibility/table-head': warning(
    (p: Seen) => `Eine Tabelle hat keine Kopfzellen <th> ${onPages(p)}.`,
    'Ohne sie weiß beim Vorlesen niemand, was eine Zahl bedeutet.',
  ),
  'accessibility/no-label': warning(
    (p: Seen & { field: string }) => `Das Eingabefeld „${p.field}“ hat keine Beschriftung ${onPages(p)}.`,
    'Gib ihm ein <label for="…">, oder ein aria-label.',
  ),
  'accessibility/frame-title': warning(
    (p: Seen & { address: string }) => `Dem Rahmen „${p.address}“ fehlt ein title ${onPages(p)}.`,
    'Sage darin, was er zeigt.',
  ),
  'accessibility/double-id': warning(
    (p: Seen & { id: string }) => `Die id „${p.id}“ gibt es mehrmals ${onPages(p)}.`,
    'Jede gehört zu einem Element allein; Links und Beschriftungen finden sonst das falsche.',
  ),
  'accessibility/axe': warning(
    (p: Seen & { rule: string; help: string; target: string }) =>
      `${p.help} (axe: ${p.rule}, ${p.target}), ${onPages(p)}.`,
    (p: { url: string }) => `Mehr dazu: ${p.url}`,
  ),
  'accessibility/no-browser': error(
    'Für „--browser“ fehlt auf diesem Rechner ein Chromium oder Chrome.',
    'Installiere eins, oder nenne es in der Umgebungsvariablen CHROME_PATH.',
  ),
  'accessibility/no-axe': error(
    'Für „--browser“ fehlt das Paket axe-core.',
    'Installiere es im Ordner des Blogs: npm install --save-dev axe-core',
  ),
  'accessibility/browser-failed': error(
    'Der Browser ({path}) hat nicht geantwortet: {reason}',
    'Prüfe, ob er sich von Hand starten lässt, oder nenne einen anderen in CHROME_PATH.',
  ),

  'weight/html': warning(
    (p: Seen & { size: number; budget: number }) =>
      `Die Seite ${p.page} ist ${p.size} KB groß${more(p)}; vorgesehen sind ${p.budget}.`,
    'Teile sie, oder ändere „budget: html:“ in site.yaml.',
  ),
  'weight/code': warning(
    (p: Seen & { size: number; budget: number }) =>
      `Gestaltung und Skripte der Seite ${p.page} sind ${p.size} KB groß${more(p)}; vorgesehen sind ${p.budget}.`,
    'Nimm heraus, was niemand braucht, oder ändere „budget: code:“ in site.yaml.',
  ),
  'weight/pictures': warning(
    (p: Seen & { size: number; budget: number }) =>
      `Die Bilder, die ${p.page} sofort lädt, sind ${p.size} KB groß${more(p)}; vorgesehen sind ${p.budget}.`,
    'Nimm kleinere, lade sie mit loading="lazy", oder ändere „budget: pictures:“ in site.yaml.',
  ),
  'weight/no-size': warning(
    (p: Seen & { address: string }) =>
      `Dem Bild „${p.address}“ fehlen width oder height ${onPages(p)}: Beim Laden springt der Text.`,
    'Ergänze beide in der Vorlage.',
  ),
  'weight/too-many-files': warning(
    'Der Blog hat {files} Dateien; {host} nimmt höchstens {most}.',
    'Wähle dort einen größeren Tarif oder einen anderen Anbieter.',
  ),
  'weight/large-file': warning(
    'Die Datei {path} hat {size} MB; {host} nimmt höchstens {most}.',
    'Verkleinere sie, oder lege sie anderswo ab.',
  ),
  'weight/too-large': warning(
    'Der Blog hat {size} MB; {host} nimmt höchstens {most}.',
    'Verkleinere Bilder und Dateien, oder wähle einen anderen Anbieter.',
  ),
};

function more({ pages }: Seen): string {
  return pages === 1 ? '' : ` (wie ${pages - 1} weitere)`;
}
