/** Shows what was found, some at a time, in the shape of the page's <template>. */
import { texts } from './searchTexts.js';

/**
 * @typedef {import('./searchIndex.js').Found} Found
 * @typedef {import('./searchIndex.js').Result} Result
 */

const atOnce = 10;

/** @param {HTMLElement} place */
export function createResultList(place) {
  const status = part(place, 'status');
  const list = part(place, 'list');
  const more = part(place, 'more');
  const browse = document.querySelector('[data-browse]');
  /** @type {Found['results']} */
  let waiting = [];
  const showMore = async () => {
    const next = await Promise.all(waiting.slice(0, atOnce).map((result) => result.data()));
    waiting = waiting.slice(atOnce);
    const cards = next.map(cardOf);
    list.append(...cards);
    more.hidden = waiting.length === 0;
    return cards[0];
  };
  more.addEventListener('click', async () => {
    const first = await showMore();
    first?.querySelector('a')?.focus();
  });
  /** @param {string} text */
  const say = (text) => {
    place.hidden = false;
    status.textContent = text;
    list.replaceChildren();
    more.hidden = true;
    if (browse instanceof HTMLElement) browse.hidden = false;
  };
  return {
    say,
    clear: () => {
      say('');
      place.hidden = true;
    },
    /** @param {Found} found @param {{ words: string }} question */
    show: async ({ results }, { words }) => {
      const count = texts.found(results.length, words);
      say(results.length === 0 ? `${count}. ${texts.nothing}` : count);
      if (browse instanceof HTMLElement) browse.hidden = results.length > 0;
      waiting = results;
      await showMore();
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
  fill(card, 'day', meta['day']).setAttribute('datetime', meta['iso'] ?? '');
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
  return [...body.childNodes].map((node) => {
    if (node.nodeName !== 'MARK') return node.textContent ?? '';
    const mark = document.createElement('mark');
    mark.textContent = node.textContent;
    return mark;
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
