/** What a place must be able to do so that a blog can be put there. Paths are below the target's own folder, with `/`. */
import { diagnose, type DiagnosticCode } from '../core/diagnostics/diagnostics.ts';
import type { Diagnostic } from '../core/model.ts';
import type { OutputPath } from '../emit/outputPath.ts';
import type { DeployPlan } from './plan.ts';

export interface Listed {
  readonly name: string;
  /** -1 for what is neither a file nor a folder: a link is never taken for what it leads to. */
  readonly size: number;
  readonly isFolder: boolean;
}

export interface StoredFile {
  /** Where it goes now. */
  readonly name: string;
  /** The file of the blog that it becomes. */
  readonly path: OutputPath;
  readonly bytes: Uint8Array;
}

/** An open connection. All promises are rejected with a `DeployFault`, or with `ConnectionLost` where trying again may help. */
export interface Store {
  /** Undefined when there is none. `most`: so many bytes from its beginning are enough. */
  readonly read: (path: string, most?: number) => Promise<Uint8Array | undefined>;
  /** Whole under its name or not at all; folders are made. */
  readonly write: (path: string, bytes: Uint8Array) => Promise<void>;
  /** Makes a file that must not be there yet; false when it is. Of two at the same moment one is right. */
  readonly claim: (path: string, bytes: Uint8Array) => Promise<boolean>;
  /** Nothing when there is no such folder. @throws DeployFault when the list does not end. */
  readonly list: (folder: string) => Promise<readonly Listed[]>;
  /** Removes a file; harmless when it is gone. */
  readonly remove: (path: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** A place where files can be prepared under another name. */
export interface MovingStore extends Store {
  /** Resolves when the file is there whole. The folder exists. */
  readonly upload: (file: StoredFile) => Promise<void>;
  /** Puts a file over another, if there is one; `isNew`: there is none as far as we know. */
  readonly move: (from: string, to: string, isNew: boolean) => Promise<void>;
  /** A second name, or a copy; false when `from` is not there. Missing where the server cannot. */
  readonly copy?: (from: string, to: string) => Promise<boolean>;
  /** Harmless when it is there. */
  readonly makeFolder: (path: string) => Promise<void>;
  /** @throws DeployFault when one of these folders is a link. Missing where there are none, or where every step looks. */
  readonly refuseLinks?: (folders: readonly string[]) => Promise<void>;
  /** Harmless when it is not empty. */
  readonly removeFolder: (path: string) => Promise<void>;
  /** So many uploads, and so many other steps, at a time. */
  readonly atOnce: { readonly uploads: number; readonly steps: number };
}

/** A place that takes a change as a whole and does the rest by itself. */
export interface BulkStore extends Store {
  readonly apply: (plan: DeployPlan, work: BulkWork) => Promise<void>;
}

export interface BulkWork {
  /** Folder of the finished blog. */
  readonly folder: string;
  /** The wanted files are those of the former state, not of `folder`. */
  readonly isBack: boolean;
  /** All files that are there when all is done. */
  readonly standing: readonly OutputPath[];
  /** Text of `stateName` when all is done. */
  readonly state: string;
  readonly onProgress: (done: number, total: number) => void;
}

export interface Target {
  /** For messages: `sftp://ssh.example.org/htdocs`. */
  readonly label: string;
  readonly connect: (notes: (note: Diagnostic) => void) => Promise<MovingStore | BulkStore>;
}

/** Where passwords and keys come from: never a file of the blog. */
export interface Secrets {
  readonly environment: (name: string) => string | undefined;
  /** The home folder, with `.ssh`. */
  readonly home: string;
  /** Asks whoever sits there; missing where nobody does. */
  readonly ask?: (question: SecretQuestion) => Promise<string | undefined>;
}

export type SecretQuestion =
  | { readonly what: 'password'; readonly user: string; readonly host: string }
  | { readonly what: 'passphrase'; readonly file: string };

/** Ends a deployment with a sentence. */
export class DeployFault extends Error {
  readonly diagnostic: Diagnostic;

  constructor(diagnostic: Diagnostic) {
    super(diagnostic.message);
    this.diagnostic = diagnostic;
  }
}

export function deployFault<Code extends DiagnosticCode>(
  code: Code,
  parameters: Parameters<typeof diagnose<Code>>[1],
): DeployFault {
  return new DeployFault(diagnose(code, parameters));
}

const certificateFaults: ReadonlyMap<string, string> = new Map([
  ['CERT_HAS_EXPIRED', 'es ist abgelaufen'],
  ['CERT_NOT_YET_VALID', 'es gilt noch nicht, oder die Uhr hier geht falsch'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'der Server hat es sich selbst ausgestellt'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'es kommt von einer Stelle, die ich nicht kenne'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'es kommt von einer Stelle, die ich nicht kenne'],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'es kommt von einer Stelle, die ich nicht kenne'],
  ['UNABLE_TO_GET_ISSUER_CERT', 'es kommt von einer Stelle, die ich nicht kenne'],
  ['CERT_REVOKED', 'es ist zurückgezogen'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'es ist für einen anderen Namen ausgestellt'],
]);

/** What is wrong with a certificate, by the code of the fault (node's tls, X509 certificate error codes); undefined for any other fault. */
export function certificateFault(code: unknown): string | undefined {
  return typeof code === 'string' ? certificateFaults.get(code) : undefined;
}

/** In bytes: no file of ours is bigger, whatever a server says. */
export const mostRead = 512 * 1024 * 1024;

/** In bytes, of the names of one folder with what is told of each: some 200,000. */
export const mostListed = 32 * 1024 * 1024;
/** Milliseconds in which a list must have ended. */
export const listPatience = 300_000;

export function endlessList(folder: string): DeployFault {
  return deployFault('deploy/endless-list', { folder });
}

/** Takes the names of a folder as they come. `add` throws a DeployFault when they are too many, or come for too long. */
export function gatherNames(folder: string, patience: number = listPatience) {
  const all: Listed[] = [];
  const isOver = AbortSignal.timeout(patience);
  let size = 0;
  const add = (name: Listed): void => {
    size += name.name.length + 64;
    if (size > mostListed || isOver.aborted) throw endlessList(folder);
    all.push(name);
  };
  return { all, add };
}

/** Why a file that was just written could not get its name: there is room for it, and one may write there. */
export function withoutRename(error: unknown): unknown {
  if (error instanceof PlaceMissing)
    return deployFault('deploy/no-rename', { reason: 'er findet sie nicht' });
  return error instanceof DeployFault
    ? deployFault('deploy/no-rename', { reason: error.message.replace(/\.$/, '') })
    : error;
}

/** The connection ended, or the server wants to be left alone for a while. */
export class ConnectionLost extends Error {}

/** A folder on the way to a file is not there, or the file to be moved. */
export class PlaceMissing extends Error {}
