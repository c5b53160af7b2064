/** The target that a setting names; only its own way there is loaded. */
import { resolve } from 'node:path';
import type { DeployPlace } from '../config/deploySettings.ts';
import { folderTarget } from './folderTarget.ts';
import type { Target } from './target.ts';

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

/** `site`: the folder of the blog; `out`: that of the finished pages. */
export async function openTarget(
  place: DeployPlace,
  secrets: Secrets,
  folders: { readonly site: string; readonly out: string },
): Promise<Target> {
  switch (place.kind) {
    case 'folder':
      return folderTarget(resolve(folders.site, place.path), [folders.out], secrets.home);
    case 'sftp':
      return (await import('./sftpTarget.ts')).sftpTarget(place, secrets);
    case 'ftps':
      return (await import('./ftpsTarget.ts')).ftpsTarget(place, secrets);
    case 's3':
      return (await import('./s3Target.ts')).s3Target(place, secrets);
    case 'rsync':
      return (await import('./rsyncTarget.ts')).rsyncTarget(place, secrets);
    case 'git':
      return (await import('./gitTarget.ts')).gitTarget(place);
  }
}
