/** The servers that tests deploy to: real ones, at free ports of this machine, until the end of the test. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { AwsClient } from 'aws4fetch';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { dirname, join } from 'node:path';
import { onTestFinished, vi } from 'vitest';
import type { DeployPlace } from '../../src/config/deploySettings.ts';
import { openTarget } from '../../src/deploy/openTarget.ts';
import type { Secrets, Target } from '../../src/deploy/target.ts';
import { motoFile, proftpdFile, proftpdModules } from '../../scripts/testTools.ts';
import { needToolHere } from '../support/needTools.ts';
import { freePort } from '../support/runServer.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import type { Pages } from './blog.ts';

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
}

const noSecrets: Secrets = { environment: () => undefined, home: '/nowhere' };

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
    Object.entries(pages).filter(([path]) => !path.startsWith('.blattmacher-deploy')),
  );
}

export function folderPeer(): Promise<Peer> {
  const path = temporaryFolder();
  return peerAt(path, { kind: 'folder', path });
}

export interface SshServer {
  readonly port: number;
  /** Fingerprint of its key. */
  readonly hostKey: string;
  /** As `known_hosts` has it. */
  readonly publicHostKey: string;
  /** File with the private key of the one who may log in. */
  readonly key: string;
  /** What the server's files lie in, and its path for clients. */
  readonly folder: string;
  readonly path: string;
  readonly user: string;
  readonly server: ChildProcess;
}

/** OpenSSH; as root it confines everybody to SFTP below a folder, without a shell. `denied`: requests that it does not know. */
async function startSshServer({ denied = '', shell = false } = {}): Promise<SshServer> {
  needToolHere('sshd');
  const isRoot = process.getuid?.() === 0;
  const scratch = temporaryFolder();
  // OpenSSH confines only below folders that nobody else may write to.
  const confined = isRoot && !shell;
  const jail = confined ? mkdtempSync('/run/blattmacher-') : temporaryFolder();
  if (confined) {
    chmodSync(jail, 0o755);
    onTestFinished(() => rmSync(jail, { recursive: true, force: true }));
  }
  mkdirSync(join(jail, 'web'));
  for (const name of ['host', 'client']) {
    spawnSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(scratch, name)]);
  }
  if (isRoot) mkdirSync('/run/sshd', { recursive: true });
  const port = await freePort();
  const sftp = `internal-sftp${denied === '' ? '' : ` -P ${denied}`}`;
  const lines = [
    `ListenAddress 127.0.0.1:${port}`,
    `HostKey ${join(scratch, 'host')}`,
    `AuthorizedKeysFile ${join(scratch, 'client.pub')}`,
    'PidFile none',
    'StrictModes no',
    'UsePAM no',
    'PermitRootLogin yes',
    'PasswordAuthentication yes',
    'MaxStartups 100',
    `Subsystem sftp ${sftp}`,
    // As if it were a shell in a shell, bash does not read what the person of this machine has set up for the screen.
    'SetEnv SHLVL=2',
    ...(confined ? [`ChrootDirectory ${jail}`] : []),
    ...(shell ? [] : [`ForceCommand ${sftp}`]),
  ];
  writeFileSync(join(scratch, 'sshd_config'), `${lines.join('\n')}\n`);
  const server = await startServer('/usr/sbin/sshd', ['-D', '-e', '-f', join(scratch, 'sshd_config')], port);
  const { stdout } = spawnSync('ssh-keygen', ['-l', '-f', join(scratch, 'host.pub')], { encoding: 'utf8' });
  const hostKey = /SHA256:\S+/.exec(stdout)?.[0] ?? '';
  const user = spawnSync('id', ['-un'], { encoding: 'utf8' }).stdout.trim();
  const path = confined ? '/web' : join(jail, 'web');
  const publicHostKey = readFileSync(join(scratch, 'host.pub'), 'utf8').split(' ').slice(0, 2).join(' ');
  return {
    port,
    hostKey,
    publicHostKey,
    key: join(scratch, 'client'),
    folder: join(jail, 'web'),
    path,
    user,
    server,
  };
}

