#!/usr/bin/env node
/** `npm create blattmacher mein-blog` is `blattmacher init mein-blog`. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const manifest = createRequire(import.meta.url).resolve('blattmacher/package.json');
process.argv.splice(2, 0, 'init');
await import(pathToFileURL(join(dirname(manifest), 'lib', 'blattmacher.js')).href);
