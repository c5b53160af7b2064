import { message } from '../message.ts';

/** About the program itself. */
export const programMessages = {
  'program/worker-crashed': message(
    'error',
    (p: { reason: string }) => `An dieser Datei ist ein Teil des Programms abgestürzt (${p.reason}).`,
    () => 'Kürze oder vereinfache den Text dort und melde uns den Fehler.',
  ),
  'program/too-many-files': message(
    'error',
    () => 'Das System lässt nicht noch mehr Dateien zugleich öffnen.',
    () =>
      'Erhöhe die Grenze und versuche es noch einmal: auf der Kommandozeile „ulimit -n 1024“, in einem Dienst von systemd „LimitNOFILE=1024“.',
  ),
  'program/disk-full': message(
    'error',
    () => 'Auf dem Datenträger ist kein Platz mehr.',
    () => 'Schaffe Platz und versuche es noch einmal; keine Datei ist halb geschrieben.',
  ),
  'program/out-of-memory': message(
    'error',
    () => 'Der Arbeitsspeicher reicht nicht.',
    () =>
      'Erlaube mehr davon und versuche es noch einmal: Setze die Umgebungsvariable NODE_OPTIONS auf „--max-old-space-size=2048“ (in MB), wenn die Maschine so viel hat.',
  ),
  'program/more-of-a-kind': message('warning', (p: { count: number }) =>
    p.count === 1
      ? 'Weiter unten steht in dieser Datei noch eine Meldung dieser Art.'
      : `Weiter unten stehen in dieser Datei noch ${p.count} Meldungen dieser Art.`,
  ),
};
