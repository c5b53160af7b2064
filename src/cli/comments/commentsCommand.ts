import type { CommandGroup, ListedCommand } from '../command.ts';

export const commentsGroup: CommandGroup = {
  name: 'comments',
  summary: 'nimmt Kommentare an und legt sie dir vor',
  members: [
    {
      name: 'comments serve',
      summary: 'nimmt Kommentare an, auf deinem eigenen kleinen Server',
      load: async () => (await import('./serve.ts')).serveCommand,
    },
    {
      name: 'comments list',
      summary: 'zeigt, welche Kommentare auf dich warten',
      load: async () => (await import('./list.ts')).listCommand,
    },
    {
      name: 'comments show',
      operands: '<id>',
      summary: 'zeigt einen wartenden Kommentar ganz',
      load: async () => (await import('./list.ts')).showCommand,
    },
    {
      name: 'comments approve',
      operands: '<id> …',
      summary: 'gibt Kommentare frei',
      load: async () => (await import('./approve.ts')).approveCommand,
    },
    {
      name: 'comments reject',
      operands: '<id> …',
      summary: 'lehnt wartende Kommentare ab; von ihnen bleibt nichts',
      load: async () => (await import('./moderate.ts')).rejectCommand,
    },
    {
      name: 'comments delete',
      operands: '<id> | --email ADRESSE',
      summary: 'löscht einen Kommentar, oder alle von einer E-Mail-Adresse, auch veröffentlichte',
      load: async () => (await import('./moderate.ts')).deleteCommand,
    },
    {
      name: 'comments import',
      operands: '<datei> …',
      summary: 'liest Kommentare ein: CSV von Formspree und Netlify, Dateien und Ordner von Staticman',
      load: async () => (await import('./import.ts')).importCommand,
    },
  ].map(reportingFaults),
};

/** Refusals of the system below the site are reported with their cure. */
function reportingFaults(listed: ListedCommand): ListedCommand {
  const load: ListedCommand['load'] = async () => {
    const { tellingFault } = await import('./editorsDesk.ts');
    const command = await listed.load();
    return { ...command, run: tellingFault(command.run) };
  };
  return { ...listed, load };
}
