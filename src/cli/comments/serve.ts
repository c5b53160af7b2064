/** `blattmacher comments serve`. */
import type { NotificationChannel } from '../../comments/notify/createNotifier.ts';
import { parseProxies, usualProxies } from '../../comments/receiver/senderOf.ts';
import { type Command, type OptionValues, type Surroundings, UsageError } from '../command.ts';
import { portOf, refuseOperands, siteOf, siteOptions, textOf } from '../siteOptions.ts';
import { reportDiagnostics } from '../reportDiagnostics.ts';
import { commentTexts } from './editorsDesk.ts';

const usualPort = 4322;
/** One sender may send so many comments at once, and again in so many milliseconds. */
const burst = 5;
const period = 10 * 60_000;
/** Milliseconds that a program of the owner's, or a mail server, may take. */
const notificationTimeout = 30_000;
/** Milliseconds between two checks for approved comments, and after failures at most. */
const gitPauses = { every: 10_000, longest: 15 * 60_000 } as const;

export const serveCommand: Command = {
  options: {
    site: siteOptions.site,
    port: { type: 'string', value: 'ZAHL', help: `der Port (sonst: ${usualPort})` },
    host: { type: 'string', value: 'ADRESSE', help: 'wo gelauscht wird (sonst: 127.0.0.1)' },
    path: {
      type: 'string',
      value: 'PFAD',
      help: 'wohin dein Webserver weiterreicht, wenn er den Pfad ändert (sonst: wie „endpoint“ in site.yaml)',
    },
    name: {
      type: 'string',
      value: 'NAMEN',
      help: 'weitere Namen, unter denen der Dienst erreicht wird, durch Komma getrennt',
    },
    proxies: {
      type: 'string',
      value: 'ZAHL|NETZE',
      help: 'wie viele Webserver vor dem Dienst stehen, oder ihre Adressen (sonst: 1, auf dieser Maschine)',
    },
    git: { type: 'boolean', help: 'was du freigibst, mit Git veröffentlichen (commit und push)' },
    'on-comment': {
      type: 'string',
      value: 'PROGRAMM',
      help: 'läuft bei neuen Kommentaren; bekommt sie als JSON',
    },
    'mail-to': {
      type: 'string',
      value: 'ADRESSE',
      help: 'dorthin geht Post über neue Kommentare (Server: BLATTMACHER_SMTP in der Umgebung)',
    },
    'mail-from': {
      type: 'string',
      value: 'ADRESSE',
      help: 'der Absender dieser Post (sonst: der Empfänger)',
    },
  },
  run: async (options, operands, world) => {
    refuseOperands(operands);
    const request = { port: portOf(options, usualPort), ...readOptions(options, world) };
    // No other command has to wait for the server to be loaded.
    const { serveComments } = await import('../../comments/receiver/serveComments.ts');
    const waysOf = await notificationChannels(options, world);
    const { value: service, diagnostics } = await serveComments({
      ...request,
      burst,
      period,
      builtInTemplates: world.builtInTemplates,
      program: world.program,
      clock: world.clock,
      random: world.random,
      report: world.report,
      notificationChannels: ({ url }) => waysOf(url.origin + url.base),
    });
    reportDiagnostics(diagnostics, world);
    if (!service) return 1;
    const schedule = options['git'] === true ? await startGit(request.site, world) : undefined;
    world.print(commentTexts.serving(service.url));
    await world.interrupted();
    await service.close();
    await schedule?.close();
    world.print(commentTexts.served);
    return 0;
  },
};

/** @throws UsageError */
function readOptions(options: OptionValues, world: Surroundings) {
  const path = textOf(options, 'path');
  if (path !== undefined && !/^(?:\/[\w.-]+)+$/.test(path))
    throw new UsageError(commentTexts.wrongPath(path));
  const given = textOf(options, 'proxies');
  const proxies = given === undefined ? usualProxies : parseProxies(given);
  if (!proxies) throw new UsageError(commentTexts.wrongProxies(given ?? ''));
  if (textOf(options, 'mail-to') !== undefined && world.mailServer === undefined) {
    throw new UsageError(commentTexts.noMailServer);
  }
  return {
    site: siteOf(options, world),
    host: textOf(options, 'host') ?? '127.0.0.1',
    ...(path !== undefined && { path }),
    proxies,
    hosts: (textOf(options, 'name') ?? '').split(',').map((name) => name.trim().toLowerCase()),
  };
}

/** Notification channels of the editor, given the address of the site. */
async function notificationChannels(
  options: OptionValues,
  { mailServer }: Surroundings,
): Promise<(site: string) => readonly NotificationChannel[]> {
  const { notifyByCommand } = await import('../../comments/notify/createNotifier.ts');
  const { notifyByMail } = await import('../../comments/notify/notifyByMail.ts');
  const [program, ...parameters] = (textOf(options, 'on-comment') ?? '')
    .split(/\s+/)
    .filter((word) => word !== '');
  const to = textOf(options, 'mail-to');
  const timeout = notificationTimeout;
  return (site) => [
    ...(program === undefined ? [] : [notifyByCommand({ program, parameters, timeout })]),
    ...(to === undefined || mailServer === undefined
      ? []
      : [notifyByMail({ server: mailServer, from: textOf(options, 'mail-from') ?? to, to, site, timeout })]),
  ];
}

async function startGit(site: string, world: Surroundings) {
  const { createGit, startGitSchedule } = await import('../../comments/moderation/publishByGit.ts');
  return startGitSchedule({
    git: createGit(site),
    ...gitPauses,
    onOutcome: (outcome) =>
      world.report(
        outcome.kind === 'pushed'
          ? commentTexts.pushed(outcome.message)
          : commentTexts.notPushed(outcome.reason),
      ),
  });
}
