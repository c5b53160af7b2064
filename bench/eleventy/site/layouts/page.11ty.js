import { escape } from '../parts/escape.js';
import { frame } from '../parts/frame.js';

export function render({ page, title, content, collections }) {
  const { staticPages } = collections;
  const main = `<article class="page">\n<h1>${escape(title)}</h1>\n${content}\n</article>`;
  return frame({ heading: title, url: page.url, staticPages }, main);
}
