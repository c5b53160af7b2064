import { createHash } from 'node:crypto';

export interface AssetFile {
  /** Inside the output folder: `assets/style.1a2b3c4d.css`. */
  readonly outputPath: string;
  readonly bytes: Uint8Array;
}

/** A file under `assets/` with the first 8 hex digits of its SHA-256 in its name. */
export function hashedFile(name: string, bytes: Uint8Array): AssetFile {
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 8);
  const dot = name.lastIndexOf('.');
  return { outputPath: `assets/${name.slice(0, dot)}.${hash}${name.slice(dot)}`, bytes };
}
