/**
 * The servers that tests deploy to: real ones, at free ports of this machine. Starting one takes longer than a test: the tests of a file
 * share it, and each has a place of its own there.
 */
import { type ChildProcess, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { AwsClient } from 'aws4fetch';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';
import type { DeployPlace } from '../../src/config/deploySettings.ts';
import { openTarget } from '../../src/deploy/openTarget.ts';
import type { Secrets, Target } from '../../src/deploy/target.ts';
import { motoPython, proftpdFile, proftpdModules } from '../../scripts/testTools.ts';
import { needToolHere } from '../support/needTools.ts';
import { freePort } from '../support/freePort.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import type { Pages } from './blog.ts';
import { type SshServer, startServer, startSshServer } from './sshServer.ts';

/** A place to deploy to, and a look at it from behind. */
export interface Peer {
  readonly target: Target;
  readonly place: DeployPlace;
  /** The folder of this machine that is behind it. */
  readonly folder: string;
  readonly secrets: Secrets;
  /** What readers could ask for: all but our own files. */
  readonly pages: () => Promise<Pages>;
  /** All files, ours too. */
  readonly everything: () => Promise<Pages>;
  readonly write: (path: string, text: string) => Promise<void>;
  readonly remove: (path: string) => Promise<void>;
  /** What a file is served with, where that is kept with it. */
  readonly headersOf?: (path: string) => Promise<Readonly<Record<string, string>>>;
  /** Whether one can go back there. */
  readonly keepsFormer: boolean;
  /** The process of the server. */
  readonly server?: ChildProcess;
  /** What a process of its own needs in its environment to get in. */
  readonly variables: Readonly<Record<string, string>>;
}

/** A place of its own at each call, for the test that runs. */
export type StartPeer = () => Promise<Peer>;

/** What stops a server or clears up after it, when the last test has run. */
export type Undo = (undo: () => unknown) => void;

/** A server that the tests of a file share; called outside of them. The first that needs it starts it. */
export function shared<Server>(tool: string, start: (undo: Undo) => Promise<Server>): () => Promise<Server> {
  let running: Promise<Server> | undefined;
  const undone: (() => unknown)[] = [];
  afterAll(async () => {
    for (const undo of undone.splice(0).toReversed()) await undo();
    running = undefined;
  });
  return () => {
    needToolHere(tool);
    return (running ??= start((undo) => void undone.push(undo)));
  };
}

let places = 0;

/** A folder that nobody else has, which all may enter. */
function freshFolder(undo: Undo, above = tmpdir()): string {
  const folder = realpathSync(mkdtempSync(join(above, 'blattmacher-')));
  undo(() => rmSync(folder, { recursive: true, force: true }));
  chmodSync(folder, 0o755);
  return folder;
}

/** A new folder below another one. */
function freshPlace(above: string): string {
  const name = `web-${++places}`;
  mkdirSync(join(above, name));
  return name;
}

const isRoot = process.getuid?.() === 0;

const noSecrets: Secrets = { environment: () => undefined, home: '/nowhere' };

const secretNames = [
  'BLATTMACHER_DEPLOY_KEY',
  'BLATTMACHER_DEPLOY_PASSWORD',
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
];

/** The peer behind which there is a folder of this machine. */
async function peerAt(folder: string, place: DeployPlace, secrets: Partial<Secrets> = {}): Promise<Peer> {
  const all = { ...noSecrets, ...secrets };
  const everything = async (): Promise<Pages> =>
    Object.fromEntries(
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .toSorted()
        .map((file) => [file.slice(folder.length + 1), readFileSync(file, 'utf8')]),
    );
  return {
    target: await openTarget(place, all, { site: '/nowhere/site', out: '/nowhere/site/dist' }),
    place,
    folder,
    secrets: all,
    keepsFormer: place.kind !== 'rsync',
    variables: Object.fromEntries(
      secretNames.flatMap((name) => {
        const value = all.environment(name);
        return value === undefined ? [] : [[name, value]];
      }),
    ),
    everything,
    pages: async () => withoutOwn(await everything()),
    write: async (path, text) => {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    },
    remove: async (path) => rmSync(join(folder, path), { recursive: true }),
  };
}

function withoutOwn(pages: Pages): Pages {
  return Object.fromEntries(
    // What rsync had prepared before a break; the next run goes on with it.
    Object.entries(pages).filter(
      ([path]) => !path.startsWith('.blattmacher-deploy') && !path.includes('/.~tmp~/'),
    ),
  );
}

export function folderPeer(): Promise<Peer> {
  const path = temporaryFolder();
  return peerAt(path, { kind: 'folder', path });
}

interface ConfinedServer extends SshServer {
  /** What the server's files lie in, and its path for clients. */
  readonly folder: string;
  readonly path: string;
}

/** As root it confines everybody to SFTP below a folder, without a shell. `denied`: requests that it does not know. */
async function startConfined(undo: Undo, { denied = '', shell = false } = {}): Promise<ConfinedServer> {
  // OpenSSH confines only below folders that nobody else may write to.
  const confined = isRoot && !shell;
  const folder = freshFolder(undo, confined ? '/run' : tmpdir());
  const sftp = `internal-sftp${denied === '' ? '' : ` -P ${denied}`}`;
  const ssh = await startSshServer(freshFolder(undo), [
    'PasswordAuthentication yes',
    'MaxStartups 100',
    // The usual one of OpenSSH, sntrup761, takes a tenth of a second of each connection.
    'KexAlgorithms curve25519-sha256',
    `Subsystem sftp ${sftp}`,
    // As if it were a shell in a shell, bash does not read what the person of this machine has set up for the screen.
    'SetEnv SHLVL=2',
    ...(confined ? [`ChrootDirectory ${folder}`] : []),
    ...(shell ? [] : [`ForceCommand ${sftp}`]),
  ]);
  undo(() => endOf(ssh.server));
  return { ...ssh, folder, path: confined ? '/' : folder };
}

async function endOf(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  server.kill('SIGKILL');
  await once(server, 'exit');
}

/** `denied`: requests that the server does not know. */
export function sftpPeers(denied = ''): StartPeer {
  const start = shared('sshd', (undo) => startConfined(undo, { denied }));
  return async () => {
    const { port, hostKey, key, folder, path, user, server } = await start();
    const name = freshPlace(folder);
    const place = { kind: 'sftp', host: '127.0.0.1', port, user, path: join(path, name), hostKey } as const;
    const environment = (variable: string) => (variable === 'BLATTMACHER_DEPLOY_KEY' ? key : undefined);
    return { ...(await peerAt(join(folder, name), place, { environment })), server };
  };
}

/** Runs a server until the last test has run. */
async function runServer(
  undo: Undo,
  program: string,
  args: readonly string[],
  port: number,
): Promise<ChildProcess> {
  const server = await startServer(program, args, port);
  undo(() => endOf(server));
  return server;
}

export function rsyncPeers(): StartPeer {
  const start = shared('rsync', async (undo) => {
    const ssh = await startConfined(undo, { shell: true });
    const home = freshFolder(undo);
    mkdirSync(join(home, '.ssh'));
    writeFileSync(join(home, '.ssh', 'known_hosts'), `[127.0.0.1]:${ssh.port} ${ssh.publicHostKey}\n`);
    return { ...ssh, home };
  });
  return async () => {
    const { port, key, folder, user, server, home } = await start();
    const path = join(folder, freshPlace(folder));
    const place = { kind: 'rsync', host: '127.0.0.1', port, user, path } as const;
    const environment = (name: string) => (name === 'BLATTMACHER_DEPLOY_KEY' ? key : undefined);
    return { ...(await peerAt(path, place, { environment, home })), server };
  };
}

export async function gitPeer(): Promise<Peer> {
  needToolHere('git');
  const remote = join(temporaryFolder(), 'blog.git');
  const git = (...args: readonly string[]): string => {
    const { stdout, stderr, status } = spawnSync('git', ['--git-dir', remote, ...args], {
      encoding: 'utf8',
      maxBuffer: Infinity,
    });
    if (status !== 0) throw new Error(stderr);
    return stdout;
  };
  spawnSync('git', ['init', '-q', '--bare', remote]);
  const place = { kind: 'git', remote, branch: 'pages' } as const;
  // A process a file would take longer than all else.
  const everything = async (): Promise<Pages> => {
    if (git('for-each-ref', 'refs/heads/pages') === '') return {};
    const lines = git('ls-tree', '-r', '-z', 'pages').split('\0').slice(0, -1);
    const blobs = lines.map((line) => / blob (\w+)\t([^]+)$/.exec(line)?.slice(1) ?? []);
    const input = blobs.map(([id]) => `${id}\n`).join('');
    const { stdout } = spawnSync('git', ['--git-dir', remote, 'cat-file', '--batch'], {
      input,
      maxBuffer: 2 ** 30,
    });
    let at = 0;
    const contents = blobs.map(([, name = '']) => {
      const start = stdout.indexOf('\n', at) + 1;
      at = start + Number(/\d+$/.exec(stdout.toString('latin1', at, start - 1))?.[0]);
      return [name, stdout.toString('utf8', start, at++)] as const;
    });
    return Object.fromEntries(contents);
  };
  /** A commit by hand, as somebody else would make it. */
  const commit = (change: (work: string) => void): void => {
    const work = temporaryFolder();
    const here = (...args: readonly string[]) =>
      spawnSync('git', ['-C', work, ...args], { encoding: 'utf8' });
    here('init', '-q', '-b', 'pages');
    here('pull', '-q', remote, 'pages');
    change(work);
    here('add', '-A');
    here('-c', 'user.name=Kim', '-c', 'user.email=kim@example.org', 'commit', '-qm', 'Von Hand');
    here('push', '-q', remote, 'HEAD:pages');
  };
  return {
    ...(await peerAt(remote, place)),
    everything,
    pages: async () => {
      const { '.nojekyll': _, ...pages } = withoutOwn(await everything());
      return pages;
    },
    write: async (path, text) =>
      commit((work) => {
        mkdirSync(dirname(join(work, path)), { recursive: true });
        writeFileSync(join(work, path), text);
      }),
    remove: async (path) => commit((work) => rmSync(join(work, path), { recursive: true })),
  };
}

export interface Certificate {
  /** That of its authority. */
  readonly authority: string;
  /** Files. */
  readonly authorityFile: string;
  readonly cert: string;
  readonly key: string;
}

/** What a certificate is like: one of -1 days has expired. */
export interface CertificateOptions {
  readonly days?: number;
  /** Valid from next century on, or the clock here is wrong. */
  readonly isFuture?: boolean;
  readonly name?: string;
  readonly isSelfSigned?: boolean;
}

/** Of openssl-ca(1), which alone sets the day from which a certificate is valid. */
const authoritySettings = `[ca]
default_ca = authority
[authority]
database = index
serial = serial
new_certs_dir = .
certificate = authority.pem
private_key = authority.key
default_md = sha256
policy = names
[names]
commonName = supplied
`;

/** A certificate authority of the tests, and a server's certificate by it. */
export function makeCertificate(
  undo: Undo,
  { days = 30, name = 'IP:127.0.0.1', isFuture = false, isSelfSigned = false }: CertificateOptions = {},
): Certificate {
  const folder = freshFolder(undo);
  const openssl = (line: string): void => {
    const { status, stderr } = spawnSync('openssl', line.split(' '), { cwd: folder, encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
  };
  const req = (file: string, more: string): void =>
    openssl(`req -newkey rsa:2048 -nodes -keyout ${file}.key -subj /CN=${file} ${more}`);
  if (isSelfSigned) req('server', `-x509 -out server.pem -days 30 -addext subjectAltName=${name}`);
  else {
    req('authority', '-x509 -out authority.pem -days 30');
    req('server', '-out server.csr');
    writeFileSync(join(folder, 'ext'), `subjectAltName=${name}\n`);
    const how = '-in server.csr -out server.pem -extfile ext';
    if (isFuture) {
      writeFileSync(join(folder, 'index'), '');
      writeFileSync(join(folder, 'serial'), '01\n');
      writeFileSync(join(folder, 'settings'), authoritySettings);
      const validity = '-startdate 21000101000000Z -enddate 21010101000000Z';
      openssl(`ca -batch -config settings -notext ${validity} ${how}`);
    } else openssl(`x509 -req ${how} -CA authority.pem -CAkey authority.key -CAcreateserial -days ${days}`);
  }
  const authorityFile = join(folder, isSelfSigned ? 'server.pem' : 'authority.pem');
  const authority = readFileSync(authorityFile, 'utf8');
  return { authority, authorityFile, cert: join(folder, 'server.pem'), key: join(folder, 'server.key') };
}

/** So long this process trusts the authority, as with NODE_EXTRA_CA_CERTS. */
export function trust(undo: Undo, authority: string): void {
  setDefaultCACertificates([...getCACertificates('default'), authority]);
  undo(() => setDefaultCACertificates(getCACertificates('default').filter((one) => one !== authority)));
}

const ftpPassword = 'Umlaut-Käse-7';

interface FtpServer {
  readonly folder: string;
  readonly port: number;
  readonly user: string;
  readonly server: ChildProcess;
  /** Who owns what is uploaded. */
  readonly owner: string;
  readonly authorityFile: string;
}

function ftpPeers(tool: string, startFtp: (undo: Undo) => Promise<FtpServer>): StartPeer {
  const start = shared(tool, startFtp);
  const environment = (name: string) => (name === 'BLATTMACHER_DEPLOY_PASSWORD' ? ftpPassword : undefined);
  return async () => {
    const { folder, port, user, server, owner, authorityFile } = await start();
    const path = freshPlace(folder);
    spawnSync('chown', [owner, join(folder, path)]);
    const place = { kind: 'ftps', host: '127.0.0.1', port, user, path } as const;
    const peer = await peerAt(join(folder, path), place, { environment });
    return { ...peer, server, variables: { ...peer.variables, NODE_EXTRA_CA_CERTS: authorityFile } };
  };
}

export interface FtpOptions {
  readonly certificate?: CertificateOptions;
  readonly isTrusted?: boolean;
  /** Lines of its configuration. */
  readonly more?: readonly string[];
}

/** As root alone. Its users are those who know one of a list of passwords. */
export function vsftpdPeers(options: FtpOptions = {}): StartPeer {
  return ftpPeers('vsftpd', (undo) => startVsftpd(undo, options));
}

async function startVsftpd(
  undo: Undo,
  { certificate: shown, isTrusted = true, more = [] }: FtpOptions,
): Promise<FtpServer> {
  const certificate = makeCertificate(undo, shown);
  if (isTrusted) trust(undo, certificate.authority);
  // vsftpd refuses a root in which its users may write.
  const folder = freshFolder(undo, '/run');
  const port = await freePort();
  writeFileSync(join(folder, 'passwords'), `${ftpPassword}\n`);
  const lines = [
    'listen=YES',
    'background=NO',
    'listen_address=127.0.0.1',
    `listen_port=${port}`,
    'local_enable=NO',
    'anonymous_enable=YES',
    'secure_email_list_enable=YES',
    `email_password_file=${join(folder, 'passwords')}`,
    'ftp_username=ftp',
    `anon_root=${folder}`,
    'write_enable=YES',
    'anon_upload_enable=YES',
    'anon_mkdir_write_enable=YES',
    'anon_other_write_enable=YES',
    'anon_world_readable_only=NO',
    'anon_umask=022',
    'ssl_enable=YES',
    'allow_anon_ssl=YES',
    'force_anon_logins_ssl=YES',
    'force_anon_data_ssl=YES',
    'require_ssl_reuse=YES',
    `rsa_cert_file=${certificate.cert}`,
    `rsa_private_key_file=${certificate.key}`,
    'max_per_ip=3',
    ...more,
    'seccomp_sandbox=NO',
    'secure_chroot_dir=/var/run/vsftpd/empty',
  ];
  mkdirSync('/var/run/vsftpd/empty', { recursive: true });
  writeFileSync(join(folder, 'vsftpd.conf'), `${lines.join('\n')}\n`);
  const server = await runServer(undo, '/usr/sbin/vsftpd', [join(folder, 'vsftpd.conf')], port);
  return { folder, port, user: 'anonymous', server, owner: 'ftp', ...certificate };
}

/** With a user of its own, and one version of TLS. */
export function proftpdPeers(tls: '1.2' | '1.3' = '1.3', more: readonly string[] = []): StartPeer {
  return ftpPeers('proftpd', (undo) => startProftpd(undo, tls, more));
}

async function startProftpd(undo: Undo, tls: string, more: readonly string[]): Promise<FtpServer> {
  const certificate = makeCertificate(undo);
  trust(undo, certificate.authority);
  const folder = freshFolder(undo);
  const port = await freePort();
  const { uid = 0, gid = 0 } = isRoot
    ? { uid: 65_534, gid: 65_534 }
    : { uid: process.getuid?.(), gid: process.getgid?.() };
  spawnSync('chown', [`${uid}:${gid}`, folder]);
  const hashed = spawnSync('openssl', ['passwd', '-6', ftpPassword], { encoding: 'utf8' }).stdout.trim();
  writeFileSync(join(folder, 'users'), `redaktion:${hashed}:${uid}:${gid}::${folder}:/bin/false\n`, {
    mode: 0o600,
  });
  chmodSync(certificate.key, 0o600);
  const lines = [
    'ServerType standalone',
    'DefaultAddress 127.0.0.1',
    `Port ${port}`,
    `PidFile ${join(folder, 'pid')}`,
    `ScoreboardFile ${join(folder, 'scoreboard')}`,
    'DelayEngine off',
    'WtmpLog off',
    'RequireValidShell off',
    'UseReverseDNS off',
    `ModulePath ${proftpdModules}`,
    'LoadModule mod_tls.c',
    `AuthUserFile ${join(folder, 'users')}`,
    'AuthOrder mod_auth_file.c',
    'AllowOverwrite on',
    'DefaultRoot ~',
    'TLSEngine on',
    `TLSProtocol TLSv${tls}`,
    'TLSRequired on',
    `TLSRSACertificateFile ${certificate.cert}`,
    `TLSRSACertificateKeyFile ${certificate.key}`,
    'TLSVerifyClient off',
    ...more,
  ];
  writeFileSync(join(folder, 'proftpd.conf'), `${lines.join('\n')}\n`);
  const config = ['-n', '-q', '-c', join(folder, 'proftpd.conf')];
  const server = await runServer(undo, proftpdFile, config, port);
  return { folder, port, user: 'redaktion', server, owner: `${uid}:${gid}`, ...certificate };
}

/** Storage that speaks S3: moto's server. */
export function s3Peers(): StartPeer {
  const start = shared('moto', async (undo) => {
    const port = await freePort();
    const args = ['-m', 'moto.server', '-H', '127.0.0.1', '-p', String(port)];
    return { port, server: await runServer(undo, motoPython, args, port) };
  });
  return async () => s3Peer(await start(), `web-${++places}`);
}

async function s3Peer(
  { port, server }: { readonly port: number; readonly server: ChildProcess },
  prefix: string,
): Promise<Peer> {
  const endpoint = `http://127.0.0.1:${port}`;
  const place = { kind: 's3', endpoint, bucket: 'blog', region: 'eu-central-1', prefix } as const;
  const keys: Readonly<Record<string, string>> = {
    AWS_ACCESS_KEY_ID: 'kim',
    AWS_SECRET_ACCESS_KEY: 'geheim',
  };
  const aws = new AwsClient({
    accessKeyId: 'kim',
    secretAccessKey: 'geheim',
    service: 's3',
    region: place.region,
  });
  const at = (path: string): string =>
    `${endpoint}/blog/${encodeURIComponent(`${prefix}/${path}`)
      .replaceAll('%2F', '/')
      .replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)}`;
  await aws.fetch(`${endpoint}/blog`, {
    method: 'PUT',
    body: '<CreateBucketConfiguration><LocationConstraint>eu-central-1</LocationConstraint></CreateBucketConfiguration>',
  });
  const everything = async (): Promise<Pages> => {
    const listed = await (await aws.fetch(`${endpoint}/blog?list-type=2&prefix=${prefix}%2F`)).text();
    const unescape = (text: string): string =>
      text.replaceAll('&amp;', '&').replaceAll('&#39;', "'").replaceAll('&#x27;', "'");
    const names = [...listed.matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key = '']) =>
      unescape(key.slice(prefix.length + 1)),
    );
    const read = async (name: string) => [name, await (await aws.fetch(at(name))).text()] as const;
    return Object.fromEntries(await Promise.all(names.map(read)));
  };
  const peer = await peerAt('/nowhere', place, { environment: (name) => keys[name] });
  return {
    ...peer,
    server,
    everything,
    pages: async () => withoutOwn(await everything()),
    write: async (path, text) => void (await aws.fetch(at(path), { method: 'PUT', body: text })),
    remove: async (path) => void (await aws.fetch(at(path), { method: 'DELETE' })),
    headersOf: async (path) => Object.fromEntries((await aws.fetch(at(path), { method: 'HEAD' })).headers),
  };
}
