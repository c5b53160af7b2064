/** What every page shows of the site. */
import type { Collections } from '../collections/collections.ts';
import {
  archiveUrl,
  correctionsUrl,
  glossaryUrl,
  homeUrl,
  podcastUrl,
  searchUrl,
  staticPageUrl,
} from '../collections/addresses.ts';
import type { WrittenLink } from '../config/pageSettings.ts';
import { themeColours } from '../config/designSettings.ts';
import type { Settings, SiteUrl } from '../config/settings.ts';
import type { UrlPath, Article, Diagnostic, PageMeta } from '../core/model.ts';
import { diagnose } from '../core/diagnostics/diagnostics.ts';
import { nearest } from '../core/diagnostics/suggester.ts';
import { hrefOf, hrefOfWritten, linkTo, type Place } from './hrefs.ts';
import { siteTexts } from '../core/siteTexts.ts';
import type { FeedLinks, LinkView, LogoView, SiteView } from './views.ts';
import { typeset } from '../markdown/german/typeset.ts';

/** Where the theme's files stand, inside the site; empty for those it does not have. */
export interface ThemeUrls {
  readonly stylesheet: UrlPath | '';
  readonly script: UrlPath | '';
  readonly commentScript: UrlPath | '';
  readonly embedScript: UrlPath | '';
  readonly searchScript: UrlPath | '';
  readonly favicon: UrlPath | '';
  /** By their names in `templates/fonts/`. */
  readonly fonts: Readonly<Record<string, UrlPath | ''>>;
  readonly logo?: LogoAt;
  /** For dark mode. */
  readonly logoDark?: LogoAt;
  /** Cover of the podcast. */
  readonly cover?: UrlPath;
}

interface LogoAt extends LogoView {
  readonly url: UrlPath;
}

export function siteView(settings: Settings, collections: Collections, theme: ThemeUrls): SiteView {
  const { title, description, language, url, design } = settings;
  const sections = collections.sections.map((section) => linkTo(section, url));
  const toHref = (link: LinkView): LinkView => ({ ...link, url: hrefOfWritten(url, link.url) });
  const navigation = settings.navigation.map(toHref);
  const logoView = (logo: LogoAt): LogoView => ({ ...logo, url: hrefOf(url, logo.url) });
  const fileUrl = (path: UrlPath | ''): string => (path === '' ? '' : hrefOf(url, path));
  return {
    title,
    description,
    language,
    homeUrl: hrefOf(url, homeUrl),
    navigation: navigation.length > 0 ? navigation : sections,
    header: settings.header.map(toHref),
    footer: footerLinks(collections, settings),
    profiles: (settings.publisher.profiles ?? []).flatMap((profile) =>
      profile.name === undefined ? [] : { name: profile.name, url: profile.url },
    ),
    breaking: collections.breaking.map((article) => headlineLink(article, url)),
    archiveUrl: hrefOf(url, archiveUrl),
    ...(settings.search && { searchUrl: hrefOf(url, searchUrl) }),
    feeds: feedLinks(url, homeUrl),
    ...(settings.podcast && { podcastUrl: hrefOf(url, podcastUrl) }),
    stylesheetUrl: fileUrl(theme.stylesheet),
    scriptUrl: fileUrl(theme.script),
    faviconUrl: fileUrl(theme.favicon),
    fontUrls: Object.fromEntries(Object.entries(theme.fonts).map(([name, path]) => [name, fileUrl(path)])),
    ...(theme.logo && { logo: logoView(theme.logo) }),
    ...(theme.logoDark && { logoDark: logoView(theme.logoDark) }),
    themeColours: {
      light: design.colours.light.paper ?? themeColours.light.paper,
      dark: design.colours.dark.paper ?? themeColours.dark.paper,
    },
    texts: siteTexts,
  };
}

