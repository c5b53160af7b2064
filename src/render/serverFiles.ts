/** Files for hosts: redirects and headers in the syntax of each. */
import { bucketOf, queryFolder } from '../routes/host/serverFiles.ts';
import type { QueryRedirectsView, ServerFileView } from '../views/feedViews.ts';

const renderers: Readonly<Record<ServerFileView['format'], (view: ServerFileView) => string>> = {
  nginx: renderNginx,
  caddy: renderCaddy,
  apache: renderApache,
  'apache-folder': renderApacheFolder,
  'apache-query': renderApacheBucket,
  redirects: renderRedirectsFile,
  headers: renderHeadersFile,
};

export function renderServerFile(view: ServerFileView): string {
  return renderers[view.format](view);
}

// Headers that every host sends with the files of the site, each in its own syntax.

/**
 * The content policy here has only what the one in each page's head cannot say: where two policies stand, a browser
 * allows what both allow, so a stricter one for all pages would break those with embeds. No `Strict-Transport-Security`: it binds the
 * whole host, other sites included, and cannot be taken back.
 */
const policies: readonly (readonly [name: string, value: string])[] = [
  ['Content-Security-Policy', "frame-ancestors 'none'"],
  ['X-Content-Type-Options', 'nosniff'],
  // Whom we link to sees that readers come from us; videos of others do not play without.
  ['Referrer-Policy', 'strict-origin-when-cross-origin'],
  ['Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()'],
];

/** Files in these folders have names that change with their content. */
const fixedFolders: readonly string[] = ['assets', 'medien'];
/**
 * Policy for documents that are to be saved: a browser that opens one must not run it as a page of the site.
 */
const saving: readonly [name: string, value: string] = ['Content-Disposition', 'attachment'];

const fixedCaching = 'public, max-age=31536000, immutable';
/** Kept, but asked for anew every time. Redirects too: an article may move back. */
const changingCaching = 'no-cache';

/** Hosts go by endings, which tell nothing of feeds. */
const feedTypes: readonly (readonly [name: string, type: string])[] = [
  ['feed.xml', 'application/rss+xml; charset=utf-8'],
  ['podcast.xml', 'application/rss+xml; charset=utf-8'],
  ['kommentare.xml', 'application/rss+xml; charset=utf-8'],
  ['atom.xml', 'application/atom+xml; charset=utf-8'],
  ['feed.json', 'application/feed+json; charset=utf-8'],
];

// Netlify and Cloudflare Pages take two files with the site.

/** `_headers`. Both hosts join what two rules say of one header, so no file gets `Cache-Control` twice; what has no rule is asked for anew by itself. */
function renderHeadersFile({ base, saved }: ServerFileView): string {
  const rules = [
    [`${base}/*`, ...policies.map(([name, value]) => `${name}: ${value}`)],
    ...fixedFolders.map((folder) => [`${base}/${folder}/*`, `Cache-Control: ${fixedCaching}`]),
    ...saved.map((ending) => [`${base}/medien/*.${ending}`, saving.join(': ')]),
    ...feedTypes.flatMap(([name, type]) =>
      [`${base}/${name}`, `${base}/*/${name}`].map((path) => [path, `Content-Type: ${type}`]),
    ),
  ];
  return rules.map((lines) => `${lines.join('\n  ')}\n`).join('');
}

