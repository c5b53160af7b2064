/** The pages that a site's configuration adds: entries, their lists, and pages of their own. */
import { pageUrl } from '../../collections/addresses.ts';
import { isCalled } from '../../collections/entries.ts';
import { relatedIndex } from '../../collections/related/relatedIndex.ts';
import type { Entry } from '../../core/model.ts';
import { remembered } from '../../core/remembered.ts';
import { siteTexts } from '../../core/siteTexts.ts';
import { dateView } from '../../core/time.ts';
import { bodyBlocks, type ContentOf, frameOrigins } from '../../views/bodyViews.ts';
import { paginationView, previewText, splitIntoPages } from '../../views/cards.ts';
import { hrefOf, type Place } from '../../views/hrefs.ts';
import { collectionJsonLd } from '../../views/jsonLd.ts';
import { findFigure } from '../../views/mediaLibrary.ts';
import type { Page } from '../../views/page.ts';
import { feedLinks } from '../../views/siteView.ts';
import type { EntryCardView, EntryListView, EntryPageView, LinkView } from '../../views/views.ts';
import type { PageParts } from '../pageParts.ts';
import type { AnsweredList, AnsweredPage } from './ownSite.ts';

export function ownPages(parts: PageParts): readonly Page[] {
  const { own, collections } = parts;
  const { shown } = collections.entries;
  const cardOf = remembered((entry: Entry): EntryCardView => entryCard(entry, parts));
  const relatedTo = createRelated(parts, cardOf);
  return [
    ...shown.map((entry) => entryPage(entry, relatedTo, parts)),
    ...own.lists.flatMap((list) => listPages(list, cardOf, parts)),
    ...own.pages.map((page) => ownPage(page, parts)),
  ];
}

function entryPage(
  entry: Entry,
  relatedTo: (entry: Entry) => readonly EntryCardView[],
  parts: PageParts,
): Page {
  const { file, url, title, updated, language } = entry;
  const { own, layout, renderContext } = parts;
  const known = own.entries.get(file);
  if (!known) throw new Error(`Nobody asked about ${file}`);
  const { facts, template, jsonLd } = known;
  const view = (contentOf: ContentOf): EntryPageView => {
    const body = bodyBlocks(contentOf(file), file, renderContext);
    const lead = findFigure(entry, renderContext);
    return {
      ...layout({
        url,
        title,
        description: facts.description,
        language,
        above: placesAbove(entry, parts),
        origins: { frames: frameOrigins(body) },
        jsonLd: jsonLd ? [jsonLd] : [],
      }),
      title,
      ...(language !== undefined && { language }),
      ...(updated && { updated: dateView(updated) }),
      body,
      entry: { ...facts, body },
      tags: tagLinks(entry, parts),
      ...(lead && { lead }),
      related: relatedTo(entry),
    };
  };
  return { url, source: file, file, content: { kind: 'own', template, view } };
}

/** The first list of the entry's collection below whose address it stands. */
function placesAbove({ collection, url }: Entry, { own }: PageParts): readonly Place[] {
  const list = own.lists.find((one) => one.collection === collection && url.startsWith(one.url));
  return list ? [{ name: list.title, url: list.url }] : [];
}

/** Tags lead to their pages, as far as articles have them, too. */
function tagLinks({ tags }: Entry, { collections, settings }: PageParts): readonly LinkView[] {
  return tags.flatMap(({ key }) => {
    const group = collections.tags.find((one) => one.key === key);
    return group ? [{ name: group.name, url: hrefOf(settings.url, group.url) }] : [];
  });
}

function entryCard(entry: Entry, { own, collections, settings, media }: PageParts): EntryCardView {
  const { file, url, title, date, language } = entry;
  const picture = findFigure(entry, { media, site: settings.url })?.picture;
  const hidden = collections.entries.hidden.get(entry);
  return {
    url: hrefOf(settings.url, url),
    kicker: '',
    title,
    teaser: own.entries.get(file)?.facts.description ?? '',
    authors: [],
    ...(date && { published: dateView(date) }),
    ...(language !== undefined && { language }),
    ...(picture && { picture }),
    ...(hidden && { preview: previewText(hidden, entry) }),
  };
}

