/** Shows what was found, in the shape of the page's <template>. */
import { texts } from './searchTexts.js';

/**
 * @typedef {import('./searchIndex.js').Found} Found
 * @typedef {import('./searchIndex.js').Result} Result
 */

/** @param {HTMLElement} place */
export function createResultList(place) {
  const status = part(place, 'status');
  const list = part(place, 'list');
  const more = part(place, 'more');
  const browse = part(document, 'browse');
  /** @type {Found | undefined} */
  let shown;
  more.addEventListener('click', async () => {
    const found = shown;
    const cards = ((await found?.next()) ?? []).map(cardOf);
    if (found !== shown) return;
    list.append(...cards);
    more.hidden = !found?.hasMore();
    cards[0]?.querySelector('a')?.focus();
  });
  /** @param {string} text */
  const say = (text) => {
    shown = undefined;
    status.textContent = text;
    list.replaceChildren();
    more.hidden = true;
    browse.hidden = false;
  };
  return {
    say,
    /** @param {Found} found @param {string} words */
    show: (found, words) => {
      const count = texts.found(found.count, words);
      say(found.count === 0 ? `${count}. ${texts.nothing}` : count);
      shown = found;
      list.append(...found.first.map(cardOf));
      more.hidden = !found.hasMore();
      browse.hidden = found.count > 0;
    },
  };
}

/** @param {Result} result */
function cardOf({ url, meta, excerpt }) {
  const template = document.querySelector('template[data-result]');
  if (!(template instanceof HTMLTemplateElement)) throw new Error('The page has no <template data-result>');
  const card = template.content.cloneNode(true);
  if (!(card instanceof DocumentFragment)) throw new Error('A template is always a fragment');
  const title = part(card, 'title');
  title.setAttribute('href', url);
  title.textContent = meta['title'] ?? url;
  fill(card, 'label', meta['label']);
  fill(card, 'kicker', meta['kicker']);
  fill(card, 'section', meta['section']);
  const day = fill(card, 'day', meta['day']);
  if (meta['iso'] !== undefined) day.setAttribute('datetime', meta['iso']);
  part(card, 'excerpt').replaceChildren(...marked(excerpt));
  const root = card.firstElementChild;
  if (!root) throw new Error('The <template data-result> is empty');
  return root;
}

/**
 * The excerpt's text with its marks, and nothing else that might be in its HTML.
 * @param {string} html
 */
function marked(html) {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  return [...body.childNodes].flatMap((node) => {
    const text = node.textContent ?? '';
    if (node.nodeName !== 'MARK') return [text];
    // Pagefind marks up to the next space.
    const word = text.replace(/[^\p{L}\p{N}]+$/u, '');
    const mark = document.createElement('mark');
    mark.textContent = word;
    return [mark, text.slice(word.length)];
  });
}

/**
 * An element without words is left out.
 * @param {ParentNode} card @param {string} name @param {string | undefined} text
 */
function fill(card, name, text) {
  const element = part(card, name);
  element.textContent = text ?? '';
  element.hidden = text === undefined;
  return element;
}

/** @param {ParentNode} parent @param {string} name */
function part(parent, name) {
  const element = parent.querySelector(`[data-${name}]`);
  if (!(element instanceof HTMLElement)) throw new Error(`The page has no [data-${name}]`);
  return element;
}