/** `_redirects`. What Cloudflare takes for a pattern comes last, because it counts otherwise. */
function renderRedirectsFile({ moved, media, folders, queries, isForced }: ServerFileView): string {
  const status = isForced ? '301!' : '301';
  const lines = [
    ...queries.flatMap(({ from, parameters }) =>
      parameters.flatMap(({ key, goals }) =>
        goals.map(({ value, to }) => `${encodeURI(from)} ${key}=${value} ${to} ${status}`),
      ),
    ),
    ...[...moved, ...media].map(({ from, to }) => `${encodeURI(from)} ${to} ${status}`),
    // A page that stands there goes first.
    ...folders.flatMap(({ from, to }) => (to === undefined ? [] : `${encodeURI(from)}* ${to} 301`)),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

/** Sizes in which WordPress keeps a picture, in its name. */
const sizes = '(?:-(?:\\d+x\\d+|scaled|rotated|e\\d{9,}))*';

/** A regular expression for the old address of a picture or document, with all its sizes. */
function mediaPattern(from: string): string {
  const [, stem = '', ending = ''] = picture.exec(from) ?? [];
  return stem === '' ? escaped(from) : `${escaped(stem.replace(sizesAtEnd, ''))}${sizes}${escaped(ending)}`;
}

const picture = /^(.+)(\.(?:jpe?g|png|gif|webp|avif))$/i;
const sizesAtEnd = new RegExp(`${sizes}$`);

/** What is called like the size of another picture is looked for first. */
function byPrecision<Moved extends { readonly from: string }>(media: readonly Moved[]): readonly Moved[] {
  return media.toSorted((a, b) => b.from.length - a.from.length || (a.from < b.from ? -1 : 1));
}

function escaped(text: string): string {
  return text.replace(/[.+]/g, '\\$&');
}

/** A segment that a page of ours or of WordPress has in its address, and no server takes for something else. */
const segment = '[^\\x00-\\x20\\x22/\\x5c?#%\\x7f]+';

/** A regular expression for what stood below pages under a name; its first group is the page. Undefined where there is nothing. */
function endsPattern({ base, ends }: Pick<ServerFileView, 'base' | 'ends'>): string | undefined {
  if (ends.length === 0) return undefined;
  const names = ends.map((name) => (name.endsWith('/') ? name.slice(0, -1) : `${name}[^/]*`));
  return `^(${escaped(base)}/(?:${segment}/)+)(?:${names.join('|')})(?:/.*)?$`;
}

/** Where to look for what is not there, the first first; `$1` is the page that was found. Folders with such a name say more than it alone. */
function belowPages(
  view: Pick<ServerFileView, 'base' | 'folders' | 'ends'>,
): readonly { readonly pattern: string; readonly to?: string }[] {
  const ends = endsPattern(view);
  const isNamed = isNamedBy(ends);
  const below = view.folders.map(({ from, ...goal }) => ({ from, pattern: `^${escaped(from)}.`, ...goal }));
  return [
    ...below.filter(({ from }) => isNamed(from)),
    ...(ends === undefined ? [] : [{ pattern: ends, to: '$1' }]),
    ...below.filter(({ from }) => !isNamed(from)),
  ];
}

function isNamedBy(ends: string | undefined): (folder: string) => boolean {
  const named = ends === undefined ? undefined : new RegExp(ends);
  return (folder) => named?.test(folder) === true;
}

/** The folder in which an address lies. */
function folderOf(address: string): string {
  return address.slice(0, address.lastIndexOf('/') + 1);
}

/** A `.htaccess` that asks for no more than `AllowOverride FileInfo`, as shared hosts grant it. */
function renderApache(view: ServerFileView): string {
  const { base, saved } = view;
  const root = escaped(base);
  const fixed = fixedFolders.join('|');
  const lines = [
    `ErrorDocument 404 ${base}/404.html`,
    `ErrorDocument 410 ${base}/404.html`,
    'AddDefaultCharset utf-8',
    'AddType image/avif .avif',
    'AddType image/webp .webp',
    'AddType font/woff2 .woff2',
    ...feedTypes.flatMap(([name, type]) => [`<Files "${name}">`, `  ForceType "${type}"`, '</Files>']),
    '<IfModule mod_headers.c>',
    ...policies.map(([name, value]) => `  Header always set ${name} "${value}"`),
    '  # Dateien, deren Name mit dem Inhalt wechselt',
    `  SetEnvIf Request_URI "^${root}/(?:${fixed})/" blattmacher_fixed`,
    `  SetEnvIf Request_URI "^${root}/medien/[^/]+\\.(?:${saved.join('|')})$" blattmacher_saved`,
    `  Header set ${saving.join(' ')} env=blattmacher_saved`,
    `  Header set Cache-Control "${fixedCaching}" env=blattmacher_fixed`,
    `  Header set Cache-Control "${changingCaching}" env=!blattmacher_fixed`,
    `  Header always set Cache-Control "${changingCaching}" "expr=%{REQUEST_STATUS} == 301"`,
    '</IfModule>',
    '# Versteckte Dateien, auch die von Blattmacher',
    `RedirectMatch 404 "/\\.(?!well-known/|${queryFolders.slice(2)})"`,
  ];
  return `${lines.join('\n')}\n${renderApacheFolder(view)}`;
}

/** The redirects alone. With `Redirect`, all that lies below an address would move with it. */
function renderApacheFolder(view: ServerFileView): string {
  const { base, moved, gone, hasFolders, queries, media } = view;
  const fileless = [
    ...byPrecision(media).map(({ from, to }) => `RedirectMatch 301 "^${mediaPattern(from)}$" "${to}"`),
    ...gone.map((from) => `RedirectMatch 410 "^${pattern(from)}$"`),
  ];
  const lines = [
    ...moved.map(({ from, to }) => `RedirectMatch 301 "^${pattern(from)}$" "${to}"`),
    ...(queries.length > 0 ? rewriting(queries.flatMap((query) => apacheQuery(query, base))) : []),
    // Of sections the last one goes first, and all go before what stands outside of them.
    ...belowPages(view)
      .toReversed()
      .flatMap(({ pattern: below, to }) =>
        section("! -f '%{REQUEST_FILENAME}' && ! -f '%{REQUEST_FILENAME}/index.html'", [
          `RedirectMatch ${to === undefined ? `410 "${below}"` : `301 "${below}" "${to}"`}`,
        ]),
      ),
    ...(hasFolders && fileless.length > 0 ? section('true', fileless) : fileless),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function section(condition: string, lines: readonly string[]): readonly string[] {
  return [`<If "${condition}">`, ...lines, '</If>'];
}

function rewriting(lines: readonly string[]): readonly string[] {
  return ['<IfModule mod_rewrite.c>', 'RewriteEngine on', ...lines, '</IfModule>'];
}

function pattern(from: string): string {
  return escaped(from).replace(/\/$/, '/?');
}

/** Where the values of parameters are looked up. */
const queryFolders = '/.server/abfrage/';

/** Leads to the file for the value. A page in HTML stands at an old address, and Apache asks for the slash of its folder before it looks elsewhere. */
function apacheQuery(query: QueryRedirectsView, base: string): readonly string[] {
  const { from, name, parameters, otherwise } = query;
  const address = `"^${escaped(from.slice(folderOf(from).length))}/?$"`;
  const rule = (key: string, value: string, goal: string, flags: string): readonly string[] => [
    `RewriteCond "%{QUERY_STRING}" "(?:^|&)${key}=${value}(?:&|$)"`,
    `RewriteRule ${address} "${goal}" [${flags}]`,
  ];
  const isLookedUp = otherwise === undefined || from.endsWith('/');
  return [
    ...parameters.flatMap(({ key, goals }) => {
      const all = base + queryFolder(name, key);
      if (!isLookedUp)
        return goals.flatMap(({ value, to }) => rule(key, escaped(value), to, 'R=301,L,QSD,NE'));
      return [
        ...rule(key, '(\\d*?)(\\d{1,2})', `${all}_%1/%2`, 'L,QSD'),
        ...rule(key, '([\\w.~-]+)', `${all}text/%1`, 'L,QSD'),
      ];
    }),
    ...(otherwise === undefined ? [] : [`RewriteRule ${address} "${otherwise}" [R=301,L,NE]`]),
  ];
}

/** The redirects for some values of one parameter; with any other value the page itself is shown. */
function renderApacheBucket({ queries }: ServerFileView): string {
  const lines = queries.flatMap(({ parameters, file, otherwise }) => [
    ...parameters
      .flatMap(({ goals }) => goals)
      .map(({ value, to }) => `RewriteRule "^${escaped(lastDigits(value))}$" "${to}" [R=301,L,QSD,NE]`),
    otherwise === undefined
      ? `RewriteRule "^" "${file}" [END,QSD]`
      : `RewriteRule "^" "${otherwise}" [R=301,L,QSD,NE]`,
  ]);
  return rewriting(lines)
    .map((line) => `${line}\n`)
    .join('');
}

/** What of a value is told inside its bucket. */
function lastDigits(value: string): string {
  return /^\d+$/.test(value) ? value.slice(-2) : value;
}

/** To be imported into a site. A `map` compares texts; a matcher for each redirect would take ten times as long. */
function renderCaddy(view: ServerFileView): string {
  const { base, saved, moved, gone, queries, media } = view;
  const below = belowPages(view);
  const asked = new Set(queries.map(({ from }) => from));
  const fixed = fixedFolders.map((folder) => `${base}/${folder}/*`).join(' ');
  const feeds = feedTypes.flatMap(([name, type], index) => [
    `@blattmacher_feed${index} path ${base}/${name} ${base}/*/${name}`,
    `header @blattmacher_feed${index} Content-Type "${type}"`,
  ]);
  const known = [
    ...moved.filter(({ from }) => !asked.has(from)).map(({ from, to }) => `  "${from}" "${to}"`),
    ...gone.map((from) => `  "${from}" gone`),
  ];
  const lines = [
    `header ${base}/* {`,
    ...policies.map(([name, value]) => `  ${name} "${value}"`),
    '}',
    '# Dateien, deren Name mit dem Inhalt wechselt',
    `@blattmacher_fixed path ${fixed}`,
    `header @blattmacher_fixed Cache-Control "${fixedCaching}"`,
    `@blattmacher_saved path_regexp "^${base.replaceAll('.', '\\.')}/medien/[^/]+\\.(?:${saved.join('|')})$"`,
    `header @blattmacher_saved ${saving.join(' ')}`,
    '@blattmacher_changing {',
    `  path ${base}/*`,
    `  not path ${fixed}`,
    '}',
    `header @blattmacher_changing Cache-Control "${changingCaching}"`,
    ...feeds,
    ...(known.length > 0 ? redirecting(known) : []),
    ...inOrder([
      ...queries.flatMap(caddyQuery),
      ...(media.length > 0 ? caddyMedia(media) : []),
      ...(below.length > 0 ? caddyFolders(below) : []),
    ]),
    '# Versteckte Dateien, auch die von Blattmacher',
    '@blattmacher_hidden {',
    '  path */.*',
    '  not path */.well-known/*',
    '}',
    'handle @blattmacher_hidden {',
    '  error 404',
    '}',
    ...notFound(base),
  ];
  return `# Gehört in Caddy in den Block der Domain: import …/.server/caddy.conf\n${lines.join('\n')}\n`;
}

function redirecting(known: readonly string[]): readonly string[] {
  return [
    'map {path} {blattmacher_goal} {',
    ...known,
    '}',
    // Old addresses keep their query; before Caddy 2.9 there is no word for a query with its mark.
    '@blattmacher_moved_plain {',
    '  vars_regexp {blattmacher_goal} ^/',
    '  vars {query} ""',
    '}',
    'redir @blattmacher_moved_plain {blattmacher_goal} 301',
    '@blattmacher_moved vars_regexp {blattmacher_goal} ^/',
    'redir @blattmacher_moved {blattmacher_goal}?{query} 301',
    '@blattmacher_gone vars {blattmacher_goal} gone',
    'handle @blattmacher_gone {',
    '  error 410',
    '}',
  ];
}

/** Caddy keeps the order of directives inside a `route` alone. */
function inOrder(lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['route {', ...lines.map((line) => `  ${line}`), '}'];
}

/** In a `route` of its own, so that other requests are not compared. */
function caddyQuery({ from, name, parameters, otherwise }: QueryRedirectsView): readonly string[] {
  const matcher = `@blattmacher_query${name}`;
  return [
    ...parameters.flatMap(({ key, goals }) => {
      const [asked, goal] = [`${matcher}_${key}`, `{blattmacher_query${name}_${key}}`];
      return [
        `${asked} {`,
        `  path "${from}"`,
        `  query ${key}=*`,
        '}',
        `route ${asked} {`,
        `  map {query.${key}} ${goal} {`,
        ...goals.map(({ value, to }) => `    "${value}" "${to}"`),
        '  }',
        `  ${asked}_known vars_regexp ${goal} ^/`,
        `  redir ${asked}_known ${goal} 301`,
        '}',
      ];
    }),
    ...(otherwise === undefined ? [] : [`${matcher} path "${from}"`, `redir ${matcher} "${otherwise}" 301`]),
  ];
}

/** The sizes are taken from the name before it is compared. */
function caddyMedia(media: ServerFileView['media']): readonly string[] {
  const roots = [...new Set(media.map(({ from }) => escaped(/^(?:\/[^/]+)?\//.exec(from)?.[0] ?? '/')))];
  const plain = new Map(
    byPrecision(media).map(({ from, to }) => [
      from.replace(picture, (_, stem: string, ending: string) => stem.replace(sizesAtEnd, '') + ending),
      to,
    ]),
  );
  return [
    `@blattmacher_media path_regexp blattmacher_media "^((?:${roots.join('|')}).*?)${sizes}(\\.[A-Za-z0-9]+)$"`,
    'route @blattmacher_media {',
    '  map {re.blattmacher_media.1}{re.blattmacher_media.2} {blattmacher_media} {',
    ...[...plain].map(([from, to]) => `    "${from}" "${to}"`),
    '  }',
    '  @blattmacher_media_known vars_regexp {blattmacher_media} ^/',
    '  redir @blattmacher_media_known {blattmacher_media} 301',
    '}',
  ];
}

function caddyFolders(below: ReturnType<typeof belowPages>): readonly string[] {
  return [
    '@blattmacher_missing not file {path} {path}/index.html',
    'route @blattmacher_missing {',
    '  map {path} {blattmacher_folder} {',
    ...below.map(
      ({ pattern: place, to }) =>
        `    "~${place}" ${to === undefined ? 'gone' : `"${to.replace('$1', () => '${1}')}"`}`,
    ),
    '  }',
    '  @blattmacher_folder_plain {',
    '    vars_regexp {blattmacher_folder} ^/',
    '    vars {query} ""',
    '  }',
    '  redir @blattmacher_folder_plain {blattmacher_folder} 301',
    '  @blattmacher_folder vars_regexp {blattmacher_folder} ^/',
    '  redir @blattmacher_folder {blattmacher_folder}?{query} 301',
    '  @blattmacher_folder_gone vars {blattmacher_folder} gone',
    '  error @blattmacher_folder_gone 410',
    '}',
  ];
}

function notFound(base: string): readonly string[] {
  return [
    'handle_errors {',
    '  @blattmacher_missing {',
    '    expression {err.status_code} in [404, 410]',
    `    path ${base}/*`,
    '  }',
    '  header @blattmacher_missing {',
    '    -Cache-Control',
    '    Content-Type "text/html; charset=utf-8"',
    '  }',
    `  rewrite @blattmacher_missing ${base}/404.html`,
    '  method GET',
    '  file_server',
    '}',
  ];
}

const headers = policies.map(([name, value]) => `add_header ${name} "${value}" always;`);

/** To be included in a `server`. An exact location is found in a tree, however many there are. */
function renderNginx(view: ServerFileView): string {
  const { base, saved, moved, gone, queries } = view;
  const root = escaped(base);
  const asked = new Set(queries.map(({ from }) => from));
  const fixed = `${headers.join(' ')} add_header Cache-Control "${fixedCaching}";`;
  const body = [
    'charset utf-8;',
    'absolute_redirect off;',
    `error_page 404 410 ${base}/404.html;`,
    ...headers,
    `add_header Cache-Control "${changingCaching}";`,
    '# Versteckte Dateien, auch die von Blattmacher',
    'location ~ "/\\.(?!well-known/)" { return 404; }',
    '# Dateien, deren Name mit dem Inhalt wechselt',
    // A location with headers of its own inherits none.
    `location ~ "^${root}/medien/[^/]+\\.(?:${saved.join('|')})$" { ${fixed} add_header ${saving.join(' ')}; }`,
    `location ~ "^${root}/(?:${fixedFolders.join('|')})/" { ${fixed} }`,
    ...feedTypes.map(
      ([name, type]) => `location ~ "/${name.replaceAll('.', '\\.')}$" { types { } default_type "${type}"; }`,
    ),
    ...moved
      .filter(({ from }) => !asked.has(from))
      .map(({ from, to }) => `location ${nginxExactly(from)} { return 301 "${to}$is_args$args"; }`),
    ...gone
      .filter((from) => !asked.has(from))
      .map((from) => `location ${nginxExactly(from)} { return 410; }`),
    ...nginxFolders(view),
    ...queries.flatMap((query) => nginxQuery(query, base)),
  ];
  // On a host with other sites, only what is ours.
  const lines = base === '' ? body : [`location "${base}/" {`, ...body.map((line) => `  ${line}`), '}'];
  return `# Gehört in nginx in den Block „server“: include …/.server/nginx.conf;\n${lines.join('\n')}\n`;
}

/** The tree in which nginx finds exact locations has no room for longer ones. */
const longestLocation = 255;

function nginxExactly(address: string): string {
  return Buffer.byteLength(address) > longestLocation ? `~ "^${escaped(address)}$"` : `= "${address}"`;
}

/** What stood below old folders: a location for each in which something is looked for, because a location in another one is not looked at. */
function nginxFolders(view: ServerFileView): readonly string[] {
  const { folders, media } = view;
  const ends = endsPattern(view);
  const isNamed = isNamedBy(ends);
  const mediaBy = Map.groupBy(byPrecision(media), ({ from }) => folderOf(from));
  const goals = new Map(folders.map(({ from, to }) => [from, to]));
  const around = (folder: string): readonly string[] => {
    for (let end = folder.length; end > 1; end = folder.lastIndexOf('/', end - 2) + 1) {
      const at = folder.slice(0, end);
      if (goals.has(at)) return nginxFolder(goals.get(at));
    }
    return [];
  };
  const places = [...new Set([...mediaBy.keys(), ...goals.keys()])].map((folder) => {
    const lines = [
      ...(mediaBy.get(folder) ?? []).map(
        ({ from, to }) => `rewrite "^${mediaPattern(from)}$" "${to}" permanent;`,
      ),
      ...around(folder),
    ];
    // Of places that are no patterns, those with this mark go before patterns.
    return block(`location ${isNamed(folder) ? '^~ ' : ''}"${folder}"`, lines);
  });
  if (ends === undefined) return places;
  return [...places, block(`location ~ "${ends}"`, [...ifMissing, `rewrite "${ends}" "$1" permanent;`])];
}

const ifMissing: readonly string[] = [
  'if (-f $request_filename) { break; }',
  'if (-f $request_filename/index.html) { break; }',
];

function nginxFolder(to: string | undefined): readonly string[] {
  return [...ifMissing, to === undefined ? 'return 410;' : `return 301 "${to}$is_args$args";`];
}

/**
 * The value is looked up in a location of its own, a hundred numbers in each: thousands of conditions in a row would take
 * their time, and a location for each value a hundred times the memory. `map` is not for what is included in a `server`.
 */
function nginxQuery(
  { from, name, parameters, file, otherwise }: QueryRedirectsView,
  base: string,
): readonly string[] {
  const rest = otherwise === undefined ? `try_files "${file}" =404;` : `return 301 "${otherwise}";`;
  const asking = parameters.flatMap(({ key }) => {
    const [value, all] = [`$arg_${key}`, `${base}${queryFolder(name, key)}`];
    return [
      `if (${value} ~ "^(\\d*?)(\\d\\d?)$") { set $blattmacher_1 $1; set $blattmacher_2 $2; rewrite ^ "${all}_$blattmacher_1/$blattmacher_2?" last; }`,
      `if (${value} ~ "^[\\w.~-]+$") { rewrite ^ "${all}text/${value}?" last; }`,
    ];
  });
  return [
    block(`location = "${from}"`, [
      ...asking,
      ...(otherwise === undefined ? [] : [`return 301 "${otherwise}$is_args$args";`]),
    ]),
    ...parameters.flatMap(({ key, goals }) => {
      const all = `${base}${queryFolder(name, key)}`;
      const buckets = Map.groupBy(goals, ({ value }) => bucketOf(value));
      return [
        block(`location ^~ "${all}"`, ['internal;', rest]),
        ...[...buckets].map(([bucket, some]) =>
          block(`location ^~ "${all}${bucket}/"`, [
            'internal;',
            ...some.map(
              ({ value, to }) =>
                `rewrite "^${escaped(`${all}${bucket}/${lastDigits(value)}`)}$" "${to}?" permanent;`,
            ),
            rest,
          ]),
        ),
      ];
    }),
  ];
}

function block(head: string, lines: readonly string[]): string {
  return `${head} {\n${lines.map((line) => `  ${line}\n`).join('')}}`;
}