export async function sftpPeer(denied = ''): Promise<Peer> {
  const { port, hostKey, key, folder, path, user, server } = await startSshServer({ denied });
  const place = { kind: 'sftp', host: '127.0.0.1', port, user, path, hostKey } as const;
  const peer = await peerAt(folder, place, {
    environment: (name) => (name === 'BLATTMACHER_DEPLOY_KEY' ? key : undefined),
  });
  return { ...peer, server };
}

/** Runs a server until the end of the test; resolves when somebody answers at its port. */
async function startServer(
  program: string,
  args: readonly string[],
  port: number,
  options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<ChildProcess> {
  const server = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
  let told = '';
  server.stdout?.on('data', (bytes: Buffer) => void (told += bytes.toString()));
  server.stderr?.on('data', (bytes: Buffer) => void (told += bytes.toString()));
  onTestFinished(async () => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    server.kill('SIGKILL');
    await once(server, 'exit');
  });
  await once(server, 'spawn');
  await vi.waitFor(
    async () => {
      if (server.exitCode !== null) return;
      const socket = connect(port, '127.0.0.1');
      await once(socket, 'connect').finally(() => socket.destroy());
    },
    { interval: 20 },
  );
  if (server.exitCode !== null) throw new Error(`${program} stopped: ${told}`);
  return server;
}

