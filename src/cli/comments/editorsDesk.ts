/** What the `comments` commands share: the site, its stores, its words. */
import { openAddressHashes } from '../../comments/receiver/senderLimits.ts';
import { commentFault } from '../../comments/moderation/commentFault.ts';
import { openAllStores, openCommentStore } from '../../comments/moderation/commentStore.ts';
import { createModeration } from '../../comments/moderation/moderation.ts';
import { readSettings } from '../../content/load/readSettings.ts';
import { listSite } from '../../content/discover.ts';
import { sortDiagnostics } from '../../core/diagnostics/printDiagnostics.ts';
import { createZone } from '../../core/time.ts';
import type { Checked } from '../../core/model.ts';
import { hasError } from '../../core/diagnostics/diagnostics.ts';
import type { Command, ExitCode, OptionValues, Surroundings } from '../command.ts';
import { reportDiagnostics } from '../reportDiagnostics.ts';
import { siteOf } from '../siteOptions.ts';
import type { Imported } from '../../comments/import/importComments.ts';
import type { Trap } from '../../comments/receiver/sentFields.ts';
import { moderationTexts } from '../../dev/moderationApp.ts';

/**
 * All that an editor needs at hand to work on the comments of a site; undefined when the folder is no site, or its
 * settings have errors, which are reported.
 */
export function openDesk(options: OptionValues, world: Surroundings) {
  const site = siteOf(options, world);
  const { value: settings, diagnostics } = readSettings(listSite(site).files, site);
  if (!settings) {
    reportDiagnostics(sortDiagnostics(diagnostics), world);
    return undefined;
  }
  const hashes = openAddressHashes(site, world.random);
  return {
    site,
    settings,
    zone: createZone(settings.timezone),
    /** Pending comments. */
    store: openCommentStore(site),
    /** Comments that fell into a trap. */
    caught: openCommentStore(site, 'caught'),
    moderation: createModeration({ site, store: openAllStores(site), hashes }),
  };
}

/** Decides on one comment after the other, and says what became of it. */
export async function decideEach<Value>(
  ids: readonly string[],
  decide: (id: string) => Promise<Checked<Value>>,
  said: (value: Value) => string,
  world: Surroundings,
): Promise<ExitCode> {
  let isDone = true;
  for (const id of ids) {
    const { value, diagnostics } = await decide(id);
    reportDiagnostics(diagnostics, world);
    if (value !== undefined && diagnostics.length === 0) world.print(said(value));
    isDone &&= !hasError(diagnostics);
  }
  return isDone ? 0 : 1;
}

/** The same work; what the system refuses below the site is reported. */
export function tellingFault(run: Command['run']): Command['run'] {
  return async (options, operands, world) => {
    try {
      return await run(options, operands, world);
    } catch (error) {
      reportDiagnostics([commentFault(error, siteOf(options, world))], world);
      return 1;
    }
  };
}

