/** Who the server is, and who we are: host keys and ways to log in for SSH. */
import { createHash, createHmac } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AnyAuthMethod } from 'ssh2';
import type { Secrets } from './target.ts';
import { deployFault } from './target.ts';

/** `SHA256:…` as `ssh-keygen -l` shows it. */
export function fingerprintOf(hostKey: Uint8Array): string {
  return `SHA256:${createHash('sha256').update(hostKey).digest('base64').replace(/=+$/, '')}`;
}

export type HostKeyVerdict = 'known' | 'unknown' | 'changed';

/** What `~/.ssh/known_hosts` says of a key (format: sshd(8), SSH_KNOWN_HOSTS FILE FORMAT). Keys of other kinds say nothing. */
export function judgeByKnownHosts(
  text: string,
  host: string,
  port: number,
  hostKey: Uint8Array,
): HostKeyVerdict {
  const name = port === 22 ? host : `[${host}]:${port}`;
  const kind = kindOf(hostKey);
  const wanted = Buffer.from(hostKey).toString('base64');
  let verdict: HostKeyVerdict = 'unknown';
  for (const line of text.split('\n')) {
    const words = line.trim().split(/\s+/);
    const marker = words[0]?.startsWith('@') ? words.shift() : undefined;
    const [names = '', type, key] = words;
    if (type !== kind || !isNamed(names, name.toLowerCase())) continue;
    if (marker === '@revoked' && key === wanted) return 'changed';
    if (marker !== undefined) continue;
    if (key === wanted) verdict = 'known';
    else if (verdict === 'unknown') verdict = 'changed';
  }
  return verdict;
}

/** The name with which a key's bytes begin. */
function kindOf(hostKey: Uint8Array): string {
  const bytes = Buffer.from(hostKey);
  const length = bytes.length >= 4 ? bytes.readUInt32BE(0) : 0;
  return bytes.toString('latin1', 4, 4 + Math.min(length, 64));
}

function isNamed(names: string, name: string): boolean {
  if (!names.startsWith('|1|')) return names.toLowerCase().split(',').includes(name);
  const [, , salt = '', hashed = ''] = names.split('|');
  return createHmac('sha1', Buffer.from(salt, 'base64')).update(name).digest('base64') === hashed;
}

export function knownHosts(home: string): string {
  const file = join(home, '.ssh', 'known_hosts');
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

/** A way to log in, and its name for people. */
export interface Way {
  readonly name: string;
  readonly method: AnyAuthMethod;
}

/** A private key as ssh2 reads it. */
export type ParseKey = (key: Buffer | string, passphrase?: string) => unknown;

/** What was given comes first, so that no server shuts the door over keys that were only tried. */
export async function* waysIn(
  { user, host }: { readonly user: string; readonly host: string },
  secrets: Secrets,
  parseKey: ParseKey,
): AsyncGenerator<Way> {
  const username = user;
  const password = secrets.environment('BLATTMACHER_DEPLOY_PASSWORD');
  const file = secrets.environment('BLATTMACHER_DEPLOY_KEY');
  if (file !== undefined && file !== '') {
    const key = await readKey(file, password, secrets, parseKey);
    yield { name: 'BLATTMACHER_DEPLOY_KEY', method: { type: 'publickey', username, ...key } };
  }
  if (password !== undefined && password !== '')
    yield* byPassword(username, password, 'BLATTMACHER_DEPLOY_PASSWORD');
  const agent = secrets.environment('SSH_AUTH_SOCK');
  if (agent !== undefined && agent !== '')
    yield { name: 'ssh-agent', method: { type: 'agent', username, agent } };
  for (const name of ['id_ed25519', 'id_ecdsa', 'id_rsa']) {
    const path = join(secrets.home, '.ssh', name);
    if (!existsSync(path)) continue;
    const key = readFileSync(path);
    // One with a password is what the agent is for.
    if (!(parseKey(key) instanceof Error))
      yield { name: `~/.ssh/${name}`, method: { type: 'publickey', username, key } };
  }
  const asked = await secrets.ask?.({ what: 'password', user, host });
  if (asked !== undefined && asked !== '') yield* byPassword(username, asked, 'Passwort');
}

/** Many servers ask for the password as if a person sat there. */
function* byPassword(username: string, password: string, name: string): Generator<Way> {
  yield { name, method: { type: 'password', username, password } };
  const answer = (
    _name: string,
    _hint: string,
    _language: string,
    prompts: readonly unknown[],
    finish: (answers: string[]) => void,
  ): void => finish(prompts.map(() => password));
  yield { name, method: { type: 'keyboard-interactive', username, prompt: answer } };
}

async function readKey(
  named: string,
  password: string | undefined,
  secrets: Secrets,
  parseKey: ParseKey,
): Promise<{ readonly key: Buffer | string; readonly passphrase?: string }> {
  // In the settings of a CI a key is easier to give than a file.
  const isKey = named.startsWith('-----BEGIN');
  const file = isKey ? 'BLATTMACHER_DEPLOY_KEY' : named;
  const key = isKey ? named : readKeyFile(named);
  const plain = parseKey(key);
  if (!(plain instanceof Error)) return { key };
  const isLocked = /encrypted|passphrase/i.test(plain.message);
  const passphrase = isLocked ? (password ?? (await secrets.ask?.({ what: 'passphrase', file }))) : undefined;
  const opened = passphrase === undefined ? plain : parseKey(key, passphrase);
  if (opened instanceof Error) {
    const reason = isLocked
      ? 'er ist mit einem Passwort geschützt, und das fehlt oder stimmt nicht'
      : 'es ist kein privater Schlüssel, den ich kenne';
    throw deployFault('deploy/bad-key', { file, reason });
  }
  return { key, ...(passphrase !== undefined && { passphrase }) };
}

function readKeyFile(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    throw deployFault('deploy/bad-key', {
      file,
      reason: 'die Datei gibt es nicht, oder ich darf sie nicht lesen',
    });
  }
}
