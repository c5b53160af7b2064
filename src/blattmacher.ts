#!/usr/bin/env node
/**
 * The program's entry: checks that this Node can run it before anything is loaded that an older one
 * would stumble over. Compiled for old versions of Node, so that they reach the sentence below.
 */
import { accessSync, constants, lstatSync, mkdirSync } from 'node:fs';
import nodeModule from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

/** What makes or looks after an installation must run before there is a newer Node. */
const forAnyNode = ['init', 'doctor', 'help', '--help', '-h', '--version', '-v'];
const isOldForMost = major < 22 || (major === 22 && minor < 18);

if (!isOldForMost || (major >= 20 && forAnyNode.includes(process.argv[2] ?? ''))) {
  const own = [join(import.meta.dirname, '.compiled'), join(homedir(), '.cache', 'blattmacher', 'compiled')];
  const folder = own.find(isOurs);
  // Where the environment names a folder, Node has been using that one since it started.
  if (folder !== undefined) nodeModule.enableCompileCache?.(folder);
  const { runCommandLine } = await import('./cli/main.ts');
  await runCommandLine();
} else {
  process.stderr.write(
    `Blattmacher braucht Node.js 22.18 oder neuer; hier läuft ${process.versions.node}.\n`,
  );
  process.exitCode = 2;
}

/**
 * Whether a folder for compiled code can be there that nobody else may write to: what lies in it is run. Node's own
 * choice is the system's folder for temporary files, where any user may have put something before.
 */
function isOurs(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.W_OK);
    const stat = lstatSync(folder);
    // Windows knows neither owners nor these bits; there both folders belong to the user or the system.
    return (
      stat.isDirectory() &&
      (process.getuid === undefined || (stat.uid === process.getuid() && (stat.mode & 0o022) === 0))
    );
  } catch {
    return false;
  }
}
