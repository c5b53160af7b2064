/** A deployment in a process of its own, which can be killed: `node deployOnce.ts PLACE FOLDER HOME`, the place as JSON. */
import { env } from 'node:process';
import { openTarget } from '../../src/deploy/openTarget.ts';
import { deploy } from './blog.ts';

const [place = '', folder = '', home = ''] = process.argv.slice(2);
const nowhere = { site: '/nowhere/site', out: '/nowhere/site/dist' };
const target = await openTarget(JSON.parse(place), { home, environment: (name) => env[name] }, nowhere);
process.stdout.write('begins\n');
const { done } = await deploy(target, folder, { pauses: { retries: [] } });
process.stdout.write(done ? 'done\n' : 'failed\n');