/** The editor's picks among entries and articles, then entries of the same collection with the same tags. */
function createRelated(
  { collections, settings, cards, findArticle }: PageParts,
  cardOf: (entry: Entry) => EntryCardView,
): (entry: Entry) => readonly EntryCardView[] {
  const { limit } = settings.related;
  const indexOf = remembered((name: string) => {
    const entries = (collections.entries.ofCollection.get(name) ?? []).toSorted(
      (a, b) => (b.date ?? noDate).instant - (a.date ?? noDate).instant || (a.slug < b.slug ? -1 : 1),
    );
    const candidates = entries.map((entry) => ({ ...entry, date: entry.date ?? noDate }));
    return { entries, index: relatedIndex(candidates, Math.max(limit, 1)) };
  });
  return (entry) => {
    if (limit === 0) return [];
    const { entries, index } = indexOf(entry.collection);
    const picks = entry.related.flatMap(({ target }): readonly EntryCardView[] => {
      const found = entries.find((one) => one !== entry && isCalled(one, target));
      if (found) return [cardOf(found)];
      const article = findArticle(target);
      return article ? [cards.cardOf(article)] : [];
    });
    const byTags = index.relatedTo(entries.indexOf(entry)).flatMap((found) => {
      const other = entries[found.index];
      return other ? [cardOf(other)] : [];
    });
    return [...new Set([...picks, ...byTags])].slice(0, limit);
  };
}

const noDate = { instant: 0, offset: 0, dayOnly: true };

function listPages(
  list: AnsweredList,
  cardOf: (entry: Entry) => EntryCardView,
  parts: PageParts,
): readonly Page[] {
  const { own, collections, layout, settings, machines } = parts;
  const { url, title, description, files, perPage, hasFeeds, template, config } = list;
  const { url: site } = settings;
  const ofFile = new Map(
    collections.entries.ofCollection.get(list.collection)?.map((one) => [one.file, one]),
  );
  const entries = files.flatMap((file) => ofFile.get(file) ?? []);
  const runs = splitIntoPages(entries, Math.min(perPage, Math.max(1, entries.length)));
  return runs.map((run, index): Page => {
    const number = index + 1;
    const pageName = siteTexts.pageOf(number, runs.length);
    const view = (): EntryListView => {
      const cards = run.map(cardOf);
      const page = { url: pageUrl(url, number), name: title };
      return {
        ...layout({
          url: page.url,
          title: number === 1 ? title : `${title} – ${pageName}`,
          name: number === 1 ? title : pageName,
          description,
          above: number === 1 ? [] : [{ name: title, url }],
          ...(hasFeeds && { feedsOf: { name: title, url } }),
          ...(number > 1 && { previous: pageUrl(url, number - 1) }),
          ...(number < runs.length && { next: pageUrl(url, number + 1) }),
          jsonLd: [collectionJsonLd(page, cards, index * perPage + 1 || 1, machines)],
        }),
        kicker: '',
        heading: title,
        intro: [],
        links: [],
        count: siteTexts.entries(entries.length),
        ...(hasFeeds && { feeds: feedLinks(site, url) }),
        picks: [],
        entries: run.flatMap(({ file }) => own.entries.get(file)?.facts ?? []),
        cards,
        pagination: { ...paginationView(url, number, runs.length, site), isMixed: true },
      };
    };
    const source = `${title} (${config})`;
    return { url: pageUrl(url, number), source, file: config, content: { kind: 'own', template, view } };
  });
}

function ownPage(page: AnsweredPage, { layout }: PageParts): Page {
  const { url, title, description, template, view: given, text, jsonLd, config } = page;
  const place = { url, source: `${title} (${config})`, file: config };
  if (template === undefined)
    return { ...place, content: { kind: 'plain-text', view: () => ({ text: text ?? '' }) } };
  const view = () => ({
    ...layout({ url, title, description, jsonLd: jsonLd ? [jsonLd] : [] }),
    title,
    view: given,
  });
  return { ...place, content: { kind: 'own', template, view } };
}
