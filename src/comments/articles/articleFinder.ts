/** Finds the article that an imported comment belongs to. */
import { createArticleKeys } from '../../collections/shownArticles.ts';
import type { SiteUrl } from '../../config/settings.ts';
import type { Article, UrlPath } from '../../core/model.ts';
import { decodeLoosely } from '../../core/paths.ts';

export type ArticleFinder = ReturnType<typeof createArticleFinder>;

/** Finds articles by what comments call them. */
export function createArticleFinder(articles: readonly Article[], { origin, base }: SiteUrl) {
  const keys = createArticleKeys(articles);
  const addresses = new Map<string, Article>();
  for (const article of articles) for (const alias of article.aliases) addresses.set(plain(alias), article);
  for (const article of articles) addresses.set(plain(article.url), article);
  /** The article at an address inside the site, now or formerly; undefined when there is none. */
  const at = (address: string): Article | undefined => addresses.get(plain(address));
  return {
    at,
    /** As `at`, and by a web address of the site, by the slug, or by the name of a folder of comments. */
    named: (name: string): Article | undefined => {
      const path = pathIn(name, origin);
      const inside = path.startsWith(`${base}/`) ? path.slice(base.length) : path;
      return at(inside) ?? at(path) ?? keys.find(inside);
    },
    /** See `createArticleKeys`; undefined when there is no such article. */
    keyOf: (address: UrlPath): string | undefined => {
      const article = at(address);
      return article && keys.keyOf(article);
    },
  };
}

/** Path of a web address of any host: the export may be from the time before the site moved. */
function pathIn(name: string, origin: string): string {
  if (!/^https?:/i.test(name)) return name;
  return URL.canParse(name, origin) ? new URL(name, origin).pathname : name;
}

function plain(address: string): string {
  return decodeLoosely(address.replace(/[?#].*$/s, ''))
    .normalize('NFC')
    .replace(/(?:^|\/)index\.html$/, '')
    .replace(/^\/+|\/+$/g, '');
}
