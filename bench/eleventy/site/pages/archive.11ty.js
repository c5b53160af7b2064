import { frame } from '../parts/frame.js';

export const data = { permalink: '/archiv/', eleventyExcludeFromCollections: true };

export function render({ page, collections }) {
  const periods = collections.listings.filter(({ kicker, current }) => kicker === 'Archiv' && current === 1);
  const items = periods.map(({ baseUrl, heading }) => `<li><a href="${baseUrl}">${heading}</a></li>\n`);
  const main = `<h1>Archiv</h1>\n<ul>\n${items.join('')}</ul>`;
  const { staticPages } = collections;
  return frame({ heading: 'Archiv', url: page.url, staticPages }, main);
}
