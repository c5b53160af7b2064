import { day } from './dates.js';
import { escape } from './escape.js';

/** An article in a list. */
export function card({ url, date, data }) {
  return `<article class="card">
<h3><a href="${url}">${escape(data.title)}</a></h3>
<p class="teaser">${escape(data.description)}</p>
<p class="dates"><time datetime="${date.toISOString()}">${day(date)}</time></p>
</article>
`;
}
