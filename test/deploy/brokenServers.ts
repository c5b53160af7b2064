/** Servers that let everybody in and have nothing but one folder, whose list is as a test wants it. */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { createServer as createTlsServer, TLSSocket } from 'node:tls';
import ssh2 from 'ssh2';
import type { FtpsPlace, SftpPlace } from '../../src/config/deploySettings.ts';
import { fingerprintOf } from '../../src/deploy/sshAccess.ts';
import type { Secrets } from '../../src/deploy/target.ts';
import { makeCertificate, shared, trust } from './peers.ts';

export const anyPassword: Secrets = {
  environment: (name) => (name === 'BLATTMACHER_DEPLOY_PASSWORD' ? 'geheim' : undefined),
  home: '/nowhere',
};

/** What a list consists of: names for SFTP, text for FTPS; without an end, if there is none. */
export type Parts<Part> = () => Iterable<Part>;

export interface BrokenServer<Place, Part> {
  readonly place: Place;
  /** From now on; and how many parts somebody has taken since then. */
  readonly list: (parts: Parts<Part>) => { readonly taken: () => number };
}

/** Counts what is taken of a list. */
function listings<Part>() {
  let parts: Parts<Part> = () => [];
  let taken = 0;
  return {
    list: (next: Parts<Part>) => {
      parts = next;
      taken = 0;
      return { taken: () => taken };
    },
    *open(): Generator<Part> {
      for (const part of parts()) {
        taken++;
        yield part;
      }
    },
  };
}

interface Listening {
  readonly listen: (port: number, host: string, done: () => void) => unknown;
  readonly address: () => unknown;
}

async function portOf(server: Listening): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

/** Codes of SFTP's answers. */
const { OK, EOF, NO_SUCH_FILE } = ssh2.utils.sftp.STATUS_CODE;
const folderMode = 0o040_755;

/** By SFTP; a part is the names of one answer. */
export function brokenSftp(): () => Promise<BrokenServer<SftpPlace, readonly string[]>> {
  return shared('openssl', async (undo) => {
    const keys = ssh2.utils.generateKeyPairSync('ed25519');
    const { list, open } = listings<readonly string[]>();
    const ssh = new ssh2.Server({ hostKeys: [keys.private] }, (client) => {
      client.on('error', () => {});
      client.on('authentication', (context) => context.accept());
      client.on('session', (accept) =>
        accept().on('sftp', (acceptSftp) => {
          const sftp = acceptSftp();
          const stats = { mode: folderMode, uid: 0, gid: 0, size: 0, atime: 0, mtime: 0 };
          let opened = open();
          sftp.on('STAT', (id) => sftp.attrs(id, stats));
          sftp.on('LSTAT', (id) => sftp.status(id, NO_SUCH_FILE));
          sftp.on('OPEN', (id) => sftp.status(id, NO_SUCH_FILE));
          sftp.on('CLOSE', (id) => sftp.status(id, OK));
          sftp.on('OPENDIR', (id) => {
            opened = open();
            sftp.handle(id, Buffer.from('0'));
          });
          sftp.on('READDIR', (id) => {
            const { value: names, done } = opened.next();
            if (done === true) return sftp.status(id, EOF);
            sftp.name(
              id,
              names.map((filename: string) => ({ filename, longname: '', attrs: stats })),
            );
          });
        }),
      );
    });
    const server = createServer({ noDelay: true }, (socket) => ssh.injectSocket(socket));
    const port = await portOf(server);
    undo(() => server.close());
    const parsed = ssh2.utils.parseKey(keys.public);
    if (parsed instanceof Error) throw parsed;
    const hostKey = fingerprintOf(parsed.getPublicSSH());
    return { place: { kind: 'sftp', host: '127.0.0.1', port, user: 'kim', path: '/web', hostKey }, list };
  });
}

/** By FTPS; a part is text. `own`: answers to commands that are otherwise than usual. */
export function brokenFtps(
  own: Readonly<Record<string, string>> = {},
): () => Promise<BrokenServer<FtpsPlace, string>> {
  return shared('openssl', async (undo) => {
    const certificate = makeCertificate(undo);
    trust(undo, certificate.authority);
    const keys = { cert: readFileSync(certificate.cert), key: readFileSync(certificate.key) };
    const { list, open } = listings<string>();
    const sockets = new Set<Socket>();
    const server = createServer((plain) => {
      sockets.add(plain);
      plain.on('error', () => {}).write('220 Guten Tag\r\n');
      plain.once('data', () => {
        plain.write('234 TLS\r\n');
        const control = new TLSSocket(plain, { isServer: true, ...keys });
        converse(
          control.on('error', () => {}),
          { keys, open, answers: { ...usualAnswers, ...own } },
        );
      });
    });
    const port = await portOf(server);
    undo(() => {
      server.close();
      for (const socket of sockets) socket.destroy();
    });
    return { place: { kind: 'ftps', host: '127.0.0.1', port, user: 'kim', path: 'web' }, list };
  });
}

const usualAnswers: Readonly<Record<string, string>> = {
  USER: '331 Passwort?',
  PASS: '230 Willkommen',
  PWD: '257 "/"',
  CWD: '250 Dort',
  SIZE: '550 Nicht da',
  QUIT: '221 Ade',
};

interface FtpsWays {
  readonly keys: { readonly cert: Buffer; readonly key: Buffer };
  readonly open: () => Iterable<string>;
  readonly answers: Readonly<Record<string, string>>;
}

function converse(control: TLSSocket, { keys, open, answers }: FtpsWays): void {
  let data: Promise<TLSSocket> | undefined;
  const answer = async (line: string): Promise<string> => {
    const [command = ''] = line.split(' ');
    if (command === 'EPSV') {
      const server = createTlsServer(keys);
      data = once(server, 'secureConnection').then(([socket]: TLSSocket[]) => {
        server.close();
        if (!socket) throw new Error('A connection has a socket');
        return socket.on('error', () => {});
      });
      return `229 Dort (|||${await portOf(server)}|)`;
    }
    if (command !== 'LIST') return answers[command] ?? '200 Ja';
    control.write('150 Gleich\r\n');
    const socket = await data;
    if (socket) {
      Readable.from(open()).pipe(socket);
      await new Promise((resolve) => socket.once('close', resolve));
    }
    return '226 Alles';
  };
  let asked = '';
  let last = Promise.resolve();
  control.on('data', (bytes: Buffer) => {
    const lines = `${asked}${bytes.toString()}`.split('\r\n');
    asked = lines.pop() ?? '';
    for (const line of lines)
      last = last.then(async () => void (control.destroyed || control.write(`${await answer(line)}\r\n`)));
  });
}
