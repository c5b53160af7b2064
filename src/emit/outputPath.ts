/**
 * Paths inside the output folder, safe on every system that may hold or serve the site. What a
 * Linux build writes must be copyable to Windows and macOS, and no alias may reach a `.git` folder
 * or the writer's own files.
 */
import { hasLongSegment } from '../core/paths.ts';

declare const brand: unique symbol;

/** Relative path below the output folder: NFC, `/`-separated, e.g. `2023/09/kim/index.html`. Made by `parseOutputPath`. */
export type OutputPath = string & { readonly [brand]: 'OutputPath' };

/** Prefix of the writer's own files in the output folder; no output may have it. */
export const ownPrefix = '.blattmacher.';

const forbiddenCharacter = /[\p{Cc}\p{Cf}\p{Cs}\\:*?"<>|]/u;
/** Empty, `.`, `..`, `.git`, or ending as no name on Windows may. */
const forbiddenSegment = /(?:^|\/)(?:\.git)?(?:\/|$)|[. ](?:\/|$)/i;
/** With any extension, see https://learn.microsoft.com/windows/win32/fileio/naming-a-file */
const deviceName = /(?:^|\/)(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:[./]|$)/i;

/** The text as an output path; undefined when it is absolute, leaves the folder, is not NFC, or is unsafe on some system. */
export function parseOutputPath(text: string): OutputPath | undefined {
  if (forbiddenCharacter.test(text) || forbiddenSegment.test(text) || deviceName.test(text)) return undefined;
  if (text !== text.normalize('NFC') || text.toLowerCase().startsWith(ownPrefix)) return undefined;
  return hasLongSegment(text) ? undefined : (text as OutputPath);
}

/** Equal for paths that are one file where upper and lower case are the same (macOS, Windows). */
export function caseFolded(path: string): string {
  return path.toLowerCase().normalize('NFC');
}

/** The folders above a path, nearest first, without the output folder itself: `a/b/c` → `a/b`, `a`. */
export function foldersAbove(path: string): readonly string[] {
  const folders: string[] = [];
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
    folders.push(path.slice(0, end));
  }
  return folders;
}
