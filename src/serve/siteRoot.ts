import { realpathSync, statfsSync, statSync } from 'node:fs';

/** A folder as it stands on the disk now, behind all links that lead to it. */
export interface SiteRoot {
  readonly path: string;
  /** Another one when another folder stands there. */
  readonly id: string;
}

/** Undefined while there is no folder, or none that the system lets us see. */
export function siteRootAt(folder: string): SiteRoot | undefined {
  try {
    const path = realpathSync(folder);
    const stats = statSync(path);
    return stats.isDirectory() ? { path, id: `${stats.dev}:${stats.ino} ${path}` } : undefined;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
}

/**
 * Linux's numbers (linux/magic.h and the drivers' sources) of file systems that others may change without this
 * machine's being told.
 */
const remoteSystems: ReadonlyMap<number, string> = new Map([
  [0x01021997, '9p'],
  [0x6969, 'NFS'],
  [0x517b, 'SMB'],
  [0xff534d42, 'CIFS'],
  [0xfe534d42, 'SMB'],
  [0x65735546, 'FUSE'],
  [0x786f4256, 'VirtualBox'],
  [0x7c7c6673, 'Parallels'],
  [0x00c36400, 'Ceph'],
  [0x5346414f, 'AFS'],
]);

/** The name of the file system of a folder, if it is one whose changes the system does not always tell. */
export function remoteSystemOf(folder: string): string | undefined {
  try {
    return remoteSystems.get(statfsSync(folder).type);
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
}
