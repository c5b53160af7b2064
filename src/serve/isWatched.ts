/** Names of leftovers that `read/siteFolder.ts` skips, and of what other programs put into a site folder. */
const foreignNames = /^\.#|^#.*#$|^\.DS_Store$|~$|\.(?:swp|tmp)$|^(?:node_modules|\.git|\.cache)$/;

/** Here hidden files are published as they are. */
const published = 'templates/static/';

/**
 * Whether a change at `path` (inside the site folder, `/`-separated, NFC; '' is the folder itself) may matter
 * to a site of `paths`: it is one of them, lies in one, or one lies in it.
 */
export function isWatched(path: string, paths: readonly string[]): boolean {
  if (path === '') return true;
  const isOurs = paths.some(
    (ours) => path === ours || path.startsWith(`${ours}/`) || ours.startsWith(`${path}/`),
  );
  if (!isOurs || path.split('/').some((name) => foreignNames.test(name))) return false;
  return path.startsWith(published) || !/(?:^|\/)\./.test(path);
}
