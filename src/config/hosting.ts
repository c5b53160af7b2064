import * as v from 'valibot';
import { choice, texts } from '../yaml/fields.ts';

/** Kinds of hosts; for each the build makes the files that redirect there and send headers. */
const hosts = ['apache', 'caddy', 'cloudflare', 'netlify', 'nginx'] as const;
export type Host = (typeof hosts)[number];

export const hostingSchema = v.pipe(texts, v.array(choice(hosts)));

/** All: a file for another host is never read. */
export const usualHosting: readonly Host[] = hosts;
