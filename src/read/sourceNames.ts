/**
 * Decides which names in the site folder count, and which are leftovers of editors, systems and sync
 * programs.
 */
import { nearest } from '../report/nearest.ts';

/** Files that an author may have meant to be read or published. */
export type LeftOut = 'conflict-copy' | 'backup' | 'hidden';

/** Here the theme keeps what is published as it is. */
const publishedFolder = 'templates/static/';

/** Hidden, and made to be published. */
const publishedHidden = /^\.(?:well-known|nojekyll|htaccess|domains)$/;

const litter =
  /^(?:\.DS_Store|\._.*|\.#.*|#.*#|~\$.*|\.~lock\..*|(?:eh)?Thumbs\.db|desktop\.ini|Icon\r|__MACOSX|@eaDir|\$RECYCLE\.BIN|\.git(?:ignore|keep|attributes|modules)?)$|~$|\.(?:sw[op]|tmp|part|crdownload)$/i;

/** As Dropbox, Nextcloud, Seafile (all in brackets, with the day), Syncthing and older clients of ownCloud name them. */
const conflictCopy =
  /\([^()]*(?:conflict|Konflikt)[^()]*\d{4}-\d\d-\d\d[^()]*\)|\.sync-conflict-\d{8}-|_conflict-\d{8}-/i;

/** Whether a name in `folder` is one of the site's; `litter` is what nobody misses. */
export function judgeName(name: string, folder: string): 'ours' | 'litter' | LeftOut {
  const isPublished = `${folder}/`.startsWith(publishedFolder);
  if (litter.test(name)) return 'litter';
  if (conflictCopy.test(name)) return 'conflict-copy';
  if (/\.(?:bak|orig|rej)$/i.test(name)) return isPublished ? 'backup' : 'litter';
  if (!name.startsWith('.') || (isPublished && publishedHidden.test(name))) return 'ours';
  return isPublished ? 'hidden' : 'litter';
}

/** Whether every name on the way from `folder` down `path` is one of the site's. */
export function isOursBelow(folder: string, path: readonly string[]): boolean {
  return path.every((name, index) => judgeName(name, [folder, ...path.slice(0, index)].join('/')) === 'ours');
}

const otherText = /\.(?:txt|mdx|mdown|mkdn?|mdtxt|docx?|odt|rtf|html?|pages|adoc|rst|textile|org)$/i;

/** Whether the file seems to be a text, though not one that is read, and the name under which it would be; empty where a new name is not enough. */
export function unreadText(name: string): { readonly better: string } | undefined {
  if (!otherText.test(name)) return undefined;
  const isPlain = /\.(?:txt|mdx|mdown|mkdn?|mdtxt)$/i.test(name);
  return { better: isPlain ? name.replace(/(?:\.md)?\.[^.]+$/i, '.md') : '' };
}

/** Other words for the names of the plan, in German and of other programs. */
const otherNames: Readonly<Record<string, string>> = {
  inhalt: 'content',
  inhalte: 'content',
  vorlagen: 'templates',
  'site.yaml.txt': 'site.yaml',
  artikel: 'articles',
  beiträge: 'articles',
  beitraege: 'articles',
  posts: 'articles',
  _posts: 'articles',
  seiten: 'pages',
  autoren: 'authors',
  bilder: 'media',
  images: 'media',
  kommentare: 'comments',
  glossar: 'glossary',
};

export interface Misnamed {
  readonly name: string;
  readonly meant: string;
}

/**
 * Finds those of `names` that seem to be misspellings of the `known`; names that differ in more than capitals
 * only where that one is missing.
 */
export function misnamedAmong(names: readonly string[], known: readonly string[]): readonly Misnamed[] {
  return names
    .filter((name) => !known.includes(name) && judgeName(name, '') === 'ours')
    .flatMap((name) => {
      const lower = name.normalize('NFC').toLowerCase();
      const twin = known.find((one) => one === lower);
      const alias = known.find((one) => one === otherNames[lower]);
      const meant = twin ?? alias ?? nearest(name, known);
      return meant === '' || (!twin && names.includes(meant)) ? [] : [{ name, meant }];
    });
}
