import type { SiteKind } from './siteKind.ts';
import { staticPages } from './staticPages.ts';

/**
 * Ressorts, tags, authors, years and months are taxonomies: Hugo's fastest way to such lists. The templates
 * stand there once, under the names of Hugo 0.146; older ones get them and the settings under the names they know.
 *
 * @param minor 111 of Hugo 0.111.3
 */
export function hugoSite(minor: number): SiteKind {
  const isOld = minor < 146;
  return {
    name: `hugo-${minor}`,
    templates: 'hugo/site',
    stylesheet: 'static/style.css',
    placeOf: isOld ? oldPlaceOf : (path) => path,
    files: {
      ...staticPages('content'),
      // An unknown setting is ignored in silence.
      'names.yaml': isOld ? oldSettings(minor) : `locale: de\n${pagination}`,
      ...Object.fromEntries(
        ['thema', 'ressort', 'autor', 'jahr'].map((name) => [
          `content/${name}/_index.md`,
          overview(name, isOld ? '_build' : 'build'),
        ]),
      ),
    },
    frontMatter: ({ title, date, description, section, tags, author, slug }) => ({
      title,
      date,
      description,
      slug,
      ressort: [section],
      thema: tags,
      autor: [author],
      jahr: [date.toISOString().slice(0, 4)],
      monat: [date.toISOString().slice(0, 7)],
    }),
  };
}

const pagination = 'pagination: { pagerSize: 20, path: seite, disableAliases: true }\n';

function oldSettings(minor: number): string {
  return `languageCode: de\n${minor < 128 ? 'paginate: 20\npaginatePath: seite\n' : pagination}`;
}

/** Only months have a list of their own, the archive. */
function overview(name: string, build: string): string {
  const years = name === 'jahr' ? 'cascade: { outputs: [HTML] } # Years have no feeds.\n' : '';
  return `---\ntitle: ${name}\n${build}: { render: never }\n${years}---\n`;
}

function oldPlaceOf(path: string): string {
  if (path === 'layouts/home.html') return 'layouts/index.html';
  if (path === 'layouts/404.html') return path;
  return path
    .replace(/^layouts\/_partials\//, 'layouts/partials/')
    .replace(/^layouts\/(?=[^/]+$)/, 'layouts/_default/');
}
