/** The `deploy:` of `site.yaml`: where the finished blog goes. */
import * as v from 'valibot';
import { choice, count, mapping, text, webAddress } from '../core/yaml/fields.ts';
import { diagnose } from '../core/diagnostics/diagnostics.ts';
import type { Diagnostic, Position, SourcePath } from '../core/model.ts';
import type { YamlNode } from '../core/yaml/yamlTree.ts';
import { nodeAt } from '../core/yaml/checkSchema.ts';

export interface SftpPlace {
  readonly kind: 'sftp';
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly path: string;
  /** `SHA256:…` of the server's key; missing before the first contact. */
  readonly hostKey?: string;
}

export interface FtpsPlace {
  readonly kind: 'ftps';
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly path: string;
}

export interface S3Place {
  readonly kind: 's3';
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  /** Without slashes at its ends; empty at the root. */
  readonly prefix: string;
}

export interface RsyncPlace {
  readonly kind: 'rsync';
  readonly host: string;
  readonly port: number;
  /** Missing: as ssh has it. */
  readonly user?: string;
  readonly path: string;
}

export interface FolderPlace {
  readonly kind: 'folder';
  /** Relative to the blog, or whole. */
  readonly path: string;
}

export interface GitPlace {
  readonly kind: 'git';
  readonly remote: string;
  readonly branch: string;
}

export type DeployPlace = SftpPlace | FtpsPlace | S3Place | RsyncPlace | FolderPlace | GitPlace;
type Kind = DeployPlace['kind'];

/** By name; a single one has the name `''`. */
export type DeploySettings = ReadonlyMap<string, DeployPlace>;

const kinds = ['sftp', 'ftps', 's3', 'rsync', 'folder', 'git'] as const satisfies readonly Kind[];

/** A word that no program takes for an option of its own. */
const word = v.pipe(text, v.regex(/^[^-\s][^\s]*$/, 'schema/deploy-word'));

