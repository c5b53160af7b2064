/**
 * Two sources for one address are an error before anything is written; a later page never silently replaces
 * an earlier one. Paths that are one file on some systems only (upper and lower case), and a file and a
 * folder of one name, collide as well.
 */
import type { Checked, Diagnostic, Position, SourcePath } from '../core/model.ts';
import { diagnose } from '../core/diagnostics/diagnostics.ts';
import type { SourceLocation } from '../core/diagnostics/message.ts';
import { hasLongSegment } from '../core/paths.ts';
import { caseFolded, parseOutputPath, type OutputPath } from './outputPath.ts';

/** Something that will be written. */
export interface PlannedOutput {
  readonly path: string;
  /** Who wants it, as the author knows it: `content/articles/kim.md`, „der RSS-Feed“. */
  readonly source: string;
  /** Where to tell the author. */
  readonly file?: SourcePath;
  /** The place in `file`; asked for only when there is something to tell. */
  readonly position?: () => Position | undefined;
  /** Follows other outputs to the same folder: faults of the folder are reported for those. */
  readonly follows?: boolean;
}

interface Taken {
  readonly path: OutputPath;
  readonly output: PlannedOutput;
}

/** A file, or the folder of this name in which the first file of it lies. */
interface Place {
  readonly taken: Taken;
  readonly folder?: string;
}

/** All that the outputs take, by case-folded path. */
type Places = Map<string, Place>;

/** The outputs' paths in their order; without a value when two collide or one is no safe path. */
export function planOutputs(outputs: readonly PlannedOutput[]): Checked<readonly OutputPath[]> {
  const places: Places = new Map();
  const paths: OutputPath[] = [];
  const diagnostics: Diagnostic[] = [];
  const repeated: Diagnostic[] = [];
  for (const output of outputs) {
    const path = parseOutputPath(output.path);
    const fault = path === undefined ? badPath(output) : take({ path, output }, places);
    if (fault) (output.follows ? repeated : diagnostics).push(fault);
    else if (path !== undefined) paths.push(path);
  }
  const faults = diagnostics.length > 0 ? diagnostics : repeated;
  return faults.length > 0 ? { diagnostics: faults } : { value: paths, diagnostics: [] };
}

function take(wanted: Taken, places: Places): Diagnostic | undefined {
  const { path } = wanted;
  const key = caseFolded(path);
  const same = places.get(key);
  if (same?.folder !== undefined) return fileAndFolder(wanted, same.taken, wanted);
  if (same) return same.taken.path === path ? urlTaken(same.taken, wanted) : urlsAlike(same.taken, wanted);
  places.set(key, { taken: wanted });
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
    const folder = path.slice(0, end);
    const folderKey = caseFolded(folder);
    const found = places.get(folderKey);
    if (found && found.folder === undefined) return fileAndFolder(found.taken, wanted, wanted);
    if (found) return found.folder === folder ? undefined : urlsAlike(found.taken, wanted);
    places.set(folderKey, { taken: wanted, folder });
  }
  return undefined;
}

function badPath(output: PlannedOutput): Diagnostic {
  const { path, source } = output;
  const folder = path.split('/').find(hasLongSegment);
  if (folder !== undefined) {
    return diagnose('output/long-path', { start: folder.slice(0, 40), source }, placeOf(output));
  }
  return diagnose('output/unsafe-path', { url: urlOf(path), source }, placeOf(output));
}

function urlTaken(first: Taken, second: Taken, path: string = first.path): Diagnostic {
  const sources = { first: first.output.source, second: second.output.source };
  return diagnose('output/url-taken', { url: urlOf(path), ...sources }, placeOfBoth(first, second));
}

function urlsAlike(first: Taken, second: Taken): Diagnostic {
  return diagnose(
    'output/urls-alike',
    {
      first: first.output.source,
      firstUrl: urlOf(first.path),
      second: second.output.source,
      secondUrl: urlOf(second.path),
    },
    placeOfBoth(first, second),
  );
}

function fileAndFolder(file: Taken, within: Taken, later: Taken): Diagnostic {
  const earlier = later === file ? within : file;
  // `/a.php` and `/a.php/` are one address to readers.
  if (within.path === `${file.path}/index.html`) return urlTaken(earlier, later, file.path);
  return diagnose(
    'output/file-and-folder',
    {
      file: file.output.source,
      fileUrl: urlOf(file.path),
      within: within.output.source,
      withinUrl: urlOf(within.path),
    },
    placeOfBoth(earlier, later),
  );
}

/** Outputs of the program itself have no source that the author could change. */
function placeOfBoth(first: Taken, second: Taken): SourceLocation {
  return placeOf(second.output.file === undefined ? first.output : second.output);
}

function placeOf({ file, position }: PlannedOutput): SourceLocation {
  const at = position?.();
  return { ...(file !== undefined && { file }), ...(at && { position: at }) };
}

/** The address as readers see it, without the site's sub-path. */
function urlOf(path: string): string {
  return `/${path}`.replace(/\/index\.html$/, '/');
}