export async function rsyncPeer(): Promise<Peer> {
  needToolHere('rsync');
  const { port, key, folder, path, user, server, publicHostKey } = await startSshServer({ shell: true });
  const home = temporaryFolder();
  mkdirSync(join(home, '.ssh'));
  writeFileSync(join(home, '.ssh', 'known_hosts'), `[127.0.0.1]:${port} ${publicHostKey}\n`);
  const place = { kind: 'rsync', host: '127.0.0.1', port, user, path } as const;
  const environment = (name: string) => (name === 'BLATTMACHER_DEPLOY_KEY' ? key : undefined);
  return { ...(await peerAt(folder, place, { environment, home })), server };
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
  const names = (): readonly string[] => {
    if (git('for-each-ref', 'refs/heads/pages') === '') return [];
    return git('ls-tree', '-r', '-z', '--name-only', 'pages')
      .split('\0')
      .filter((name) => name !== '');
  };
  const everything = async (): Promise<Pages> =>
    Object.fromEntries(names().map((name) => [name, git('cat-file', 'blob', `pages:${name}`)]));
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

/** A certificate authority of the tests, and a server's certificate by it, for an address of this machine; one of -1 days has expired. */
export function makeCertificate({ days = 30, name = 'IP:127.0.0.1' } = {}) {
  const folder = temporaryFolder();
  const openssl = (...args: readonly string[]): void => {
    const { status, stderr } = spawnSync('openssl', args, { cwd: folder, encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
  };
  openssl(
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-keyout',
    'ca.key',
    '-out',
    'ca.pem',
    '-subj',
    '/CN=Stelle',
    '-days',
    '30',
  );
  openssl(
    'req',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-keyout',
    'key.pem',
    '-out',
    'server.csr',
    '-subj',
    '/CN=Server',
  );
  writeFileSync(join(folder, 'ext'), `subjectAltName=${name}\n`);
  openssl(
    'x509',
    '-req',
    '-in',
    'server.csr',
    '-CA',
    'ca.pem',
    '-CAkey',
    'ca.key',
    '-CAcreateserial',
    '-out',
    'cert.pem',
    '-extfile',
    'ext',
    '-days',
    String(days),
  );
  return {
    authority: readFileSync(join(folder, 'ca.pem'), 'utf8'),
    cert: join(folder, 'cert.pem'),
    key: join(folder, 'key.pem'),
  };
}

/** Until the end of the test this process trusts the authority, as with NODE_EXTRA_CA_CERTS. */
function trust(authority: string): void {
  const before = getCACertificates('default');
  setDefaultCACertificates([...before, authority]);
  onTestFinished(() => setDefaultCACertificates(before));
}

const ftpPassword = 'Umlaut-Käse-7';

async function ftpPeer(folder: string, port: number, user: string, server: ChildProcess): Promise<Peer> {
  const place = { kind: 'ftps', host: '127.0.0.1', port, user, path: 'web' } as const;
  const environment = (name: string) => (name === 'BLATTMACHER_DEPLOY_PASSWORD' ? ftpPassword : undefined);
  return { ...(await peerAt(join(folder, 'web'), place, { environment })), server };
}

/** As root alone. Its users are those who know one of a list of passwords. */
export async function vsftpdPeer({ certificate = makeCertificate(), isTrusted = true } = {}): Promise<Peer> {
  needToolHere('vsftpd');
  if (isTrusted) trust(certificate.authority);
  const folder = mkdtempSync('/run/blattmacher-ftp-');
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const port = await freePort();
  mkdirSync(join(folder, 'web'));
  chmodSync(folder, 0o755);
  // vsftpd refuses a root in which its users may write.
  spawnSync('chown', ['ftp', join(folder, 'web')]);
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
    'seccomp_sandbox=NO',
    'secure_chroot_dir=/var/run/vsftpd/empty',
  ];
  mkdirSync('/var/run/vsftpd/empty', { recursive: true });
  writeFileSync(join(folder, 'vsftpd.conf'), `${lines.join('\n')}\n`);
  const server = await startServer('/usr/sbin/vsftpd', [join(folder, 'vsftpd.conf')], port);
  return ftpPeer(folder, port, 'anonymous', server);
}

/** With a user of its own, and one version of TLS. */
export async function proftpdPeer(tls: '1.2' | '1.3' = '1.3'): Promise<Peer> {
  needToolHere('proftpd');
  const certificate = makeCertificate();
  trust(certificate.authority);
  const folder = temporaryFolder();
  const port = await freePort();
  mkdirSync(join(folder, 'web'));
  const { uid = 0, gid = 0 } =
    process.getuid?.() === 0
      ? { uid: 65_534, gid: 65_534 }
      : { uid: process.getuid?.(), gid: process.getgid?.() };
  chmodSync(folder, 0o755);
  for (const name of [folder, join(folder, 'web')]) spawnSync('chown', [`${uid}:${gid}`, name]);
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
  ];
  writeFileSync(join(folder, 'proftpd.conf'), `${lines.join('\n')}\n`);
  const server = await startServer(proftpdFile, ['-n', '-q', '-c', join(folder, 'proftpd.conf')], port);
  return ftpPeer(folder, port, 'redaktion', server);
}

/** Storage that speaks S3: moto's server. */
export async function s3Peer(): Promise<Peer> {
  needToolHere('moto');
  const port = await freePort();
  const server = await startServer(motoFile, ['-H', '127.0.0.1', '-p', String(port)], port);
  const endpoint = `http://127.0.0.1:${port}`;
  const place = { kind: 's3', endpoint, bucket: 'blog', region: 'eu-central-1', prefix: 'web' } as const;
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
    `${endpoint}/blog/${encodeURIComponent(`web/${path}`)
      .replaceAll('%2F', '/')
      .replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)}`;
  await aws.fetch(`${endpoint}/blog`, {
    method: 'PUT',
    body: '<CreateBucketConfiguration><LocationConstraint>eu-central-1</LocationConstraint></CreateBucketConfiguration>',
  });
  const everything = async (): Promise<Pages> => {
    const listed = await (await aws.fetch(`${endpoint}/blog?list-type=2&prefix=web%2F`)).text();
    const unescape = (text: string): string =>
      text.replaceAll('&amp;', '&').replaceAll('&#39;', "'").replaceAll('&#x27;', "'");
    const names = [...listed.matchAll(/<Key>web\/([^<]*)<\/Key>/g)].map(([, name = '']) => unescape(name));
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
