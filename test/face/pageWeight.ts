import type { Page } from 'playwright-core';

export interface PageWeight {
  /**
   * Addresses that were asked for, the page's own first. Not the icon, which a browser fetches once for all pages of a
   * site, when a page is there; search engines want it as a file.
   */
  readonly requests: readonly string[];
  /** Over the wire: heads and bodies of all answers, the icon's too, as compressed as they came. */
  readonly bytes: number;
}

/** Opens an address in a browser that has nothing of it yet, waits until nothing more is asked for, and weighs. */
export async function pageWeight(page: Page, address: string): Promise<PageWeight> {
  const requests: string[] = [];
  const sizes: Promise<number>[] = [];
  page.on('requestfinished', (request) => {
    requests.push(request.url());
    sizes.push(request.sizes().then((size) => size.responseHeadersSize + size.responseBodySize));
  });
  await page.goto(address, { waitUntil: 'networkidle' });
  const icon = await page.evaluate('document.querySelector("link[rel=icon]")?.href');
  const all = await Promise.all(sizes);
  return {
    requests: requests.filter((url) => url !== icon),
    bytes: all.reduce((sum, size) => sum + size, 0),
  };
}
