/** All commands as the general help lists them; what they do is loaded when one of them is called. */
import type { CommandGroup, ListedCommand } from './command.ts';

const importComments: Omit<ListedCommand, 'name'> = {
  operands: '<datei> …',
  summary: 'liest Kommentare ein: von Disqus, Isso, Staticman, als CSV von Formspree und Netlify',
  load: async () => (await import('./comments/import.ts')).importCommand,
};

const commentsGroup: CommandGroup = {
  name: 'comments',
  summary: 'nimmt Kommentare an und legt sie dir vor',
  members: [
    {
      name: 'comments serve',
      summary: 'nimmt Kommentare an, auf deinem eigenen kleinen Server',
      load: async () => (await import('./comments/serve.ts')).serveCommand,
    },
    {
      name: 'comments list',
      summary: 'zeigt, welche Kommentare auf dich warten',
      load: async () => (await import('./comments/list.ts')).listCommand,
    },
    {
      name: 'comments show',
      operands: '<id>',
      summary: 'zeigt einen wartenden Kommentar ganz',
      load: async () => (await import('./comments/list.ts')).showCommand,
    },
    {
      name: 'comments approve',
      operands: '<id> …',
      summary: 'gibt Kommentare frei',
      load: async () => (await import('./comments/approve.ts')).approveCommand,
    },
    {
      name: 'comments reject',
      operands: '<id> …',
      summary: 'lehnt wartende Kommentare ab; von ihnen bleibt nichts',
      load: async () => (await import('./comments/moderate.ts')).rejectCommand,
    },
    {
      name: 'comments delete',
      operands: '<id> | --email ADRESSE',
      summary: 'löscht einen Kommentar, oder alle von einer E-Mail-Adresse, auch veröffentlichte',
      load: async () => (await import('./comments/moderate.ts')).deleteCommand,
    },
    { name: 'comments import', ...importComments },
  ].map(reportingFaults),
};

const importGroup: CommandGroup = {
  name: 'import',
  summary: 'holt einen ganzen Blog aus einem anderen Programm',
  members: [
    {
      name: 'import wordpress',
      operands: '<export.xml> …',
      summary: 'holt einen Blog aus WordPress: Texte, Bilder, Kommentare, Adressen',
      load: async () => (await import('./import/wordpress.ts')).wordpressCommand,
    },
    ...(['jekyll', 'hugo', 'eleventy', 'astro'] as const).map((kind): ListedCommand => ({
      name: `import ${kind}`,
      operands: '<ordner>',
      summary: `holt einen Blog aus ${{ jekyll: 'Jekyll', hugo: 'Hugo', eleventy: 'Eleventy', astro: 'Astro' }[kind]}: Texte, Bilder, Adressen`,
      load: async () => (await import('./import/generator.ts')).generatorCommand(kind),
    })),
    { name: 'import comments', ...importComments },
  ].map(reportingFaults),
};

/** Refusals of the system below the site are reported with their cure. */
function reportingFaults(listed: ListedCommand): ListedCommand {
  const load: ListedCommand['load'] = async () => {
    const { tellingFault } = await import('./comments/editorsDesk.ts');
    const command = await listed.load();
    return { ...command, run: tellingFault(command.run) };
  };
  return { ...listed, load };
}

export const commands: readonly (ListedCommand | CommandGroup)[] = [
  {
    name: 'init',
    operands: '<ordner>',
    summary: 'legt einen neuen Blog an',
    load: async () => (await import('./init.ts')).initCommand,
  },
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
    summary: 'prüft Texte und fertige Seiten, ohne etwas zu schreiben',
    load: async () => (await import('./check.ts')).checkCommand,
  },
  {
    name: 'deploy',
    operands: '[ziel]',
    summary: 'baut den Blog und bringt ihn dorthin, wo Leserinnen und Leser sind',
    load: async () => (await import('./deploy.ts')).deployCommand,
  },
  {
    name: 'list',
    summary: 'zeigt alle Artikel, oder nur die geplanten oder die Entwürfe',
    load: async () => (await import('./list.ts')).listCommand,
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
  importGroup,
  {
    name: 'doctor',
    summary: 'sagt, ob auf diesem Rechner alles da ist, was Blattmacher braucht',
    load: async () => (await import('./doctor.ts')).doctorCommand,
  },
  {
    name: 'completion',
    operands: '<shell>',
    summary: 'gibt ein Skript aus, mit dem bash, zsh oder fish Befehle ergänzen',
    load: async () => (await import('./completion.ts')).completionCommand(commands),
  },
];
