const site = 'https://blog.example.org';

export const data = { permalink: '/sitemap.xml', eleventyExcludeFromCollections: true };

export function render({ collections }) {
  const { articles, staticPages, listings } = collections;
  const first = listings.filter(({ current }) => current === 1);
  const urls = [...articles, ...staticPages, ...first].map(
    ({ url, date }) =>
      `<url><loc>${site}${url}</loc>${date ? `<lastmod>${date.toISOString()}</lastmod>` : ''}</url>\n`,
  );
  return `<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${urls.join('')}</urlset>
`;
}
