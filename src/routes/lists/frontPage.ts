/** The front page, as the editor wants it, and the further pages of the list of all articles. */
import { homeUrl } from '../../collections/addresses.ts';
import type { Group } from '../../collections/groups.ts';
import type { ArticleFinder } from '../../collections/related/seeAlso.ts';
import { cardsPerSection } from '../../config/pageSettings.ts';
import type { Settings } from '../../config/settings.ts';
import { diagnose } from '../../core/diagnostics/diagnostics.ts';
import { nearest } from '../../core/diagnostics/suggester.ts';
import type { Article, ArticleMeta, Diagnostic } from '../../core/model.ts';
import { siteTexts } from '../../core/siteTexts.ts';
import { slugify } from '../../core/slug.ts';
import { paginationView, splitIntoPages } from '../../views/cards.ts';
import { commentFeedUrl, linkTo } from '../../views/hrefs.ts';
import { publisherJsonLd } from '../../views/jsonLd.ts';
import type { Page } from '../../views/page.ts';
import type { HomeView } from '../../views/views.ts';
import type { PageParts } from '../pageParts.ts';
import { listingPages } from './listingPages.ts';

/** Articles beside the lead. */
const secondaryCount = 4;

export function homePages(parts: PageParts, hasCommentFeed: boolean): readonly Page[] {
  const { collections, settings, layout, machines } = parts;
  const { url: site, articlesPerPage, description, translations } = settings;
  const { articles } = collections;
  const everything = { url: homeUrl, kicker: '', name: siteTexts.everything, articles, hasFeeds: false };
  const view = (): HomeView => ({
    ...layout({
      url: homeUrl,
      title: siteTexts.home,
      description,
      translations,
      jsonLd: publisherJsonLd(settings, machines),
      ...(hasCommentFeed && { commentFeed: { name: siteTexts.comments, url: commentFeedUrl(homeUrl) } }),
    }),
    ...frontBlocks(parts),
    pagination: paginationView(homeUrl, 1, splitIntoPages(articles, articlesPerPage).length, site),
  });
  const home: Page = { url: homeUrl, source: siteTexts.home, content: { kind: 'home', view } };
  return [home, ...listingPages(everything, parts, 2)];
}

type FrontBlocks = Pick<HomeView, 'lead' | 'secondary' | 'opinion' | 'sections' | 'mostRead' | 'latest'>;

/**
 * Each article stands in one block: what the editor has chosen comes before what is only new. All articles of the first
 * page of the list are there, because the list goes on with the second.
 */
function frontBlocks({ collections, settings, cards, findArticle }: PageParts): FrontBlocks {
  const { articles } = collections;
  const { front, articlesPerPage, url: site } = settings;
  const taken = new Set<Article>();
  const take = (from: Iterable<Article | undefined>, count = Infinity): HomeView['latest'] => {
    const some: Article[] = [];
    for (const article of from) {
      if (some.length >= count) break;
      if (!article || taken.has(article)) continue;
      taken.add(article);
      some.push(article);
    }
    return some.map(cards.cardOf);
  };
  const [lead] = take([collections.lead, ...articles.slice(0, 1)], 1);
  const mostRead = take(front.mostRead.map(({ name }) => findArticle(name)));
  const opinions = front.opinion > 0 ? articles.filter(({ label }) => label === 'meinung') : [];
  const opinion = take(opinions, front.opinion);
  const secondary = take(articles, secondaryCount);
  const sections = sectionsOf(collections.sections, settings).flatMap(({ group, count }) => {
    const own = take(group.articles, count);
    return own.length === 0 ? [] : [{ link: linkTo(group, site), cards: own }];
  });
  const latest = take(articles.slice(0, articlesPerPage));
  return { lead, secondary, opinion, sections, mostRead, latest };
}

interface SectionBlock {
  readonly group: Group;
  readonly count: number;
}

/** Without a choice of the editor all Ressorts by name: a blog that has one only needs no block for it. */
function sectionsOf(sections: readonly Group[], { front }: Pick<Settings, 'front'>): readonly SectionBlock[] {
  if (!front.sections)
    return sections.length > 1 ? sections.map((group) => ({ group, count: cardsPerSection })) : [];
  const byKey = new Map<string, Group>(sections.map((group) => [group.key, group]));
  return front.sections.flatMap(({ name, articles: count }) => {
    const group = byKey.get(slugify(name));
    return group ? [{ group, count }] : [];
  });
}

/** Ressorts and articles of `front:` that do not exist. */
export function checkFront(
  { front }: Pick<Settings, 'front'>,
  sources: readonly { readonly meta: Pick<ArticleMeta, 'section'> }[],
  finder: ArticleFinder,
  articleNames: () => ReadonlySet<string>,
): readonly Diagnostic[] {
  const { sections = [], mostRead } = front;
  if (sections.length + mostRead.length === 0) return [];
  const known = new Map(
    sources.flatMap(({ meta: { section } }) => (section ? [[section.key, section.name]] : [])),
  );
  const unknown = sections.flatMap(({ name, place }) => {
    if (known.has(slugify(name))) return [];
    return diagnose(
      'settings/front-section',
      { name, suggestion: nearest(name, [...known.values()]) },
      place,
    );
  });
  const names = articleNames();
  const picks = mostRead.flatMap(({ name, place }) => {
    if (finder.find(name) || names.has(name)) return [];
    const suggestion = finder.suggest(name);
    return diagnose('catalogue/related-unknown', { key: 'front: mostRead', target: name, suggestion }, place);
  });
  return [...unknown, ...picks];
}
