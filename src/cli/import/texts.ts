/** German words of the commands `import …`. */
import { number } from '../../import/report.ts';

export const importTexts = {
  notEmpty: (folder: string, names: readonly string[]): string => {
    const some = names.slice(0, 3).join(', ');
    const shown = names.length > 3 ? `${some} und ${names.length - 3} mehr` : some;
    return `Im Ordner ${folder} liegt kein Blog, aber etwas anderes (${shown}). Nenne mit --site einen Blog oder einen Ordner, den es noch nicht gibt.`;
  },
  whichFile: 'Welche Datei? Schreibe: blattmacher import wordpress export.xml',
  whichFolder: (kind: string): string =>
    `Welcher Ordner? Schreibe: blattmacher import ${kind} mein-alter-blog`,
  noFolder: (folder: string): string => `„${folder}“ ist kein Ordner. Nenne den, in dem der alte Blog liegt.`,
  nothingThere: (folder: string, source: string): string =>
    `In „${folder}“ liegt kein Text, wie ${source} ihn kennt. Nenne den Ordner, in dem die Einstellungen des alten Blogs liegen.`,
  conflict: (file: string, reason: string): string =>
    `Hier und dort geändert, also nicht angefasst: ${file}: ${reason}`,
  droppedKeys: (keys: readonly string[]): string =>
    `Angaben in Köpfen, die es hier nicht gibt, fielen weg: ${keys.slice(0, 12).join(', ')}${keys.length > 12 ? ` und ${keys.length - 12} weitere` : ''}.`,
  wrongType: (text: string): string =>
    `Mit „--type ${text}“ kann ich nichts anfangen. Schreibe zum Beispiel: --type veranstaltung=article,team=page (auch: collection, none)`,
  wrongDay: (text: string): string => `„${text}“ ist kein Tag. Schreibe zum Beispiel: --since 2026-10-01`,
  untitled: 'Mein Blog',
  ownConfig: (names: readonly string[]): string =>
    `Nenne in blattmacher.config unter „collections“ noch: ${names.join(', ')}. Vorher sind diese Seiten nicht zu sehen.`,
  newConfig: (names: readonly string[]): string =>
    `Eigene Inhaltstypen (${names.join(', ')}) sind Sammlungen; wie sie aussehen, steht in blattmacher.config.js.`,
  noGoal: 'Das Ziel gibt es im Export nicht.',
  ruleLeftOut: (rule: string, reason: string): string =>
    `Weiterleitung nicht übernommen: ${rule} (${reason})`,
  reading: 'Lesen     ',
  writing: 'Übernehmen',
  done: (p: {
    imported: number;
    items: number;
    differences: number;
    unexplained: number;
    folder: string;
    isDryRun: boolean;
  }): string => {
    const verb = p.imported === 1 ? ['würde', 'ist'] : ['würden', 'sind'];
    const moved = `${number(p.imported)} von ${number(p.items)} Einträgen ${verb[p.isDryRun ? 0 : 1]} übernommen`;
    const differ =
      ['kein Unterschied', '1 Unterschied'][p.differences] ?? `${number(p.differences)} Unterschiede`;
    const explained =
      p.differences === 0
        ? ''
        : p.unexplained === 0
          ? ', mit bekanntem Grund'
          : `, ${number(p.unexplained)} ohne bekannten Grund`;
    return `${moved}, nach ${p.folder}; ${differ} im Text${explained}.${p.isDryRun ? ' Nichts ist geschrieben.' : ''}`;
  },
  report: (file: string): string =>
    `Was aus jedem einzelnen wurde, steht in ${file}; öffne die Datei im Browser.`,
  unaccounted: (count: number): string =>
    `Über ${number(count)} Einträge gibt der Bericht keine Auskunft. Das ist ein Fehler von Blattmacher; bitte melde ihn.`,
  next: (folder: string): string =>
    folder === '.'
      ? 'So geht es weiter: blattmacher watch --open'
      : `So geht es weiter: cd ${/^[\w./-]+$/.test(folder) ? folder : `"${folder}"`}, dann „npm install“ und „npm run watch“.`,
} as const;
