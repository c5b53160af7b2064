import type { Page } from 'playwright-core';

/** Reports violations of the content policy before any script of the page could hide them. */
const reportViolations = `addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
  console.error('policy: ' + violatedDirective + ' forbids ' + blockedURI))`;

/**
 * Listens, from before a page is opened, to what it should not do: ask anybody but its own site, find nothing there,
 * break its content policy, throw, or write to the console. The list grows as things happen.
 */
export async function listenForTroubles(page: Page, origin: string): Promise<readonly string[]> {
  const troubles: string[] = [];
  await page.addInitScript(reportViolations);
  page.on('request', (request) => {
    if (!request.url().startsWith(`${origin}/`)) troubles.push(`asks for ${request.url()}`);
  });
  page.on('response', (response) => {
    const isPage = response.request().isNavigationRequest();
    if (!isPage && response.status() !== 200) troubles.push(`${response.url()}: ${response.status()}`);
  });
  page.on('requestfailed', (request) => troubles.push(`${request.url()}: ${request.failure()?.errorText}`));
  page.on('pageerror', (error) => troubles.push(error.message));
  page.on('console', (message) => {
    const isOwn404 = message.text().includes('404') && message.location().url === page.url();
    if (!isOwn404) troubles.push(`${message.type()}: ${message.text()}`);
  });
  return troubles;
}
