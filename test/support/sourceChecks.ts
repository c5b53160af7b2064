/**
 * What must hold of sources, templates and documents together and no type can say. Each check returns what is wrong with
 * a tree of files: the repository's own (test/architecture.test.ts), or one with a change (test/checklists.test.ts).
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Path inside the repository → text. */
export type Tree = ReadonlyMap<string, string>;

const folders = ['src', 'templates', 'docs', 'test', 'scripts'];
const texts = /\.(?:ts|js|css|eta|md|json)$/;

/** The files of the repository that checks and changes are about. */
export function readRepository(root: string): Tree {
  const inside = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((path) => `${folder}/${path}`),
  );
  return new Map(
    [...inside, 'knip.json']
      .filter((path) => texts.test(path))
      .map((path) => [path, readFileSync(join(root, path), 'utf8')]),
  );
}

function textOf(tree: Tree, path: string): string {
  const text = tree.get(path);
  if (text === undefined) throw new Error(`There is no ${path}`);
  return text;
}

function all(tree: Tree, within: RegExp): readonly (readonly [string, string])[] {
  return [...tree].filter(([path]) => within.test(path));
}

function matches(text: string, pattern: RegExp): readonly string[] {
  return [...text.matchAll(pattern)].map(([, found = '']) => found);
}

/** The text from what `start` matches to the next line that begins with a closing bracket. @throws when there is none */
function blockAt(text: string, start: RegExp): string {
  const from = text.search(start);
  const end = text.slice(from).search(/^[})\]]/m);
  if (from < 0 || end < 0) throw new Error(`Nothing begins like ${String(start)}`);
  return text.slice(from, from + end);
}

