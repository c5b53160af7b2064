/** Messages about putting the finished blog where readers are. */
import { error, note, warning } from '../message.ts';

/** A few names, and how many more. */
function some(names: readonly string[]): string {
  const shown = names.slice(0, 12).join(', ');
  return names.length > 12 ? `${shown} und ${names.length - 12} mehr` : shown;
}

const onlyNew =
  'Was schon hochgeladen ist, bleibt: Der nächste Lauf macht dort weiter. Die alten Seiten stehen, bis alles da ist.';

export const deployMessages = {
  'deploy/no-target': error(
    'In site.yaml steht noch nicht, wohin der Blog soll.',
    'Ergänze „deploy:“, zum Beispiel: deploy: { kind: sftp, host: ssh.example.org, user: ich, path: /htdocs }. Was bei deinem Anbieter dort steht, sagt das Handbuch unter „Online gehen, Anbieter für Anbieter“.',
  ),
  'deploy/unknown-target': error(
    (p: { name: string; names: readonly string[] }) => `Ein Ziel „${p.name}“ gibt es nicht.`,
    (p: { name: string; names: readonly string[] }) =>
      `Unter „deploy: targets:“ stehen: ${p.names.join(', ')}.`,
  ),
  'deploy/which-target': error(
    (p: { names: readonly string[] }) => `Es gibt mehrere Ziele: ${p.names.join(', ')}.`,
    (p: { names: readonly string[] }) => `Nenne eines: blattmacher deploy ${p.names[0] ?? ''}`,
  ),
  'deploy/not-built': error(
    'In {folder} liegt kein fertiger Blog.',
    'Rufe „blattmacher build“ auf; „deploy“ tut das sonst von selbst.',
  ),
  'deploy/changed-meanwhile': error(
    'Während des Hochladens hat sich der fertige Blog geändert ({path}); vermutlich baut ihn gerade ein anderer Lauf.',
    'Rufe „blattmacher deploy“ noch einmal auf.',
  ),
  'deploy/foreign-files': error(
    (p: { target: string; names: readonly string[] }) =>
      `In ${p.target} liegt schon etwas, das nicht von Blattmacher ist: ${some(p.names)}. Ich habe nichts angefasst.`,
    'Ist das der falsche Ordner, dann berichtige „path“. Ist es der richtige, dann hilft --adopt: Gleichnamige Dateien werden ersetzt, alle anderen bleiben für immer, wie sie sind.',
  ),
  'deploy/other-blog': error(
    'In {target} liegt ein anderer Blog: {site}. Ich habe nichts angefasst.',
    'Berichtige „path“. Ist der Blog nur umgezogen, dann rufe einmal mit --adopt auf.',
  ),
  'deploy/state-damaged': error(
    'In {target} ist die Datei {state}, an der ich sehe, was dort liegt, beschädigt oder von einer neueren Version.',
    'Mit --adopt lade ich alles neu hoch; alte Seiten, die es nicht mehr gibt, bleiben dann liegen.',
  ),
  'deploy/locked': error(
    'Gerade lädt schon jemand hoch: {host} (Prozess {pid}, seit {since}).',
    'Warte, bis er fertig ist.',
  ),
  'deploy/lock-taken-over': note(
    'Ein früherer Lauf ({host}, seit {since}) ist nicht zu Ende gekommen; ich mache dort weiter.',
  ),
  'deploy/lock-lost': error(
    'Ein anderer Lauf hat übernommen, weil dieser so lange nichts von sich hören ließ; ich höre auf.',
    'Rufe „blattmacher deploy“ noch einmal auf.',
  ),
  'deploy/removals-refused': error(
    'Von {of} Dateien würden {count} gelöscht; das ist so viel, dass ich lieber nicht weitermache. Nichts ist geändert.',
    'Sieh mit --dry-run nach, welche. Ist es richtig so, dann rufe mit --yes auf.',
  ),
  'deploy/connection-lost': error(
    'Die Verbindung zu {target} kommt nicht zustande oder bricht immer wieder ab: {reason}.',
    `Prüfe die Verbindung zum Internet und die Angaben unter „deploy“ in site.yaml. ${onlyNew}`,
  ),
  'deploy/retried': note('Die Verbindung brach ab ({reason}); ich habe es noch einmal versucht.'),
  'deploy/no-former': error(
    'Einen früheren Stand, zu dem ich zurück könnte, gibt es dort nicht.',
    'Hole den Stand der Quellen aus Git, den du zeigen willst, und rufe „blattmacher deploy“ auf.',
  ),
  'deploy/former-not-kept': note(
    'Der frühere Stand ist dort nicht aufgehoben; „deploy --back“ geht nach diesem Lauf nicht.',
  ),
  'deploy/back-incomplete': error(
    'Vom früheren Stand fehlt dort {path}; ich habe nichts geändert.',
    'Hole den Stand der Quellen aus Git, den du zeigen willst, und rufe „blattmacher deploy“ auf.',
  ),
  'deploy/held-back': note(
    'Jemand ist mit „deploy --back“ zum früheren Stand zurückgegangen; bis zum nächsten „blattmacher deploy“ von Hand bleibt er.',
  ),
  'deploy/vanished': error(
    'Auf dem Server ist verschwunden, was dort sein müsste ({path}); jemand anderes räumt dort auf.',
    'Rufe „blattmacher deploy --again“ auf: Dann lade ich alles noch einmal hoch.',
  ),
  'deploy/no-folder': error(
    (p: { path: string; names: readonly string[] }) =>
      `Den Ordner „${p.path}“ gibt es dort nicht.${p.names.length > 0 ? ` Daneben liegen: ${some(p.names)}.` : ''}`,
    'Berichtige „path“ in site.yaml, oder lege den Ordner an. Ist es ein Laufwerk, dann ist es vielleicht nicht verbunden.',
  ),
  'deploy/disk-full': error(
    'Dort ist kein Platz mehr, als {path} geschrieben werden sollte.',
    `Schaffe Platz. ${onlyNew}`,
  ),
  'deploy/not-allowed': error(
    'Dort darf ich {path} nicht schreiben, lesen oder löschen.',
    `Prüfe, wem der Ordner gehört und ob dieser Benutzer dort schreiben darf. ${onlyNew}`,
  ),
  'deploy/refused': error(
    'Der Server verweigert {path}: {reason}.',
    `Meist ist dann der Speicherplatz voll, ein Recht fehlt, oder der Server erlaubt solche Namen nicht. ${onlyNew}`,
  ),
  'deploy/no-rename': error(
    'Der Server lässt mich hochladen, aber nicht umbenennen ({reason}); so kann ich keine Seite in einem Zug ersetzen.',
    'Frage deinen Anbieter, ob dieser Benutzer umbenennen und löschen darf, oder nimm einen anderen Weg (kind).',
  ),
  'deploy/leads-elsewhere': error(
    '„{path}“ ist dort kein Ordner, sondern eine Verknüpfung, die anderswohin führt; durch sie schreibe und lösche ich nicht.',
    'Ersetze sie durch einen richtigen Ordner, oder lösche sie: Dann lege ich einen an.',
  ),
  'deploy/endless-list': error(
    (p: { folder: string }) =>
      `Die Liste der Dateien in „${p.folder || '/'}“ ist dort zu lang oder nimmt kein Ende; ich habe aufgehört zu lesen und nichts geändert.`,
    (p: { folder: string }) =>
      p.folder.startsWith('.blattmacher-deploy')
        ? 'Lösche dort den Ordner „.blattmacher-deploy“ und rufe „blattmacher deploy“ noch einmal auf. Hilft das nicht, dann ist der Server gestört: Frage deinen Anbieter.'
        : 'Nenne unter „path“ einen Ordner, der nur dem Blog gehört. Zeigt ein anderes Programm dort wenige Dateien, dann ist der Server gestört: Frage deinen Anbieter.',
  ),
  'deploy/folder-is-ours': error(
    'Der Ordner {path} ist der Blog selbst, der fertige Blog, oder liegt darin.',
    'Nenne unter „path“ den Ordner, aus dem der Webserver liest.',
  ),
  'deploy/no-such-host': error(
    'Einen Server „{host}“ finde ich nicht.',
    'Prüfe den Namen in site.yaml und die Verbindung zum Internet.',
  ),
  'deploy/wrong-login': error(
    (p: { user: string; host: string; tried: readonly string[] }) =>
      `${p.host} lässt „${p.user}“ nicht hinein. Versucht: ${p.tried.join(', ') || 'nichts, denn ich habe weder Passwort noch Schlüssel'}.`,
    'Prüfe „user“ in site.yaml und das Passwort in BLATTMACHER_DEPLOY_PASSWORD (bei vielen Anbietern ist es ein anderes als das der Verwaltung), oder nenne in BLATTMACHER_DEPLOY_KEY die Datei mit dem privaten Schlüssel. Am Terminal frage ich nach dem Passwort.',
  ),
  'deploy/bad-key': error(
    'Den Schlüssel „{file}“ kann ich nicht lesen: {reason}.',
    'Nenne in BLATTMACHER_DEPLOY_KEY die Datei mit dem privaten Schlüssel (nicht .pub). Ist er mit einem Passwort geschützt, dann gehört das nach BLATTMACHER_DEPLOY_PASSWORD.',
  ),
  'deploy/unknown-host-key': error(
    'Mit {host} spreche ich zum ersten Mal. Sein Fingerabdruck ist {fingerprint}.',
    'Vergleiche ihn mit dem, den dein Anbieter nennt. Stimmt er, dann ergänze in site.yaml unter „deploy“: hostKey: "{fingerprint}"',
  ),
  'deploy/changed-host-key': error(
    '{host} zeigt einen anderen Fingerabdruck als früher: {fingerprint}. Vielleicht gibt sich ein anderer Rechner als dein Server aus; ich habe kein Passwort gesendet.',
    'Frage deinen Anbieter, ob er den Schlüssel gewechselt hat. Nennt er diesen Fingerabdruck, dann schreibe ihn in site.yaml unter „hostKey“.',
  ),
  'deploy/no-sftp': error(
    '{host} lässt dich hinein, bietet aber kein SFTP an: {reason}.',
    'Frage deinen Anbieter danach, oder nimm „kind: ftps“ oder „kind: rsync“.',
  ),
  'deploy/no-posix-rename': note(
    '{host} kann eine Datei nicht in einem Zug durch eine andere ersetzen; jede Seite fehlt darum beim Ersetzen für einen kurzen Augenblick.',
  ),
  'deploy/certificate': error(
    'Dem Zertifikat von {host} kann ich nicht trauen: {reason}. Ich habe kein Passwort gesendet.',
    'Prüfe den Namen in site.yaml; er muss im Zertifikat stehen. Ist es abgelaufen, dann muss der Anbieter es erneuern. Ist es von einer eigenen Stelle, dann nenne deren Zertifikat in der Umgebung: NODE_EXTRA_CA_CERTS=/pfad/ca.pem',
  ),
  'deploy/no-tls': error(
    '{host} bietet auf diesem Port kein verschlüsseltes FTP an ({reason}); unverschlüsselt sende ich kein Passwort.',
    'Frage deinen Anbieter nach FTPS (explizit, Port 21), oder nimm „kind: sftp“.',
  ),
  'deploy/storage': error(
    'Der Speicherdienst verweigert {path}: {reason}.',
    'Prüfe „endpoint“, „bucket“ und „region“ in site.yaml, und die Rechte des Schlüssels: Er muss lesen, schreiben, auflisten und löschen dürfen.',
  ),
  'deploy/no-storage-keys': error(
    'Für den Speicherdienst fehlen die Schlüssel.',
    'Setze in der Umgebung AWS_ACCESS_KEY_ID und AWS_SECRET_ACCESS_KEY, und AWS_SESSION_TOKEN, wenn dein Dienst eines nennt.',
  ),
  'deploy/no-program': error(
    'Das Programm „{program}“ fehlt hier; ohne geht dieser Weg nicht.',
    'Installiere es, oder nimm einen anderen Weg (kind).',
  ),
  'deploy/program-failed': error(
    '„{program}“ ist gescheitert: {reason}',
    'Was davor steht, sagt das Programm selbst. Prüfe die Angaben unter „deploy“ und ob du dich dort anmelden kannst.',
  ),
  'deploy/other-page': warning(
    (p: { count: number; url: string }) =>
      `Hochgeladen ist alles, aber ${p.url} zeigt noch etwas anderes als der fertige Blog${p.count > 1 ? ` (wie ${p.count - 1} weitere geprüfte Adressen)` : ''}.`,
    'Meist hält ein Zwischenspeicher (CDN) die alte Seite noch eine Weile. Bleibt es so, dann ist „path“ vielleicht nicht der Ordner dieser Domain, oder „url“ nicht ihre Adresse.',
  ),
  'deploy/unreachable': warning(
    'Hochgeladen ist alles; ob {url} es zeigt, konnte ich nicht nachsehen: {reason}.',
    'Sieh im Browser nach. Ist die Domain noch nicht eingerichtet, dann rufe mit --no-verify auf.',
  ),
};
