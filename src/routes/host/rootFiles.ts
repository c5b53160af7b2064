/** Files for machines at the root of a host: `robots.txt`, `ads.txt`, `security.txt`. */
import { homeUrl } from '../../collections/addresses.ts';
import type { RobotsSettings, SecuritySettings } from '../../config/publishingSettings.ts';
import type { Settings, SiteUrl } from '../../config/settings.ts';
import type { UrlPath } from '../../core/model.ts';
import { isoDate } from '../../core/time.ts';
import { absoluteHref, hrefOf } from '../../views/hrefs.ts';
import { newsSitemapUrl } from '../sitemaps/sitemapPages.ts';
import type { Page } from '../../views/page.ts';

const robotsUrl = '/robots.txt' as UrlPath;
const adsUrl = '/ads.txt' as UrlPath;
const securityUrl = '/.well-known/security.txt' as UrlPath;

/**
 * There is a `robots.txt` without settings as well, but not in place of the site's own (`hasOwnRobots`),
 * nor below the root, where nobody would read it.
 */
export function rootFiles(settings: Settings, hasOwnRobots: boolean): readonly Page[] {
  const { robots, ads, security, url } = settings;
  const usual = url.base === '' && !hasOwnRobots ? nothingForbidden : undefined;
  const rules = robots ?? usual;
  return [
    ...(rules ? [textPage(robotsUrl, robotsText(rules, url))] : []),
    ...(ads.length > 0 ? [textPage(adsUrl, ads)] : []),
    ...(security ? [textPage(securityUrl, securityText(security, settings))] : []),
  ];
}

const nothingForbidden: RobotsSettings = { aiTraining: true, aiSearch: true, disallow: [] };

function textPage(url: UrlPath, lines: readonly string[]): Page {
  const text = lines.map((line) => `${line}\n`).join('');
  return {
    url,
    source: url.slice(1),
    content: { kind: 'plain-text', view: () => ({ text }) },
  };
}

/** RFC 9309. */
function robotsText({ aiTraining, aiSearch, disallow }: RobotsSettings, site: SiteUrl): readonly string[] {
  const unwanted = [...(aiTraining ? [] : aiTrainingCrawlers), ...(aiSearch ? [] : aiSearchCrawlers)];
  const closed = disallow.map((path) => `Disallow: ${site.base}${path}`);
  return [
    'User-agent: *',
    ...(closed.length > 0 ? closed : ['Disallow:']),
    '',
    ...unwanted.map((name) => `User-agent: ${name}`),
    ...(unwanted.length > 0 ? [`Disallow: ${hrefOf(site, homeUrl)}`, ''] : []),
    `Sitemap: ${absoluteHref(site, '/sitemap.xml' as UrlPath)}`,
    `Sitemap: ${absoluteHref(site, newsSitemapUrl)}`,
  ];
}

/** RFC 9116. */
function securityText(
  { contact, expires, encryption, policy }: SecuritySettings,
  { url, language }: Settings,
): readonly string[] {
  return [
    ...contact.map((uri) => `Contact: ${uri}`),
    `Expires: ${isoDate(expires)}`,
    ...(encryption === undefined ? [] : [`Encryption: ${encryption}`]),
    ...(policy === undefined ? [] : [`Policy: ${policy}`]),
    `Preferred-Languages: ${language.slice(0, 2)}`,
    `Canonical: ${absoluteHref(url, securityUrl)}`,
  ];
}

// The names under which machines of artificial intelligence read `robots.txt`, as their operators publish them and
// the list of crawler-user-agents (MIT, github.com/monperrus/crawler-user-agents) knows them. Whoever
// does not keep to robots.txt is not stopped by a name here.

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** They collect texts to train models with. A name that is a search engine's as well is not among them. */
export const aiTrainingCrawlers = words(`
  AI2Bot Applebot-Extended Bytespider CCBot ChatGLM-Spider ClaudeBot DeepSeekBot Diffbot FacebookBot
  GPTBot Google-Extended ImagesiftBot PanguBot SBIntuitionsBot Timpibot anthropic-ai cohere-ai
  cohere-training-data-crawler img2dataset laion-huggingface-processor meta-externalagent
`);

/** They look things up to answer a question, and often name where they found it. */
export const aiSearchCrawlers = words(`
  Amzn-SearchBot Amzn-User AzureAI-SearchBot ChatGPT-User Claude-SearchBot Claude-User DuckAssistBot
  Gemini-Deep-Research Google-NotebookLM LinkupBot MistralAI-User OAI-SearchBot Perplexity-User
  PerplexityBot PhindBot TavilyBot YouBot iAskBot kagi-fetcher meta-externalfetcher
`);