/** Every German word of `comments …` on the command line. */
export const commentTexts = {
  waiting: moderationTexts.waiting,
  caught: (caught: readonly { readonly trap?: Trap }[], isShown: boolean): string => {
    const count = (trap: Trap): number => caught.filter((comment) => comment.trap === trap).length;
    const [honeypot, time] = [count('honeypot'), count('time')];
    if (honeypot + time === 0) return 'In den letzten 30 Tagen fing keine Falle etwas.';
    const parts = [
      ...(honeypot > 0 ? [`${honeypot} im versteckten Feld`] : []),
      ...(time > 0 ? [`${time} mit zu schneller Hand`] : []),
    ];
    const cure = isShown
      ? 'War es doch ein Mensch: blattmacher comments approve <id>'
      : 'Ansehen: blattmacher comments list --caught';
    return `In den letzten 30 Tagen fingen die Fallen ${parts.join(' und ')}. ${cure}`;
  },
  about: (article: string): string => `zu ${article}`,
  fields: {
    id: 'Kommentar',
    article: 'Artikel',
    parent: 'Antwort auf',
    name: 'Name',
    email: 'E-Mail',
    url: 'Website',
    date: 'Gesendet',
    remark: 'Bemerkung',
  },
  oneId: (command: string): string => `Welcher Kommentar? Schreibe: blattmacher comments ${command} <id>`,
  someIds: (command: string): string => `Welche Kommentare? Schreibe: blattmacher comments ${command} <id> …`,
  idOrAddress:
    'Was soll ich löschen? Schreibe: blattmacher comments delete <id> oder blattmacher comments delete --email <adresse>',
  approved: (file: string): string => `Freigegeben: ${file}`,
  rejected: ({ id }: { readonly id: string }): string => `Abgelehnt und gelöscht: ${id}`,
  deleted: (id: string, file: string | undefined): string =>
    file === undefined ? `Gelöscht: ${id}` : `Gelöscht: ${file}`,
  traces: {
    heading: (wasPublished: boolean): string =>
      wasPublished
        ? 'Im Ordner .cache steht davon auch nichts mehr. Woran ich nicht komme:'
        : 'Woran ich nicht komme:',
    site: 'die veröffentlichte Seite und der Ordner dist: Dort steht es, bis du den Blog neu baust und hochlädst',
    history:
      'die Geschichte von Git: Ich konnte sie nicht durchsehen; was je committet war, steht noch darin, auch in jeder Kopie',
    commits: (commits: number, file: string | undefined): string => {
      const which = file === undefined ? 'diese Dateien' : 'die Datei';
      const place = file ?? 'DATEI';
      const count = commits === 1 ? '1 Commit kennt' : `${commits} Commits kennen`;
      return `die Geschichte von Git: ${count} ${which}, hier und in jeder Kopie. Bringe die Löschung mit einem Commit hinaus; ganz heraus nimmt sie: git filter-repo --invert-paths --path ${place}`;
    },
    backups: 'Sicherungskopien von .comments, content und dist',
    notices: 'Nachrichten über neue Kommentare (--mail-to, --on-comment): Darin stehen Name und Text',
    logs: 'Protokolle deines Webservers',
    others: 'Suchmaschinen, Archive und Feedreader, die den Kommentar schon geholt haben',
  },
  noneFrom: 'Von dieser Adresse gibt es keinen Kommentar.',
  someFiles: 'Was soll ich einlesen? Schreibe: blattmacher comments import <datei> …',
  wrongColumns: (text: string): string =>
    `„${text}“ verstehe ich nicht. Schreibe zum Beispiel: --columns "text=Nachricht,article=Seite"`,
  imported: ({ added, known, leftOut, changed }: Omit<Imported, 'moderated'>): string => {
    const count = added.length;
    const news =
      count === 0
        ? 'Nichts Neues'
        : count === 1
          ? '1 Kommentar eingelesen'
          : `${count} Kommentare eingelesen`;
    const rows = (counts: ReadonlyMap<string, number>): readonly string[] =>
      [...counts].toSorted(([, a], [, b]) => b - a).map(([reason, times]) => `  ${times} × ${reason}`);
    const left = [...leftOut.values()].reduce((sum, times) => sum + times, 0);
    return [
      known === 0 ? `${news}.` : `${news}; ${known} ${known === 1 ? 'war' : 'waren'} schon da.`,
      ...(left > 0 ? [`${left} ausgelassen:`, ...rows(leftOut)] : []),
      ...(changed.size > 0 ? ['Anders als dort:', ...rows(changed)] : []),
    ].join('\n');
  },
  serving: (address: string): string => `Kommentare nehme ich an unter ${address} (beenden mit Strg+C)`,
  served: 'Der Dienst ist beendet.',
  wrongPath: (path: string): string => `„${path}“ ist kein Pfad. Schreibe zum Beispiel: /comments`,
  wrongProxies: (text: string): string =>
    `„${text}“ sagt mir nicht, welche Webserver davor stehen. Schreibe zum Beispiel: --proxies 2 oder --proxies 10.0.0.0/8`,
  noMailServer:
    'Welcher Server verschickt die Post? Setze BLATTMACHER_SMTP in der Umgebung, zum Beispiel: smtps://name:passwort@mail.example.org',
  pushed: (message: string): string => `Mit Git veröffentlicht: ${message}`,
  notPushed: (reason: string): string =>
    `Mit Git ging es nicht: ${reason} Ich versuche es weiter; nichts ist verloren.`,
} as const;
