/** `blattmacher doctor`: whether this machine can do what the program needs. */
import {
  accessSync,
  constants,
  existsSync,
  lstatSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  watch,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { findConflict } from '../cache/cacheFolder.ts';
import { nativeParts, type NativePart, versionOfPart } from '../core/nativeParts.ts';
import { createZone, dateView, momentAt } from '../core/time.ts';
import { remoteSystemOf } from '../dev/watchFolders.ts';
import { systemErrorCode } from '../emit/systemFault.ts';
import type { Command, Surroundings } from './command.ts';
import { refuseOperands, siteOf, siteOptions } from './siteOptions.ts';
import { commandTexts } from './texts.ts';

/** `warning`: something is slower or older than it should be; `error`: something does not work. */
export interface Finding {
  readonly state: 'good' | 'warning' | 'error';
  readonly text: string;
}

const { doctor: texts } = commandTexts;
const good = (text: string): Finding => ({ state: 'good', text });
const warning = (text: string): Finding => ({ state: 'warning', text });
const error = (text: string): Finding => ({ state: 'error', text });

export const doctorCommand: Command = {
  options: { site: siteOptions.site, json: { type: 'boolean', help: 'Befund als JSON, für Programme' } },
  run: async (options, operands, world) => {
    refuseOperands(operands);
    const site = siteOf(options, world);
    const findings = [
      nodeFinding(world.nodeVersion, world.clock()),
      ...versionFindings(site, world),
      ...(await partFindings()),
      clockFinding(world),
      ...(await siteFindings(site)),
    ];
    if (options['json'] === true) world.print(JSON.stringify({ findings }, undefined, 2));
    else for (const { state, text } of findings) world.print(`${texts.signs[state]} ${text}`);
    return findings.some(({ state }) => state === 'error') ? 1 : 0;
  },
};

/** The last day of support of each even version of Node, see https://github.com/nodejs/release#release-schedule */
const ends: ReadonlyMap<number, string> = new Map([
  [22, '2027-04-30'],
  [24, '2028-04-30'],
  [26, '2029-04-30'],
]);

export function nodeFinding(version: string, now: number): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major < 22 || (major === 22 && minor < 18)) return error(texts.oldNode(version));
  const end = ends.get(major);
  if (major % 2 === 1) return warning(texts.oddNode(version));
  const isOver = end !== undefined && now > Date.parse(end);
  return isOver ? warning(texts.endedNode(version)) : good(texts.node(version));
}

interface BlogManifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** The program's version, and whether it is the one that the blog's `package.json` asks for. */
function versionFindings(site: string, { packageFolder }: Surroundings): readonly Finding[] {
  const { version }: { readonly version: string } = JSON.parse(
    readFileSync(join(packageFolder, 'package.json'), 'utf8'),
  );
  const file = join(site, 'package.json');
  const own = good(texts.program(version, packageFolder));
  if (!existsSync(file)) return [own];
  const manifest = parsed(readFileSync(file, 'utf8'));
  if (!manifest) return [own, error(texts.badManifest)];
  const wanted = { ...manifest.devDependencies, ...manifest.dependencies }['blattmacher'];
  const isOther = wanted !== undefined && /^\d/.test(wanted) && wanted !== version;
  return isOther ? [own, warning(texts.otherVersion(version, wanted))] : [own];
}

function parsed(json: string): BlogManifest | undefined {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** Loads each part that is made for this system. */
async function partFindings(): Promise<readonly Finding[]> {
  return Promise.all(
    partTries.map(async ([part, attempt]) => {
      try {
        await attempt();
        return good(texts.part(part, versionOfPart(part) ?? ''));
      } catch {
        return error(texts.noPart(part, nativeParts[part]));
      }
    }),
  );
}

const partTries: readonly (readonly [NativePart, () => Promise<unknown>])[] = [
  [
    'sharp',
    async () => {
      const { default: sharp } = await import('sharp');
      const dot = { width: 1, height: 1, channels: 3, background: '#fff' } as const;
      return sharp({ create: dot }).avif().toBuffer();
    },
  ],
  [
    'lightningcss',
    async () => {
      const { transform } = await import('lightningcss');
      return transform({ code: Buffer.from('a{color:red}'), filename: 'a.css' });
    },
  ],
  ['esbuild', async () => (await import('esbuild')).transform('1')],
  [
    'pagefind',
    async () => {
      const { close, createIndex } = await import('pagefind');
      const { errors } = await createIndex({});
      await close();
      if (errors.length > 0) throw new Error(errors.join(' '));
    },
  ],
];

/** Articles appear by the clock: one that is older than the program itself is wrong. */
function clockFinding({ clock, packageFolder }: Surroundings): Finding {
  const now = clock();
  const shown = dateView(momentAt(now, createZone('Europe/Berlin'))).full;
  const made = lstatSync(join(packageFolder, 'package.json')).mtimeMs;
  const day = 86_400_000;
  return now < made - day ? error(texts.lateClock(shown)) : good(texts.clock(shown));
}

async function siteFindings(site: string): Promise<readonly Finding[]> {
  if (!existsSync(join(site, 'site.yaml'))) return [warning(texts.noSite(site))];
  const closed = ['.', 'dist', '.cache', 'content'].filter((name) => !mayWrite(join(site, name)));
  const rights = closed.length === 0 ? good(texts.rights) : error(texts.noRights(closed));
  const isBlocked = findConflict(join(site, '.cache')) !== undefined;
  return [
    rights,
    ...(isBlocked ? [warning(texts.cacheInTheWay)] : []),
    ...(closed.includes('.') ? [] : [await eventFinding(site)]),
  ];
}

/** What is not there yet can be made, if the folder around it may be written to. */
function mayWrite(folder: string): boolean {
  try {
    accessSync(folder, constants.R_OK | constants.W_OK);
    return true;
  } catch (refusal) {
    return systemErrorCode(refusal) === 'ENOENT';
  }
}

/** Milliseconds that a system may take to report a change. */
const patience = 2000;

/** Whether the system reports a change in the folder, tried with a folder that vanishes again. */
async function eventFinding(site: string): Promise<Finding> {
  const remote = remoteSystemOf(site);
  if (remote !== undefined) return warning(texts.remote(remote));
  const folder = mkdtempSync(join(resolve(site), '.doctor-'));
  const end = new AbortController();
  try {
    const heard = new Promise<boolean>((answer) => {
      watch(folder, { signal: end.signal }, () => answer(true)).on('error', () => answer(false));
    });
    writeFileSync(join(folder, 'x'), '');
    const isHeard = await Promise.race([heard, setTimeout(patience, false, { signal: end.signal })]);
    return isHeard ? good(texts.events) : warning(texts.noEvents);
  } catch (refusal) {
    if (systemErrorCode(refusal) === undefined) throw refusal;
    return warning(texts.noEvents);
  } finally {
    end.abort();
    rmSync(folder, { recursive: true, force: true });
  }
}
