/** Follows the author to the page that is being edited, and to the place in it. */
import { browser, tab } from './memory.js';
import { reloadHere } from './place.js';
import { isPresent } from './presence.js';

/** @typedef {NonNullable<import('../previewEvents.ts').PageState['edited']>} Edited */

export function isFollowing() {
  return browser.read('follow') !== 'off';
}

/** @param {boolean} on */
export function setFollowing(on) {
  browser.write('follow', on ? 'on' : 'off');
}

/**
 * Shows an edit: a page that was edited shows itself anew, at the place. Of the others one goes there, if none
 * shows it and the author wants that; the rest stay where they are.
 * @param {Edited} edited
 */
export async function showEdited(edited) {
  const { pathname } = new URL(edited.href, location.href);
  const isHere = pathname === location.pathname;
  if (!isHere && !(await isToFollow(edited, pathname))) return reloadHere();
  browser.write('shown', String(edited.revision));
  tab.write('edited', JSON.stringify(edited));
  if (isHere) reloadHere();
  else location.assign(edited.href);
}

/**
 * @param {Edited} edited
 * @param {string} pathname where it is shown
 */
async function isToFollow({ revision }, pathname) {
  const isShown = () => browser.read('shown') === String(revision);
  return isFollowing() && !isShown() && !(await isPresent(pathname)) && !isShown();
}

/** Marks the edited place, if this page was loaded to show one, and scrolls to it if it is out of sight. */
export function arriveAtEdited() {
  const kept = tab.read('edited');
  tab.forget('edited');
  if (kept === undefined) return;
  /** @type {Edited} */
  const { near } = JSON.parse(kept);
  const place =
    near === '' ? undefined : findText(document.querySelector('main') ?? document.body, plain(near));
  if (place === undefined) return;
  if (!isInView(place))
    place.scrollIntoView({ block: 'center', behavior: wantsRest() ? 'instant' : 'smooth' });
  mark(place);
}

/**
 * The innermost element whose text contains `wanted`, the first one if there are several.
 * @param {Element} root
 * @param {string} wanted
 * @returns {Element | undefined}
 */
function findText(root, wanted) {
  if (!plain(root.textContent).includes(wanted)) return undefined;
  for (const child of root.children) {
    const found = findText(child, wanted);
    if (found) return found;
  }
  return root;
}

/**
 * Without what only typesetting knows of.
 * @param {string} text
 */
function plain(text) {
  return text
    .replace(/\u00ad/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** @param {Element} place */
function isInView(place) {
  const { top, bottom } = place.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}

/** @param {Element} place */
function mark(place) {
  const tint = { backgroundColor: 'rgb(255 196 0 / 0.3)', boxShadow: '0 0 0 0.3em rgb(255 196 0 / 0.3)' };
  const still = { ...tint, offset: 0.999 };
  place.animate(wantsRest() ? [tint, still] : [tint, { ...tint, offset: 0.4 }, {}], 1200);
}

function wantsRest() {
  return matchMedia('(prefers-reduced-motion: reduce)').matches;
}
