/** The stylesheet that each new one takes the place of. */
const replaced = new WeakMap();

/**
 * Puts a stylesheet in the place of another one. The old one goes when the new one is there: nothing flashes.
 * @param {{ from: string, to: string }} change addresses
 */
export function replaceStylesheet({ from, to }) {
  const wanted = new URL(from, location.href).href;
  for (const old of document.querySelectorAll('link[rel="stylesheet"]')) {
    if (old instanceof HTMLLinkElement && old.href === wanted) replaceLink(old, to);
  }
}

/**
 * @param {HTMLLinkElement} old
 * @param {string} href
 */
function replaceLink(old, href) {
  const link = document.createElement('link');
  for (const { name, value } of old.attributes) link.setAttribute(name, value);
  link.href = href;
  replaced.set(link, old);
  link.addEventListener('load', () => removeReplaced(link));
  link.addEventListener('error', () => {
    // Unless there is a newer one by now.
    if (link.nextElementSibling === null || replaced.get(link.nextElementSibling) !== link) location.reload();
  });
  old.after(link);
}

/** @param {HTMLLinkElement} link */
function removeReplaced(link) {
  for (let old = replaced.get(link); old !== undefined; old = replaced.get(old)) old.remove();
}
