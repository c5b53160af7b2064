/** All commands as the general help lists them; what they do is loaded when one of them is called. */
import type { CommandGroup, ListedCommand } from './command.ts';
import { commentsGroup } from './comments/commentsCommand.ts';

export const commands: readonly (ListedCommand | CommandGroup)[] = [
  {
    name: 'build',
    summary: 'macht aus dem Blog die fertigen Seiten',
    load: async () => (await import('./build.ts')).buildCommand,
  },
  {
    name: 'watch',
    summary: 'zeigt den Blog im Browser und jede Änderung sofort, auch Entwürfe',
    load: async () => (await import('./watch.ts')).watchCommand,
  },
  {
    name: 'check',
    summary: 'sucht nach Fehlern, ohne etwas zu schreiben',
    load: async () => (await import('./check.ts')).checkCommand,
  },
  {
    name: 'explain',
    operands: '<artikel>',
    summary: 'sagt, warum unter „Siehe auch“ gerade diese Artikel stehen',
    load: async () => (await import('./explain.ts')).explainCommand,
  },
  {
    name: 'new',
    operands: '"Titel"',
    summary: 'legt einen neuen Artikel an, als Entwurf',
    load: async () => (await import('./new.ts')).newCommand,
  },
  {
    name: 'newsletter',
    summary: 'macht aus den neuesten Artikeln eine Mail, als HTML und als Text',
    load: async () => (await import('./newsletter.ts')).newsletterCommand,
  },
  {
    name: 'vgwort',
    summary: 'vergibt Zählmarken der VG Wort an Artikel, die lang genug sind',
    load: async () => (await import('./vgwort.ts')).vgwortCommand,
  },
  commentsGroup,
];