/** Addresses over which nobody on the way reads along or changes anything; on this machine nobody is. */
function isSafe(address: string): boolean {
  // `ext::…` names a program that git would run (gitremote-helpers(7)).
  if (/^[\w+.-]+::/.test(address)) return false;
  if (!/^(?:http|git|ftp):\/\//i.test(address)) return true;
  return /^(?:localhost|127\.[\d.]+|\[::1\])$/.test(URL.parse(address)?.hostname ?? '');
}

const entries = {
  kind: v.optional(choice(kinds)),
  host: v.optional(v.pipe(text, v.regex(/^(?:\w(?:[\w.-]*\w)?|\[?[\da-f:.]+\]?)$/i, 'schema/deploy-host'))),
  port: v.optional(count(1, 65_535)),
  user: v.optional(word),
  path: v.optional(
    v.pipe(
      text,
      v.check((path) => !path.startsWith('-'), 'schema/deploy-word'),
    ),
  ),
  hostKey: v.optional(v.pipe(text, v.regex(/^SHA256:[\w+/]{43}=?$/, 'schema/host-key'))),
  endpoint: v.optional(v.pipe(webAddress, v.check(isSafe, 'schema/deploy-unsafe'))),
  bucket: v.optional(v.pipe(text, v.regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/i, 'schema/deploy-word'))),
  region: v.optional(word),
  prefix: v.optional(text),
  remote: v.optional(v.pipe(word, v.check(isSafe, 'schema/deploy-unsafe'))),
  branch: v.optional(
    v.pipe(text, v.regex(/^(?!-)(?!.*(?:\.\.|@\{|\/\/))[\w./-]*[\w-]$/, 'schema/deploy-word')),
  ),
} as const;

export const deploySchema = mapping({
  ...entries,
  targets: v.optional(v.record(text, mapping(entries), 'schema/mapping')),
});

type Written = v.InferOutput<typeof deploySchema>;
type WrittenPlace = Omit<Written, 'targets'>;

/** The keys that each kind must have, and those that it may have besides `kind`. */
const keysOf: Readonly<Record<Kind, readonly [needed: readonly Key[], possible: readonly Key[]]>> = {
  sftp: [
    ['host', 'user', 'path'],
    ['port', 'hostKey'],
  ],
  ftps: [['host', 'user', 'path'], ['port']],
  s3: [
    ['endpoint', 'bucket'],
    ['region', 'prefix'],
  ],
  rsync: [
    ['host', 'path'],
    ['user', 'port'],
  ],
  folder: [['path'], []],
  git: [['remote', 'branch'], []],
};
type Key = Exclude<keyof WrittenPlace, 'kind'>;

/** What is wrong with the places, beyond the form of each value. */
export function remarkOnDeploy(
  written: Written | undefined,
  tree: YamlNode,
  locate: (path: readonly string[]) => Position,
  file: SourcePath,
): readonly Diagnostic[] {
  const secrets = placesOfSecrets(tree).map((position) =>
    diagnose('settings/deploy-secret', {}, { file, position }),
  );
  if (!written) return secrets;
  const { targets, ...alone } = written;
  const at = (path: readonly string[]) => ({ file, position: locate(['deploy', ...path]) });
  const isAlone = Object.keys(alone).length > 0;
  const mixed = targets && isAlone ? [diagnose('settings/deploy-mixed', {}, at(['targets']))] : [];
  const remarks = targets
    ? Object.entries(targets).flatMap(([name, place]) =>
        faultsOf(place, (keys) => at(['targets', name, ...keys])),
      )
    : faultsOf(alone, at);
  return [...secrets, ...mixed, ...remarks];
}

type At = (path: readonly string[]) => { readonly file: SourcePath; readonly position: Position };

function faultsOf(place: WrittenPlace, at: At): readonly Diagnostic[] {
  const { kind } = place;
  if (!kind) return [diagnose('settings/deploy-kind', { kinds: kinds.join(', ') }, at([]))];
  const [needed, possible] = keysOf[kind];
  const missing = needed
    .filter((key) => place[key] === undefined)
    .map((key) => diagnose('settings/deploy-missing', { kind, key }, at([])));
  const surplus = Object.keys(place)
    .filter((key) => key !== 'kind' && ![...needed, ...possible].some((known) => known === key))
    .map((key) => diagnose('settings/deploy-surplus', { kind, key }, at([key])));
  return [...missing, ...surplus];
}

/** Keys below `deploy:` under which a secret stands. */
function placesOfSecrets(tree: YamlNode): readonly Position[] {
  const walk = (node: YamlNode, depth: number): readonly Position[] => {
    if (node.kind !== 'mapping' || depth > 3) return [];
    return node.entries.flatMap(({ key, keyPosition, value }) =>
      value.kind === 'scalar' && (isSecret.test(key) || hasPassword.test(value.text))
        ? [keyPosition]
        : walk(value, depth + 1),
    );
  };
  const node = nodeAt(tree, ['deploy']);
  return node === tree ? [] : walk(node, 0);
}

const isSecret =
  /^(?:pass(?:word|wort|phrase|wd)?|passwort|kennwort|.*secret.*|token|.*access.?key.*|privateKey|key)$/i;

/** An address with one in it: `https://kim:geheim@host/`. */
const hasPassword = /^[\w+.-]+:\/\/[^/@\s]*:[^/@\s]+@/;

/** Is asked for whole places only: those with a fault stop every command before. */
export function toDeploySettings(written: Written | undefined): DeploySettings {
  if (!written) return new Map();
  const { targets, ...alone } = written;
  const places = targets ? Object.entries(targets) : [['', alone] as const];
  return new Map(
    places.flatMap(([name, place]) => (place.kind ? [[name, toPlace(place, place.kind)] as const] : [])),
  );
}

function toPlace(place: WrittenPlace, kind: Kind): DeployPlace {
  const { host = '', user = '', path = '', port, hostKey, endpoint = '', bucket = '', region = '' } = place;
  const { prefix = '', remote = '', branch = '' } = place;
  switch (kind) {
    case 'sftp':
      return {
        kind,
        host,
        user,
        path,
        port: port ?? 22,
        ...(hostKey !== undefined && { hostKey: hostKey.replace(/=$/, '') }),
      };
    case 'ftps':
      return { kind, host, user, path, port: port ?? 21 };
    case 's3':
      return {
        kind,
        endpoint: endpoint.replace(/\/+$/, ''),
        bucket,
        region: region || 'auto',
        prefix: prefix.replace(/^\/+|\/+$/g, ''),
      };
    case 'rsync':
      return { kind, host, path, port: port ?? 22, ...(user !== '' && { user }) };
    case 'folder':
      return { kind, path };
    case 'git':
      return { kind, remote, branch };
  }
}
