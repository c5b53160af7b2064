import { escape } from '../parts/escape.js';

const site = 'https://blog.example.org';

export const data = {
  pagination: { data: 'collections.feeds', size: 1, alias: 'feed' },
  permalink: ({ feed }) => feed.baseUrl + feed.format,
  eleventyExcludeFromCollections: true,
};

export function render({ feed }) {
  if (feed.format === 'feed.xml') return rss(feed);
  return feed.format === 'atom.xml' ? atom(feed) : json(feed);
}

function rss({ heading, baseUrl, articles }) {
  const items = articles.map(
    ({ url, date, data: { title, description } }) => `<item>
<title>${escape(title)}</title>
<link>${site}${url}</link>
<guid>${site}${url}</guid>
<pubDate>${date.toUTCString()}</pubDate>
<description>${escape(description)}</description>
</item>
`,
  );
  return `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
<title>${escape(heading)}</title>
<link>${site}${baseUrl}</link>
<description>Nachrichten aus der Messung</description>
<language>de</language>
<atom:link rel="self" type="application/rss+xml" href="${site}${baseUrl}feed.xml"/>
${items.join('')}</channel>
</rss>
`;
}

function atom({ heading, baseUrl, articles }) {
  const entries = articles.map(
    ({ url, date, data: { title, description } }) => `<entry>
<title>${escape(title)}</title>
<id>${site}${url}</id>
<link rel="alternate" href="${site}${url}"/>
<published>${date.toISOString()}</published>
<updated>${date.toISOString()}</updated>
<summary>${escape(description)}</summary>
</entry>
`,
  );
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de">
<title>${escape(heading)}</title>
<id>${site}${baseUrl}</id>
<link rel="alternate" href="${site}${baseUrl}"/>
<link rel="self" href="${site}${baseUrl}atom.xml"/>
${entries.join('')}</feed>
`;
}

function json({ heading, baseUrl, articles }) {
  const items = articles.map(({ url, date, data: { title, description, topics } }) => ({
    id: site + url,
    url: site + url,
    title,
    summary: description,
    date_published: date.toISOString(),
    tags: topics,
  }));
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: heading,
    home_page_url: site + baseUrl,
    feed_url: `${site}${baseUrl}feed.json`,
    language: 'de',
    items,
  });
}
