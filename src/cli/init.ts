/** `blattmacher init`: makes a blog that builds at once. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, rmSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { systemErrorCode } from '../emit/systemFault.ts';
import { type Command, type OptionValues, type Surroundings, UsageError } from './command.ts';
import {
  answerFault,
  answerNames,
  type AnswerName,
  type Answers,
  type GivenAnswers,
  titleOf,
} from './init/answers.ts';
import { starterFiles, starterRequest, type StarterFiles } from './init/starter.ts';
import { filesFor, namesInTheWay, writeStarter } from './init/writeStarter.ts';
import { textOf } from './siteOptions.ts';
import { commandTexts } from './texts.ts';

const texts = commandTexts.init;

export const initCommand: Command = {
  options: {
    yes: { type: 'boolean', help: 'nichts fragen; was fehlt, wird als Lücke gekennzeichnet' },
    title: { type: 'string', value: 'TITEL', help: 'der Name des Blogs' },
    url: { type: 'string', value: 'ADRESSE', help: 'wo er stehen wird: https://…' },
    author: { type: 'string', value: 'NAME', help: 'dein Name, für Artikel und Impressum' },
    email: { type: 'string', value: 'ADRESSE', help: 'deine E-Mail-Adresse, für das Impressum' },
    place: { type: 'string', value: 'ORT', help: 'Postleitzahl und Ort, für das Impressum' },
    'no-install': { type: 'boolean', help: 'nicht „npm install“ aufrufen' },
    'no-git': { type: 'boolean', help: 'kein Git-Repository anlegen' },
    'dry-run': { type: 'boolean', help: 'nur zeigen, was angelegt würde' },
  },
  run: async (options, operands, world) => {
    if (operands.length > 1) throw new UsageError(commandTexts.noOperands(operands[1] ?? ''));
    const folder = resolve(world.workingFolder, operands[0] ?? '.');
    const given = givenAnswers(options);
    const asks = options['yes'] !== true && world.canAsk;
    if (!asks && options['yes'] !== true) refuseMissing(given);
    const shown = relative(world.workingFolder, folder) || '.';
    const obstacle = obstacleAt(folder, shown);
    if (obstacle !== undefined) {
      world.report(obstacle);
      return 1;
    }
    const answers = asks ? await ask(given, folder) : { ...usualAnswers(folder), ...given };
    if (!answers) return 1;
    const files = filesFor(folder, starterFiles({ ...starterRequest(folder, world), answers }));
    if (options['dry-run'] === true) {
      world.print(texts.planned(shown, [...files.keys()]));
      return 0;
    }
    const refusal = write(folder, files);
    if (refusal !== undefined) {
      world.report(texts.refused(shown, refusal));
      return 1;
    }
    world.print(texts.made(shown, files.size));
    if (options['no-git'] !== true) startGit(folder, world);
    if (options['no-install'] === true) {
      world.print(texts.nextSteps(shown, false));
      return 0;
    }
    if (!(await install(folder, world))) {
      world.report(texts.notInstalled(shown));
      return 1;
    }
    world.print(texts.nextSteps(shown, true));
    if (asks) await run('npm', ['run', '-s', 'watch'], folder, true);
    return 0;
  },
};

/** @throws UsageError for an answer that will not do */
function givenAnswers(options: OptionValues): GivenAnswers {
  const answers = new Map<AnswerName, string>();
  for (const name of answerNames) {
    const answer = textOf(options, name)?.trim();
    if (answer === undefined) continue;
    const fault = answerFault(name, answer);
    if (fault !== undefined) throw new UsageError(fault);
    answers.set(name, answer);
  }
  return Object.fromEntries(answers);
}

/** @throws UsageError when nobody can be asked for what is missing */
function refuseMissing(given: GivenAnswers): void {
  const missing = answerNames.filter((name) => name !== 'place' && given[name] === undefined);
  if (missing.length > 0) throw new UsageError(texts.cannotAsk(missing.map((name) => `--${name}`)));
}

function usualAnswers(folder: string): Pick<Answers, 'title' | 'url'> {
  return { title: titleOf(basename(folder)), url: 'https://example.org/' };
}

async function ask(given: GivenAnswers, folder: string): Promise<Answers | undefined> {
  const { askAnswers } = await import('./init/askAnswers.ts');
  return askAnswers(given, usualAnswers(folder));
}

/** Why no blog can be made there. */
function obstacleAt(folder: string, shown: string): string | undefined {
  try {
    const names = namesInTheWay(folder);
    return names.length === 0 ? undefined : texts.notEmpty(shown, names);
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === undefined) throw error;
    return texts.refused(shown, code);
  }
}

/** The system's code when it refuses. */
function write(folder: string, files: StarterFiles): string | undefined {
  try {
    writeStarter(folder, files);
    return undefined;
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === undefined) throw error;
    return code;
  }
}

/** Where no repository is around the folder yet. */
function startGit(folder: string, world: Surroundings): void {
  const git = (...args: readonly string[]) => spawnSync('git', args, { cwd: folder, stdio: 'ignore' });
  if (existsSync(join(folder, '.git')) || git('rev-parse', '--is-inside-work-tree').status === 0) return;
  if (git('init', '-q', '-b', 'main').status !== 0) world.report(texts.noGit);
}

/** False when npm could not; then nothing is left of it. */
async function install(folder: string, world: Surroundings): Promise<boolean> {
  world.print(texts.installing);
  const code = await run(
    'npm',
    ['install', '--no-audit', '--no-fund', '--loglevel=error'],
    folder,
    world.interactive,
  );
  if (code === 0) return true;
  for (const name of ['node_modules', 'package-lock.json'])
    rmSync(join(folder, name), { recursive: true, force: true });
  return false;
}

/** The exit code; undefined when the program cannot be started. Windows starts `npm` only through a shell. */
async function run(
  program: string,
  args: readonly string[],
  folder: string,
  isShown: boolean,
): Promise<number | undefined> {
  const child = spawn([program, ...args].join(' '), {
    cwd: folder,
    shell: true,
    stdio: isShown ? 'inherit' : ['ignore', 'ignore', 'inherit'],
  });
  const [code] = await once(child, 'close').catch(() => []);
  return typeof code === 'number' ? code : undefined;
}
