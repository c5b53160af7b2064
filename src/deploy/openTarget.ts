/** The target that a setting names; only its own way there is loaded. */
import { resolve } from 'node:path';
import type { DeployPlace } from '../config/deploySettings.ts';
import { folderTarget } from './folderTarget.ts';
import type { Secrets, Target } from './target.ts';

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
      return (await import('./gitTarget.ts')).gitTarget(place, secrets);
  }
}