/** What the settings name first, then all other pages by title. */
function footerLinks(
  { glossary, pages, articles }: Collections,
  { footer, url: site }: Pick<Settings, 'footer' | 'url'>,
): SiteView['footer'] {
  const places: readonly Place[] = [
    ...(glossary.length > 0 ? [{ name: siteTexts.glossary, url: glossaryUrl }] : []),
    ...pages.map(({ title, url }) => ({ name: title, url })),
    ...(articles.some(({ corrections }) => corrections.length > 0)
      ? [{ name: siteTexts.allCorrections, url: correctionsUrl }]
      : []),
  ];
  const named = new Set<Place>();
  const first = footer.flatMap((entry): readonly LinkView[] => {
    if ('url' in entry) return [{ ...entry, url: hrefOfWritten(site, entry.url) }];
    const place = places.find(({ url }) => footerName(url) === entry.name);
    if (!place || named.has(place)) return [];
    named.add(place);
    return [linkTo(place, site)];
  });
  return [...first, ...places.filter((place) => !named.has(place)).map((place) => linkTo(place, site))];
}

/** `/impressum/` → `impressum` */
function footerName(url: UrlPath): string {
  return url.replaceAll('/', '');
}

/** Pages that `footer:` names and that do not exist; drafts do. */
export function checkFooter(
  { footer }: Settings,
  pages: readonly { readonly meta: Pick<PageMeta, 'slug'> }[],
): readonly Diagnostic[] {
  const known = [...pages.map(({ meta }) => staticPageUrl(meta.slug)), glossaryUrl, correctionsUrl].map(
    footerName,
  );
  return footer.flatMap((entry) => {
    if ('url' in entry || known.includes(entry.name)) return [];
    const { name, place } = entry;
    return diagnose('settings/footer-unknown', { name, suggestion: nearest(name, known) }, place);
  });
}

/** The addresses of a list's feeds: `/feed.xml` for the whole site, `/thema/nordkorea/feed.xml` for a tag. */
export function feedUrls(list: UrlPath): Readonly<Record<keyof FeedLinks, UrlPath>> {
  const at = (name: string): UrlPath => `${list}${name}` as UrlPath;
  return { rss: at('feed.xml'), atom: at('atom.xml'), json: at('feed.json') };
}

/** As they stand in pages; those of feeds are absolute. */
export function feedLinks(site: SiteUrl, list: UrlPath, toHref = hrefOf): FeedLinks {
  const { rss, atom, json } = feedUrls(list);
  return { rss: toHref(site, rss), atom: toHref(site, atom), json: toHref(site, json) };
}

/** The site's own words as readers see them: its name, what it says of itself, and its navigation. */
export function typesetSettings(settings: Settings): Settings {
  const set = (text: string): string => typeset(text, settings.typography);
  const setLink = ({ name, url }: WrittenLink): WrittenLink => ({ name: set(name), url });
  return {
    ...settings,
    title: set(settings.title),
    description: set(settings.description),
    navigation: settings.navigation.map(setLink),
    header: settings.header.map(setLink),
    footer: settings.footer.map((entry) => ('url' in entry ? setLink(entry) : entry)),
  };
}

/** Address of the privacy policy to which the consent box of comment forms links; empty: there is no box. */
export function privacyUrl(
  { url, comments }: Pick<Settings, 'url' | 'comments'>,
  { pages }: Pick<Collections, 'pages'>,
): string {
  const { privacyPage } = comments;
  if (privacyPage !== undefined) return hrefOfWritten(url, privacyPage);
  const page = pages.find(({ slug }) => slug === 'datenschutz');
  return page ? hrefOf(url, page.url) : '';
}

/** A headline for places that show no label beside it: nobody may take an advertisement for a report (Pressekodex, Ziffer 7). */
export function bareHeadline({ title, label }: Pick<Article, 'title' | 'label'>): string {
  return label === 'anzeige' ? `${siteTexts.labels.anzeige}: ${title}` : title;
}

export function headlineLink(article: Article, site: SiteUrl): LinkView {
  return linkTo({ name: bareHeadline(article), url: article.url }, site);
}
