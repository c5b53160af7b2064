/** The place at which a page is being read: how far it is scrolled, and which details are open. */
import { tab } from './memory.js';

const key = () => `place:${location.pathname}`;

/** Loads the page anew and lets it stand where it is. */
export function reloadHere() {
  const open = [...document.querySelectorAll('details')].map((details) => details.open);
  tab.write(key(), JSON.stringify({ x: scrollX, y: scrollY, open }));
  // The browser would do it as well, but later, and without the details.
  history.scrollRestoration = 'manual';
  location.reload();
}

/** Goes back to where `reloadHere` left, if it did. */
export function returnToPlace() {
  const kept = tab.read(key());
  tab.forget(key());
  history.scrollRestoration = 'auto';
  if (kept === undefined) return;
  /** @type {{ x: number, y: number, open: boolean[] }} */
  const { x, y, open } = JSON.parse(kept);
  const all = document.querySelectorAll('details');
  // Others than before are not the ones that were open.
  if (all.length === open.length) all.forEach((details, index) => (details.open = open[index] ?? false));
  scrollTo({ left: x, top: y, behavior: 'instant' });
}
