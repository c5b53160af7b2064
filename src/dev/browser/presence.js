/** Lets the pages of the preview know of each other, by locks that live as long as a page is in view. */
let leave = () => {};

/** Says that this page is in view, from now on and whenever it is; resolves when the others know. */
export function bePresent() {
  document.addEventListener('visibilitychange', arrive);
  return arrive();
}

/**
 * Whether a page at this address is in view in some window.
 * @param {string} pathname
 */
export async function isPresent(pathname) {
  const { held = [] } = (await navigator.locks?.query()) ?? {};
  return held.some(({ name }) => name === nameOf(pathname));
}

/** @returns {Promise<void>} */
function arrive() {
  leave();
  if (document.visibilityState === 'hidden' || !navigator.locks) return Promise.resolve();
  return new Promise((resolve) => {
    navigator.locks.request(nameOf(location.pathname), { mode: 'shared' }, () => {
      resolve();
      return new Promise((release) => (leave = () => release(undefined)));
    });
  });
}

/** @param {string} pathname */
function nameOf(pathname) {
  return `blattmacher:${pathname}`;
}
