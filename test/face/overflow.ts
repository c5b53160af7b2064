import type { Page } from 'playwright-core';

/** What stands out of the window to the side and does not scroll by itself; nothing on a page that fits. */
const wideElements = `(() => {
  const { clientWidth, scrollWidth } = document.documentElement;
  const scrolls = (element) => element !== document.body && element !== document.documentElement
    && (getComputedStyle(element).overflowX !== 'visible' || (element.parentElement && scrolls(element.parentElement)));
  const wide = [...document.body.querySelectorAll('*')].filter((element) => {
    const { width, right, left } = element.getBoundingClientRect();
    return width > 0 && right > 0 && (right > clientWidth + 0.5 || left < -0.5) && !scrolls(element);
  });
  const names = wide.map((element) => element.outerHTML.slice(0, 120));
  return scrollWidth > clientWidth ? ['the page is ' + scrollWidth + ' px wide', ...names] : names;
})()`;

/** What does not fit into the width of the page's window. */
export function overflow(page: Page): Promise<readonly string[]> {
  return page.evaluate(wideElements);
}
