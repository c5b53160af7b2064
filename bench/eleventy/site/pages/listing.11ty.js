import { card } from '../parts/card.js';
import { escape } from '../parts/escape.js';
import { frame } from '../parts/frame.js';
import { pageUrl } from '../parts/lists.js';

export const data = {
  pagination: { data: 'collections.listings', size: 1, alias: 'listing' },
  permalink: ({ listing }) => listing.url,
  eleventyExcludeFromCollections: true,
};

export function render({ listing, collections }) {
  const { heading, kicker, url, count, articles } = listing;
  const main = `<p class="kicker">${kicker}</p>
<h1>${escape(heading)}</h1>
<p>${count} Artikel</p>
${articles.map(card).join('')}
${pagination(listing)}`;
  return frame({ heading, url, staticPages: collections.staticPages }, main);
}

function pagination({ baseUrl, current, total }) {
  if (total === 1) return '';
  const newer = current > 1 ? `<a rel="prev" href="${pageUrl(baseUrl, current - 1)}">Neuere Artikel</a>` : '';
  const older =
    current < total ? `<a rel="next" href="${pageUrl(baseUrl, current + 1)}">Ältere Artikel</a>` : '';
  return `<nav class="pagination" aria-label="Seiten">
${newer}
<span>Seite ${current} von ${total}</span>
${older}
</nav>`;
}
