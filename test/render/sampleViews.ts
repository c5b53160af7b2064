/** Views as the routes make them, small and by hand; tests change what they are about. */
import type {
  ArchiveView,
  ArticleView,
  BaseView,
  CardView,
  HomeView,
  ListingView,
  NotFoundView,
  PaginationView,
  PictureView,
  RedirectView,
  SiteView,
  StaticPageView,
  CommentFormView,
  SearchView,
} from '../../src/views/views.ts';
import type { DateView } from '../../src/core/time.ts';
import { siteTexts } from '../../src/core/siteTexts.ts';

export const site: SiteView = {
  title: 'Der Kurier',
  description: 'Nachrichten und Hintergründe',
  language: 'de',
  homeUrl: '/blog/',
  navigation: [
    { name: 'Ausland', url: '/blog/ressort/ausland/' },
    { name: 'Politik', url: '/blog/ressort/politik/' },
    { name: 'Wirtschaft', url: '/blog/ressort/wirtschaft/' },
    { name: 'Wissenschaft', url: '/blog/ressort/wissenschaft/' },
    { name: 'Kultur', url: '/blog/ressort/kultur/' },
  ],
  header: [{ name: 'Newsletter', url: '/blog/newsletter/' }],
  profiles: [{ name: 'Mastodon', url: 'https://social.example/@kurier' }],
  footer: [
    { name: 'Impressum', url: '/blog/impressum/' },
    { name: 'Datenschutz', url: '/blog/datenschutz/' },
  ],
  breaking: [{ name: 'Kim reist', url: '/blog/2023/09/kim/' }],
  archiveUrl: '/blog/archiv/',
  feeds: { rss: '/blog/feed.xml', atom: '/blog/atom.xml', json: '/blog/feed.json' },
  stylesheetUrl: '/blog/assets/style.12345678.css',
  scriptUrl: '',
  faviconUrl: '/blog/assets/favicon.12345678.svg',
  fontUrls: { 'serif.woff2': '/blog/assets/serif.12345678.woff2' },
  themeColours: { light: '#ffffff', dark: '#000000' },
  texts: siteTexts,
};

const base: BaseView = {
  site,
  data: {},
  head: {
    title: 'Seite – Der Kurier',
    description: 'Worum es geht',
    canonicalUrl: 'https://kurier.example/blog/seite/',
    social: {
      siteName: 'Der Kurier',
      title: 'Seite',
      locale: 'de_DE',
      image: {
        absoluteUrl: 'https://kurier.example/blog/medien/12345678.png',
        type: 'image/png',
        width: 1200,
        height: 630,
        alt: 'Seite',
      },
    },
    noindex: false,
    policy: "default-src 'none'; style-src 'self'; img-src 'self'",
    feeds: [{ title: 'Der Kurier', links: site.feeds }],
    jsonLd: '{}',
  },
  breadcrumbs: [
    { name: 'Startseite', url: '/blog/' },
    { name: 'Ausland', url: '/blog/ressort/ausland/' },
    { name: 'Kim Jong Un besucht eine Flugzeugfabrik', url: '/blog/2023/09/kim/' },
  ],
};

export const published: DateView = {
  iso: '2023-09-16T14:30:00+02:00',
  day: '16. September 2023',
  full: '16. September 2023, 14:30 Uhr',
};

export const picture: PictureView = {
  url: '/blog/media/werk.svg',
  alt: 'Eine Werkhalle',
  width: 1200,
  height: 675,
};

export function card(changes: Partial<CardView> = {}): CardView {
  return {
    url: '/blog/2023/09/sudworth/',
    kicker: 'Pressefreiheit',
    title: 'BBC-Korrespondent John Sudworth verlässt China',
    teaser: 'Nach Jahren der Überwachung zieht der Korrespondent nach Taiwan um.',
    section: { name: 'Ausland', url: '/blog/ressort/ausland/' },
    authors: [{ name: 'Anna Müller', url: '/blog/autor/anna-mueller/' }],
    published,
    ...changes,
  };
}

export const commentForm: CommentFormView = {
  action: 'https://kommentare.example/senden',
  attributes: [],
  hidden: [{ name: 'article', value: '/2023/09/kim/' }],
  names: { text: 'comment', name: 'author', email: 'email', url: 'url' },
  noParent: '',
  longestText: 65_525,
  isReadable: false,
  email: 'required',
  privacyUrl: '',
  challengeUrl: '',
  scriptUrl: '',
  loader: '',
};

