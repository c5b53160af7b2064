/**
 * Parts of the program that are made for each system apart: looked for when they are needed, because most builds need none
 * of them, and told by name where one is missing.
 */
import nodeModule from 'node:module';
import { arch, platform } from 'node:os';

/** Package → what it does, in German. */
export const nativeParts = {
  sharp: 'rechnet Bilder um',
  lightningcss: 'fügt eigenes CSS zusammen und prüft Zeichnungen',
  esbuild: 'fügt eigene Skripte zusammen',
  pagefind: 'macht den Index der Suche',
} as const;

export type NativePart = keyof typeof nativeParts;

/** A part of the program does not run here. */
export class MissingPart extends Error {
  readonly part: NativePart;
  /** As Node names it: `linux-x64`. */
  readonly system = `${platform()}-${arch()}`;

  constructor(part: NativePart, cause: unknown) {
    super(`${part} is missing`, { cause });
    this.part = part;
  }
}

/** Loads a part. @throws MissingPart where the system lacks it */
export async function loadPart<Loaded>(part: NativePart, load: () => Promise<Loaded>): Promise<Loaded> {
  try {
    return await load();
  } catch (error) {
    throw new MissingPart(part, error);
  }
}

/** The version of a part; undefined where it is missing. It is not loaded: that takes its time, and most builds do without it. */
export function versionOfPart(part: NativePart): string | undefined {
  try {
    const file = nodeModule.findPackageJSON(part, import.meta.url);
    if (file === undefined) return undefined;
    const { version }: { readonly version: string } = nodeModule.createRequire(import.meta.url)(file);
    return version;
  } catch {
    return undefined;
  }
}

/** The same of a part that makes bytes, which depend on it. @throws MissingPart where the system lacks it */
export function versionInUse(part: NativePart): string {
  const version = versionOfPart(part);
  if (version === undefined) throw new MissingPart(part, undefined);
  return version;
}
