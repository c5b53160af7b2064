import { card } from '../parts/card.js';
import { commentForm } from '../parts/commentForm.js';
import { dayAndTime } from '../parts/dates.js';
import { escape } from '../parts/escape.js';
import { frame } from '../parts/frame.js';
import { findRelated } from '../parts/related.js';
import { slug } from '../parts/slug.js';

/** Where each article stands among all: looked up once, not searched on every page. */
let places;

export function render(data) {
  const { page, title, description, collections } = data;
  const { articles, staticPages } = collections;
  places ??= new Map(articles.map(({ url }, place) => [url, place]));
  const place = places.get(page.url);
  const main = `<nav class="breadcrumbs" aria-label="Brotkrumen"><a href="/">Startseite</a> › ${link('ressort', data.section)} › ${escape(title)}</nav>
<article class="article">
<header>
<h1>${escape(title)}</h1>
<p class="teaser">${escape(description)}</p>
<p class="byline">Von ${link('autor', data.author)}</p>
<p class="dates">Veröffentlicht am <time datetime="${page.date.toISOString()}">${dayAndTime(page.date)}</time> · ${readingMinutes(data.content)} Min. Lesezeit</p>
</header>
<div class="text">
${data.content}
</div>
<footer><p class="tags">Themen: ${data.topics.map((name) => link('thema', name)).join(', ')}</p></footer>
</article>
<section class="related"><h2>Siehe auch</h2>
${findRelated(articles, place).map(card).join('')}</section>
<nav class="neighbours">
${neighbour('prev', 'Vorheriger Artikel', articles[place + 1])}
${neighbour('next', 'Nächster Artikel', articles[place - 1])}
</nav>
${commentForm(page.url)}`;
  return frame({ heading: title, description, url: page.url, staticPages }, main);
}

function link(kind, name) {
  return `<a href="/${kind}/${slug(name)}/">${escape(name)}</a>`;
}

function neighbour(relation, name, article) {
  if (article === undefined) return '';
  return `<a rel="${relation}" href="${article.url}">${name}: ${escape(article.data.title)}</a>`;
}

function readingMinutes(html) {
  return Math.ceil(html.split(' ').length / 220);
}
