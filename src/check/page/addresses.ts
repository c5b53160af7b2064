/** Addresses that stand in other formats than HTML. */

/** Of our feeds and sitemaps, which `render/feeds/` writes. The whole texts in feeds come from pages; they are looked at there. */
export function addressesInXml(xml: string): readonly string[] {
  const elements = 'link|loc|image:loc|guid isPermaLink="true"|url|uri|logo|icon|comments';
  const pattern = new RegExp(
    `<!\\[CDATA\\[[^]*?\\]\\]>|<(?:${elements})>([^<]*)<|\\s(?:href|url|src)="([^"]*)"`,
    'g',
  );
  const found = new Set<string>();
  for (const [, element, attribute] of xml.matchAll(pattern)) {
    const address = element ?? attribute;
    if (address !== undefined) found.add(withoutReferences(address));
  }
  return [...found];
}

function withoutReferences(xml: string): string {
  if (!xml.includes('&')) return xml;
  return xml
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}

/** Of our JSON Feeds. */
export function addressesInJson(json: string): readonly string[] {
  // Within a text every quote has a backslash before it.
  const named =
    /[{,]"(?:url|image|icon|favicon|avatar|banner_image|(?:feed|home_page|next|external)_url)":("(?:[^"\\]|\\.)*")/g;
  return [...new Set([...json.matchAll(named)].map(([, value = '""']) => String(JSON.parse(value))))];
}

/** Of JSON-LD: whole addresses, without fragments: those name things, not places. */
export function addressesInJsonLd(json: string): readonly string[] {
  const found = new Set<string>();
  for (const [value] of json.matchAll(/"https?:(?:[^"\\]|\\.)*"/gi)) {
    const address = value.includes('\\') ? unescaped(value) : value.slice(1, -1);
    const [whole = ''] = address.split('#', 1);
    found.add(whole);
  }
  return [...found];
}

function unescaped(json: string): string {
  try {
    return String(JSON.parse(json));
  } catch {
    // What is no JSON is read by nobody.
    return '';
  }
}

/** Of `robots.txt` (`Sitemap:`) and `security.txt` (`Policy:` …): one after the name of a line. */
export function addressesInLines(text: string): readonly string[] {
  return [...text.matchAll(/^[a-z-]+[ \t]*:[ \t]*(https?:\/\/\S+)/gim)].map(([, address = '']) => address);
}

/** Of a web app manifest. */
export function addressesInManifest(json: string): readonly string[] {
  const named = /"(?:src|url|start_url|scope|id)"\s*:\s*("(?:[^"\\]|\\.)*")/g;
  return [...json.matchAll(named)].map(([, value = '""']) => unescaped(value));
}

/** What a stylesheet loads. */
export function addressesInCss(css: string): readonly string[] {
  const bare = css.replace(/\/\*[^]*?(?:\*\/|$)/g, '');
  const found = bare.matchAll(
    /url\(\s*(?:"([^"]*)"|'([^']*)'|([^\s"')]*))\s*\)|@import\s+(?:"([^"]*)"|'([^']*)')/gi,
  );
  return [...found]
    .map(([, ...groups]) => groups.find((group) => group !== undefined) ?? '')
    .filter((address) => address !== '' && !/^(?:data:|#)/i.test(address));
}

/** The addresses of a `srcset` (HTML, „parse a srcset attribute“). */
export function addressesInSrcset(srcset: string): readonly string[] {
  const found: string[] = [];
  for (let rest = srcset.replace(/^[\s,]+/, ''); rest !== ''; rest = rest.replace(/^[\s,]+/, '')) {
    const [run = ''] = /^\S+/.exec(rest) ?? [];
    const address = run.replace(/,+$/, '');
    found.push(address);
    rest = rest.slice(run.length);
    // Without a comma a description follows, up to the next one.
    if (address === run) rest = rest.replace(/^[^,]*/, '');
  }
  return found;
}
