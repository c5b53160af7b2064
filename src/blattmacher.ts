#!/usr/bin/env node
/**
 * The program's entry: checks that this Node can run it before anything is loaded that an older one
 * would stumble over. Compiled for old versions of Node, so that they reach the sentence below.
 */
import nodeModule from 'node:module';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major > 22 || (major === 22 && minor >= 18)) {
  nodeModule.enableCompileCache();
  const { runCommandLine } = await import('./cli.ts');
  await runCommandLine();
} else {
  process.stderr.write(
    `Blattmacher braucht Node.js 22.18 oder neuer; hier läuft ${process.versions.node}.\n`,
  );
  process.exitCode = 2;
}
