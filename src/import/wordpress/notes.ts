/** What somebody who moved in should look at, in German sentences; the most important first. */
import type { AccountItem } from '../model.ts';
import { number } from '../report.ts';
import type { SiteUrl } from '../../config/settings.ts';
import { importTexts } from '../../comments/import/importSurroundings.ts';
import { type ImportOutcome, withoutComments } from './importWordPress.ts';
import type { PermalinkInference } from './inference.ts';
import type { WordPressPlan } from './plan.ts';

export interface NoteFacts {
  readonly plan: WordPressPlan;
  readonly outcome: ImportOutcome;
  readonly permalink: PermalinkInference;
  /** Of the blog that was written to. */
  readonly ownPermalink: string;
  readonly isNew: boolean;
  /** Of the blog there, and of the one here. */
  readonly oldUrl: string;
  readonly url: SiteUrl;
}

export function notesOf({
  plan,
  outcome,
  permalink,
  ownPermalink,
  isNew,
  oldUrl,
  url,
}: NoteFacts): readonly string[] {
  const { account, conflicts, vanished } = outcome;
  const counts = countItems(account.items.values(), plan);
  const unexplained = account.unexplained();
  return [
    ...conflicts.map((conflict) => `Hier und dort geändert, also nicht angefasst: ${conflict}`),
    ...(unexplained > 0
      ? [
          `An ${times(unexplained)} ist der Text anders, ohne dass ein Grund bekannt ist; der Bericht zeigt beide Fassungen.`,
        ]
      : []),
    ...[...plan.undecided].map(
      ([type, count]) =>
        `${counted(count, 'Eintrag', 'Einträge')} vom Typ „${type}“ ${stayed(count)}. Mit „--type ${type}=article“ ${count === 1 ? 'wird er ein Artikel' : 'werden sie Artikel'}.`,
    ),
    ...counts.media.map(
      ([reason, count]) =>
        `${counted(count, 'Datei der Mediathek', 'Dateien der Mediathek')} ${stayed(count)}: ${reason}`,
    ),
    ...(counts.hidden.length > 0
      ? [
          `Für Leser nicht zu sehen, hier ein Entwurf: ${counts.hidden.map(([word, count]) => `${number(count)}-mal „${word}“`).join(', ')}.`,
        ]
      : []),
    ...(counts.waiting > 0
      ? [
          `${counted(counts.waiting, 'Kommentar', 'Kommentare')} ${counts.waiting === 1 ? 'wartet' : 'warten'} dort auf Freigabe und ${stayed(counts.waiting)}. Mit „--waiting“ ${counts.waiting === 1 ? 'kommt er' : 'kommen sie'} mit.`,
        ]
      : []),
    ...addressNote(permalink, ownPermalink, isNew),
    ...pathNote(oldUrl, url, isNew),
    ...(vanished.length > 0
      ? [
          `Dort nicht mehr da oder im Papierkorb, hier aber noch: ${vanished.slice(0, 5).join(', ')}${vanished.length > 5 ? ` und ${number(vanished.length - 5)} weitere` : ''}.`,
        ]
      : []),
    ...counts.comments.map(
      ([reason, count]) => `${counted(count, 'Kommentar', 'Kommentare')} ${stayed(count)}: ${reason}`,
    ),
  ];
}

function counted(count: number, one: string, many: string): string {
  return count === 1 ? `1 ${one}` : `${number(count)} ${many}`;
}

function stayed(count: number): string {
  return count === 1 ? 'blieb zurück' : 'blieben zurück';
}

function times(count: number): string {
  return count === 1 ? 'einer Stelle' : `${number(count)} Stellen`;
}

interface ItemCounts {
  /** Reason → number, the most frequent first. */
  readonly media: readonly (readonly [string, number])[];
  readonly hidden: readonly (readonly [string, number])[];
  readonly waiting: number;
  /** Of what can have none here. */
  readonly comments: readonly (readonly [string, number])[];
}

const unplaced: ReadonlySet<string> = new Set(Object.values(withoutComments));

function countItems(items: Iterable<AccountItem>, { texts, leftOut }: WordPressPlan): ItemCounts {
  const media = new Map<string, number>();
  const hidden = new Map<string, number>();
  const comments = new Map<string, number>();
  let waiting = 0;
  const count = (counts: Map<string, number>, key: string): void => {
    counts.set(key, (counts.get(key) ?? 0) + 1);
  };
  for (const { id, hiddenAs } of texts.values())
    if (hiddenAs !== undefined && !leftOut.has(id)) count(hidden, hiddenAs);
  for (const { type, result, reason = '' } of items) {
    if (result !== 'left-out') continue;
    if (type === 'attachment') count(media, reason);
    else if (unplaced.has(reason)) count(comments, reason);
    else if (reason === importTexts.waiting) waiting++;
  }
  const sorted = (counts: Map<string, number>) => [...counts].toSorted(([, one], [, other]) => other - one);
  return { media: sorted(media).slice(0, 5), hidden: sorted(hidden), waiting, comments: sorted(comments) };
}

function addressNote(
  { pattern, permalink }: PermalinkInference,
  own: string,
  isNew: boolean,
): readonly string[] {
  if (pattern === '' || permalink === own) return [];
  if (permalink === undefined || isNew)
    return [
      `Die Adressen dort (${pattern}) gibt es hier so nicht; Artikel stehen unter ${own}, und die alten Adressen leiten dorthin.`,
    ];
  return [
    `Dein Blog hat für Adressen das Muster ${own}; dort war es ${permalink}. Die alten Adressen leiten um. Sollen sie bleiben, schreibe in site.yaml: permalink: ${permalink}`,
  ];
}

/** WordPress Playground and old multisites stand below a path. */
function pathNote(oldUrl: string, { origin, base }: SiteUrl, isNew: boolean): readonly string[] {
  const old = URL.parse(oldUrl);
  const oldBase = old?.pathname.replace(/\/+$/, '') ?? '';
  if (!old || oldBase === '' || oldBase === base) return [];
  const cause = isNew ? ' Einen solchen Pfad nimmt „url“ in site.yaml nicht.' : '';
  return [
    `Dort begannen alle Adressen mit ${oldBase}/, hier mit ${base}/: Aus ${old.origin}${oldBase}/… wird ${origin}${base}/….${cause}`,
  ];
}