export const article: ArticleView = {
  ...base,
  kicker: 'Nordkoreas Machthaber in Russland',
  title: 'Kim Jong Un besucht eine Flugzeugfabrik',
  teaser: 'In Komsomolsk am Amur sieht der Gast Kampfflugzeuge.',
  section: { name: 'Ausland', url: '/blog/ressort/ausland/' },
  authors: [
    { name: 'Anna Müller', url: '/blog/autor/anna-mueller/' },
    { name: 'Jürgen Groß', url: '/blog/autor/juergen-gross/' },
  ],
  published,
  readingMinutes: 3,
  lead: { kind: 'figure', picture, caption: 'Die Halle des Werks.', credit: 'Der Kurier' },
  keyPoints: ['Kim war in Russland.'],
  body: [{ kind: 'html', html: '<p>Der Text.</p>' }],
  tags: [{ name: 'Nordkorea', url: '/blog/thema/nordkorea/' }],
  share: { links: [{ name: 'E-Mail', url: 'mailto:?subject=Kim' }], showsAddress: true },
  corrections: [],
  counterstatements: [],
  sources: [],
  related: [card()],
  earlier: { name: 'Der Artikel davor', url: '/blog/2023/09/davor/' },
  later: { name: 'Der Artikel danach', url: '/blog/2023/09/danach/' },
  comments: {
    state: 'open',
    form: commentForm,
  },
};

const singlePage: PaginationView = {
  current: 1,
  total: 1,
  pages: [{ number: 1, url: '/blog/ressort/ausland/' }],
};

export const home: HomeView = {
  ...base,
  breadcrumbs: [],
  lead: card({ picture }),
  secondary: [card({ url: '/blog/zwei/', title: 'Die zweite Meldung' })],
  opinion: [card({ url: '/blog/fuenf/', title: 'Das ist falsch' })],
  mostRead: [card({ url: '/blog/vier/', title: 'Das lasen viele' })],
  latest: [card({ url: '/blog/drei/', title: 'Die dritte Meldung' })],
  sections: [{ link: { name: 'Ausland', url: '/blog/ressort/ausland/' }, cards: [card({ picture })] }],
  pagination: singlePage,
};

export const emptyHome: HomeView = {
  ...base,
  breadcrumbs: [],
  secondary: [],
  opinion: [],
  mostRead: [],
  latest: [],
  sections: [],
  pagination: singlePage,
};

export const listing: ListingView = {
  ...base,
  kicker: 'Ressort',
  heading: 'Ausland',
  intro: [],
  links: [],
  count: '41 Artikel',
  feeds: site.feeds,
  picks: [],
  cards: [card({ picture })],
  pagination: {
    current: 2,
    total: 3,
    previousUrl: '/blog/ressort/ausland/',
    nextUrl: '/blog/ressort/ausland/seite/3/',
    pages: [
      { number: 1, url: '/blog/ressort/ausland/' },
      { number: 2, url: '/blog/ressort/ausland/seite/2/' },
      'gap',
      { number: 9, url: '/blog/ressort/ausland/seite/9/' },
    ],
  },
};

export const archive: ArchiveView = {
  ...base,
  heading: 'Archiv',
  years: [
    {
      link: { name: '2023', url: '/blog/archiv/2023/' },
      count: '41 Artikel',
      months: [{ name: 'September', url: '/blog/archiv/2023/09/', count: '41 Artikel' }],
    },
  ],
};

export const staticPage: StaticPageView = {
  ...base,
  title: 'Impressum',
  updated: published,
  body: [{ kind: 'html', html: '<p>Verantwortlich im Sinne von § 18 Abs. 2 MStV</p>' }],
};

export const search: SearchView = {
  ...base,
  index: { url: '/blog/pagefind/', scriptUrl: '/blog/assets/search.12345678.js' },
  filters: [{ name: 'ressort', label: 'Ressort', values: ['Ausland', 'Politik & Recht'] }],
  browse: [{ name: 'Ausland', url: '/blog/ressort/ausland/' }],
};

export const notFound: NotFoundView = { ...base, latest: [card()] };

export const redirect: RedirectView = {
  site: { language: 'de', texts: siteTexts, stylesheetUrl: '/blog/assets/style.12345678.css' },
  title: 'Kim Jong Un besucht eine Flugzeugfabrik',
  url: '/blog/2023/09/kim/',
  absoluteUrl: 'https://kurier.example/blog/2023/09/kim/',
};