/** Names that a document's tables have in their first column. */
function rowsOf(text: string): readonly string[] {
  return matches(text, /^\| ((?:`[^`]+`(?:, )?)+)/gm).flatMap((cell) => matches(cell, /`([^`]+)`/g));
}

const templateKinds = (tree: Tree): readonly string[] =>
  matches(
    blockAt(textOf(tree, 'src/views/views.ts'), /^export interface TemplateViews /m),
    /^ {2}readonly '?([\w-]+)'?:/gm,
  );

/** Plugins that give authors nothing to write: they clean, typeset or complain. */
const silentPlugins = [
  'rehypeRawHtml',
  'rehypeUnfitReferences',
  'rehypePassageFaults',
  'rehypeTitleOnce',
  'remarkListNumbers',
  'remarkPartners',
  'remarkLeftOver',
  'rehypeGerman',
  'rehypeSlots',
];

const without = (names: readonly string[], known: readonly string[]): readonly string[] =>
  names.filter((name) => !known.includes(name));

export const sourceChecks = {
  /** Entries are those that knip.json knows. */
  'source that nothing imports': (tree) => {
    const imported = new Set(
      all(tree, /^src\/.*\.ts$/).flatMap(([path, text]) =>
        matches(text, /(?:\bfrom|\bimport|\bimport\()\s*'(\.[^']+)'/g).map((specifier) =>
          join(path, '..', specifier),
        ),
      ),
    );
    const entries = matches(textOf(tree, 'knip.json'), /"(src\/[\w/]+\.ts)"/g);
    const sources = all(tree, /^src\/.*\.ts$/).map(([path]) => path);
    return sources.filter((path) => !imported.has(path) && !entries.includes(path));
  },

  'diagnostic that nobody reports': (tree) => {
    const isMessage = /^src\/core\/diagnostics\/messages\//;
    const reported = all(tree, /^src\/.*\.ts$/).flatMap(([path, text]) =>
      isMessage.test(path) ? [] : matches(text, /'([a-z-]+\/[a-z0-9-]+)'/g),
    );
    const known = new Set(reported);
    return all(tree, isMessage)
      .flatMap(([, text]) => matches(text, /^ {2}'([a-z-]+\/[a-z0-9-]+)': (?:error|warning|note)\(/gm))
      .filter((code) => !known.has(code));
  },

  'front matter key without words for the reference': (tree) => {
    const schema = blockAt(textOf(tree, 'src/content/article.ts'), /^export function articleSchema\(/m);
    const words = blockAt(textOf(tree, 'scripts/schemaWords.ts'), /^export const articleWords /m);
    return without(matches(schema, /^ {4}(\w+): /gm), matches(words, /^ {2}(\w+): /gm));
  },

  'field of a view that no template shows': (tree) => {
    const shown = all(tree, /^templates\/.*\.eta$/)
      .map(([, text]) => text.replace(/\/\*[^]*?\*\//g, ''))
      .join('\n');
    const views = matches(
      blockAt(textOf(tree, 'src/views/views.ts'), /^export interface TemplateViews /m),
      /: (\w+);/g,
    );
    return views.flatMap((view) =>
      matches(
        blockAt(textOf(tree, 'src/views/views.ts'), new RegExp(String.raw`^export interface ${view}\s`, 'm')),
        /^ {2}readonly (\w+)\??:/gm,
      )
        .filter((field) => !new RegExp(`\\b${field}\\b`).test(shown))
        .map((field) => `${view}.${field}`),
    );
  },

  'page kind without a template': (tree) =>
    templateKinds(tree).filter((kind) => !tree.has(`templates/${kind}.eta`)),

  'template without a row in the reference': (tree) =>
    without(
      templateKinds(tree).map((kind) => `${kind}.eta`),
      rowsOf(textOf(tree, 'docs/reference/templates.md')),
    ),

  /** The row names the views that the head of the file names. */
  'template whose view the reference does not name': (tree) => {
    const rows = textOf(tree, 'docs/reference/templates.md')
      .split('\n')
      .filter((line) => line.startsWith('| `'));
    return all(tree, /^templates\/.*\.eta$/).flatMap(([path, text]) => {
      const name = path.replace('templates/', '');
      const row = rows.findLast((line) => rowsOf(line).includes(name)) ?? '';
      const views = matches(
        /\/\*[^]*?\*\//.exec(text)?.[0] ?? '',
        /\b(?:View|it\.\w+): ([A-Z]\w+(?:\[\])?)/g,
      );
      const isNamed = row !== '' && views.every((view) => row.includes(`\`${view}\``));
      return isNamed ? [] : [name];
    });
  },

  'Markdown plugin without an example': (tree) => {
    const chain = blockAt(textOf(tree, 'src/markdown/markdown.ts'), /^function createProcessor\(/m);
    const plugins = matches(chain, /\.use\([^\n]*?\b((?:rehype|remark)\w+)/g);
    const examples = matches(textOf(tree, 'test/markdown/constructs.ts'), /^ {2}(\w+): \{$/gm);
    return without(plugins, [...silentPlugins, ...examples, 'remarkParse', 'remarkRehype']);
  },

  'Markdown construct that the handbook does not explain': (tree) => {
    const headings = all(tree, /^docs\/handbuch[\w-]*\.md$/).flatMap(([, text]) =>
      matches(text, /^(#+ .+)$/gm),
    );
    return without(
      matches(textOf(tree, 'test/markdown/constructs.ts'), /^ {4}handbook: '(.+)',$/gm),
      headings,
    );
  },

  'class in texts without a look': (tree) => {
    const styles = all(tree, /^templates\/.*\.css$/)
      .map(([, text]) => text)
      .join('\n');
    return all(tree, /^src\/markdown\/.*\.ts$/)
      .flatMap(([, text]) => matches(text, /className: \['([\w-]+)'/g))
      .filter((name) => !new RegExp(`\\.${name}(?![\\w-])`).test(styles));
  },

  'comment format that no document names': (tree) =>
    without(
      matches(
        matches(textOf(tree, 'src/config/commentSettings.ts'), /^const commentFormats = \[([^\]]*)\]/gm)[0] ??
          '',
        /'(\w+)'/g,
      ),
      rowsOf(textOf(tree, 'docs/kommentare.md')),
    ),

  'file in the architecture that does not exist': (tree) => {
    const paths = [...tree.keys()];
    return matches(textOf(tree, 'docs/architecture.md'), /`([\w/.-]+\.(?:ts|js|eta|css))`/g).filter(
      (named) => !paths.some((path) => path === named || path.endsWith(`/${named}`)),
    );
  },

  'name in the architecture that no source knows': (tree) => {
    const sources = all(tree, /^src\/.*\.ts$/)
      .map(([, text]) => text)
      .join('\n');
    const named = matches(textOf(tree, 'docs/architecture.md'), /`((?:\w+\.)?\w*[a-z][A-Z]\w*)`/g);
    return named.filter(
      (name) => !name.split('.').every((part) => new RegExp(`\\b${part}\\b`).test(sources)),
    );
  },
} as const satisfies Readonly<Record<string, (tree: Tree) => readonly string[]>>;

export type SourceCheck = keyof typeof sourceChecks;
