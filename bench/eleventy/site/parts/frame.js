import { escape } from './escape.js';
import { slug } from './slug.js';

const site = 'https://blog.example.org';
const title = 'Der Blattmacher-Vergleich';
const sections = ['Ausland', 'Gesellschaft', 'Köln', 'Kultur', 'Politik', 'Sport', 'Wirtschaft', 'Wissen'];

/** The whole page around its `<main>`. */
export function frame({ heading, description, url, staticPages }, main) {
  return `<!doctype html>
<html lang="de">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(heading)} – ${title}</title>
<meta name="description" content="${escape(description ?? 'Nachrichten aus der Messung')}">
<meta name="robots" content="max-image-preview:large">
<link rel="canonical" href="${site}${url}">
<link rel="stylesheet" href="/style.css">
<link rel="alternate" type="application/rss+xml" title="${title}" href="/feed.xml">
<link rel="alternate" type="application/atom+xml" title="${title}" href="/atom.xml">
<link rel="alternate" type="application/feed+json" title="${title}" href="/feed.json">
</head>
<body>
${(header ??= makeHeader())}
<main id="inhalt">
${main}
</main>
${(footer ??= makeFooter(staticPages))}
</body>
</html>
`;
}

/** The same on every page, so made once. */
let header;
let footer;

function makeHeader() {
  const items = sections.map((name) => `<li><a href="/ressort/${slug(name)}/">${name}</a></li>\n`);
  return `<a class="skip" href="#inhalt">Zum Inhalt springen</a>
<header class="site-header">
<p class="site-title"><a href="/">${title}</a></p>
<nav aria-label="Hauptnavigation"><ul>
${items.join('')}</ul></nav>
</header>`;
}

function makeFooter(staticPages) {
  const items = staticPages.map(({ url, data }) => `<li><a href="${url}">${escape(data.title)}</a></li>\n`);
  return `<footer class="site-footer">
<nav aria-label="Fußzeile"><ul>
${items.join('')}<li><a href="/archiv/">Archiv</a></li>
<li><a href="/feed.xml">RSS</a></li>
<li><a href="/atom.xml">Atom</a></li>
<li><a href="/feed.json">JSON Feed</a></li>
</ul></nav>
<p>${title}</p>
</footer>`;
}
