/** Addresses of what other sites let one embed: players' frames → the page that shows the same to everybody. */

/** Sites of which WordPress shows an address that stands alone on its line as the thing itself. By the end of the host. */
const sites: ReadonlyMap<string, RegExp> = new Map([
  ['youtube.com', /^\/(?:watch|playlist|shorts\/|live\/|embed\/|v\/)/],
  ['youtube-nocookie.com', /^\/embed\//],
  ['youtu.be', /^\/[\w-]{6,}/],
  ['vimeo.com', /\d{4,}/],
  ['twitter.com', /\/status(?:es)?\/\d+/],
  ['x.com', /\/status\/\d+/],
  ['instagram.com', /^\/(?:[\w.]+\/)?(?:p|reel|tv)\//],
  ['instagr.am', /^\/p\//],
  [
    'facebook.com',
    /\/(?:posts|videos|photos|notes|reel|share)\/|\/(?:permalink|photo|watch|story)(?:\.php)?\b/,
  ],
  ['fb.watch', /^\/./],
  ['tiktok.com', /^\/(?:@[^/]+\/video\/\d+|t\/|v\/|embed\/)|^\/[A-Za-z\d]{6,}\/?$/],
  ['spotify.com', /\/(?:track|album|artist|playlist|episode|show|user)\//],
  ['soundcloud.com', /^\/[^/]+\/[^/]+|^\/player/],
  ['bsky.app', /^\/profile\/[^/]+\/post\//],
  ['threads.net', /\/post\//],
  ['threads.com', /\/post\//],
  ['dailymotion.com', /\/video\//],
  ['dai.ly', /^\/./],
  ['flickr.com', /^\/photos\//],
  ['flic.kr', /^\/./],
  ['ted.com', /\/talks\//],
  ['twitch.tv', /^\/./],
  ['reddit.com', /\/comments\//],
  ['tumblr.com', /\/post\//],
  ['wordpress.tv', /^\/./],
  ['videopress.com', /^\/(?:v|embed)\//],
  ['mixcloud.com', /^\/[^/]+\/[^/]+/],
  ['issuu.com', /\/docs\//],
  ['scribd.com', /\/(?:doc|document)\//],
  ['slideshare.net', /^\/[^/]+\/[^/]+/],
  ['speakerdeck.com', /^\/[^/]+\/[^/]+/],
  ['pinterest.com', /^\/(?:pin\/|[^/]+\/)/],
  ['pinterest.de', /^\/(?:pin\/|[^/]+\/)/],
  ['imgur.com', /^\/./],
  ['kickstarter.com', /\/projects\//],
  ['crowdsignal.com', /^\/./],
  ['polldaddy.com', /^\/./],
  ['animoto.com', /\/play\//],
  ['cloudup.com', /^\/./],
  ['reverbnation.com', /^\/./],
  ['smugmug.com', /^\/./],
  ['screencast.com', /^\/./],
  ['podigee.io', /^\/./],
  ['anchor.fm', /\/episodes\//],
]);

/** Whether an address by itself is shown as what it leads to. */
export function isEmbeddable(address: string): boolean {
  const url = URL.parse(address);
  if (!url || !/^https?:$/.test(url.protocol)) return false;
  const labels = url.hostname.toLowerCase().split('.');
  const path = `${url.pathname}${url.search}`;
  const known = sites.get(labels.slice(-2).join('.'));
  // Mastodon is on any host.
  return known
    ? known.test(path)
    : /^\/(?:@[\w.]+(?:@[\w.-]+)?|users\/[\w.]+\/statuses)\/\d{6,}\/?$/.test(url.pathname);
}

/** The page for everybody of what a frame shows; the frame's own address where there is none. Protocol-relative ones are made whole. */
export function pageOfFrame(frame: string): string {
  const address = frame.startsWith('//') ? `https:${frame}` : frame;
  const url = URL.parse(address);
  if (!url) return address;
  const host = url.hostname.toLowerCase().replace(/^www\./, '');
  return framePages.find(([hosts]) => hosts.test(host))?.[1](url) ?? address;
}

type PageOf = (url: URL) => string | undefined;

const framePages: readonly (readonly [RegExp, PageOf])[] = [
  [/^(?:m\.)?youtube(?:-nocookie)?\.com$/, youtubePage],
  [/^player\.vimeo\.com$/, vimeoPage],
  [/^(?:geo\.)?dailymotion\.com$/, dailymotionPage],
  [
    /^open\.spotify\.com$/,
    ({ pathname }) => withPath(pathname, /^\/embed(?:-podcast)?(\/.+)/, 'https://open.spotify.com'),
  ],
  [/^w\.soundcloud\.com$/, ({ searchParams }) => webAddress(searchParams.get('url'))],
  [/^facebook\.com$/, ({ searchParams }) => webAddress(searchParams.get('href'))],
  [/^(?:platform\.)?(?:twitter|x)\.com$/, ({ pathname, searchParams }) => tweetPage(pathname, searchParams)],
  [
    /^instagram\.com$/,
    ({ pathname }) => withPath(pathname, /^(\/(?:p|reel|tv)\/[^/]+\/)embed/, 'https://www.instagram.com'),
  ],
  [
    /^tiktok\.com$/,
    ({ pathname }) =>
      withPath(pathname, /^\/(?:embed(?:\/v2)?|player\/v1)(\/\d+)/, 'https://www.tiktok.com/@/video'),
  ],
  [/^embed\.bsky\.app$/, blueskyPage],
  [/^videopress\.com$/, ({ pathname }) => withPath(pathname, /^\/embed(\/\w+)/, 'https://videopress.com/v')],
  [/^mixcloud\.com$/, mixcloudPage],
  [/^embed\.ted\.com$/, ({ pathname }) => `https://www.ted.com${pathname}`],
  [
    /^embed\.podcasts\.apple\.com$/,
    ({ pathname, search }) => `https://podcasts.apple.com${pathname}${search}`,
  ],
  [/^player\.twitch\.tv$/, twitchPage],
  [/./, mastodonPage],
];

function withPath(pathname: string, pattern: RegExp, base: string): string | undefined {
  const found = pattern.exec(pathname)?.[1];
  return found === undefined ? undefined : `${base}${found}`;
}

function webAddress(value: string | null): string | undefined {
  return value !== null && /^https?:\/\//i.test(value) ? value : undefined;
}

function youtubePage({ pathname, searchParams }: URL): string | undefined {
  const list = searchParams.get('list');
  const id =
    /^\/(?:embed|v|shorts|live)\/([\w-]{6,})/.exec(pathname)?.[1] ?? searchParams.get('v') ?? undefined;
  if ((id === undefined || id === 'videoseries') && list !== null)
    return `https://www.youtube.com/playlist?list=${list}`;
  if (id === undefined) return undefined;
  const start = searchParams.get('start') ?? searchParams.get('t');
  return `https://www.youtube.com/watch?v=${id}${start === null ? '' : `&t=${start}`}`;
}

function vimeoPage({ pathname, searchParams }: URL): string | undefined {
  const id = /^\/video\/(\d+)/.exec(pathname)?.[1];
  const key = /^[\da-f]+$/.exec(searchParams.get('h') ?? '')?.[0];
  return id === undefined ? undefined : `https://vimeo.com/${id}${key === undefined ? '' : `/${key}`}`;
}

function dailymotionPage({ pathname, searchParams }: URL): string | undefined {
  const id = /^\/embed\/video\/(\w+)/.exec(pathname)?.[1] ?? searchParams.get('video') ?? undefined;
  return id === undefined ? undefined : `https://www.dailymotion.com/video/${id}`;
}

function tweetPage(pathname: string, searchParams: URLSearchParams): string | undefined {
  const id = searchParams.get('id');
  return pathname.startsWith('/embed/') && id !== null ? `https://x.com/i/status/${id}` : undefined;
}

function blueskyPage({ pathname }: URL): string | undefined {
  const [, author, post] = /^\/embed\/([^/]+)\/app\.bsky\.feed\.post\/(\w+)/.exec(pathname) ?? [];
  return author === undefined ? undefined : `https://bsky.app/profile/${author}/post/${post}`;
}

function mixcloudPage({ searchParams }: URL): string | undefined {
  const feed = searchParams.get('feed');
  return feed === null ? undefined : (webAddress(feed) ?? `https://www.mixcloud.com${feed}`);
}

function twitchPage({ searchParams }: URL): string | undefined {
  const video = searchParams.get('video');
  const channel = searchParams.get('channel');
  if (video !== null) return `https://www.twitch.tv/videos/${video.replace(/^v/, '')}`;
  return channel === null ? undefined : `https://www.twitch.tv/${channel}`;
}

function mastodonPage({ origin, pathname }: URL): string | undefined {
  const found = /^(\/@[\w.@-]+\/\d{6,}|\/users\/[\w.]+\/statuses\/\d{6,})\/embed\/?$/.exec(pathname)?.[1];
  return found === undefined ? undefined : `${origin}${found}`;
}

/** The page of a thing that a shortcode names by a number or an address: `[youtube dQw4w9WgXcQ]`. */
export function pageOfId(provider: string, id: string): string | undefined {
  const web = webAddress(id.startsWith('//') ? `https:${id}` : id);
  if (web !== undefined) return pageOfFrame(web);
  const base = idPages.get(provider);
  return base !== undefined && /^[\w./@-]+$/.test(id) ? `${base}${id}` : undefined;
}

const idPages: ReadonlyMap<string, string> = new Map([
  ['youtube', 'https://www.youtube.com/watch?v='],
  ['vimeo', 'https://vimeo.com/'],
  ['dailymotion', 'https://www.dailymotion.com/video/'],
  ['tweet', 'https://x.com/i/status/'],
  ['twitter', 'https://x.com/i/status/'],
  ['instagram', 'https://www.instagram.com/p/'],
  ['wpvideo', 'https://videopress.com/v/'],
  ['videopress', 'https://videopress.com/v/'],
  ['ted', 'https://www.ted.com/talks/'],
]);
