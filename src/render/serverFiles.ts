/** Files for hosts: redirects and headers in the syntax of each. */
import type { ServerFileView } from '../views/feedViews.ts';

const renderers: Readonly<Record<ServerFileView['format'], (view: ServerFileView) => string>> = {
  nginx: renderNginx,
  caddy: renderCaddy,
  apache: renderApache,
  'apache-folder': renderApacheFolder,
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

/** `_redirects`. */
function renderRedirectsFile({ moved, isForced }: ServerFileView): string {
  const status = isForced ? '301!' : '301';
  return moved.map(({ from, to }) => `${encodeURI(from)} ${to} ${status}\n`).join('');
}

/** A `.htaccess` that asks for no more than `AllowOverride FileInfo`, as shared hosts grant it. */
function renderApache(view: ServerFileView): string {
  const { base, saved } = view;
  const escaped = base.replaceAll('.', '\\.');
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
    `  SetEnvIf Request_URI "^${escaped}/(?:${fixed})/" blattmacher_fixed`,
    `  SetEnvIf Request_URI "^${escaped}/medien/[^/]+\\.(?:${saved.join('|')})$" blattmacher_saved`,
    `  Header set ${saving.join(' ')} env=blattmacher_saved`,
    `  Header set Cache-Control "${fixedCaching}" env=blattmacher_fixed`,
    `  Header set Cache-Control "${changingCaching}" env=!blattmacher_fixed`,
    `  Header always set Cache-Control "${changingCaching}" "expr=%{REQUEST_STATUS} == 301"`,
    '</IfModule>',
    '# Versteckte Dateien, auch die von Blattmacher',
    'RedirectMatch 404 "/\\.(?!well-known/)"',
  ];
  return `${lines.join('\n')}\n${renderApacheFolder(view)}`;
}

/** The redirects alone. With `Redirect`, all that lies below an address would move with it. */
function renderApacheFolder({ moved, gone }: ServerFileView): string {
  const lines = [
    ...moved.map(({ from, to }) => `RedirectMatch 301 "^${pattern(from)}$" "${to}"\n`),
    ...gone.map((from) => `RedirectMatch 410 "^${pattern(from)}$"\n`),
  ];
  return lines.join('');
}

function pattern(from: string): string {
  return from.replace(/[.+]/g, '\\$&').replace(/\/$/, '/?');
}

/** To be imported into a site. A `map` compares texts; a matcher for each redirect would take ten times as long. */
function renderCaddy({ base, saved, moved, gone }: ServerFileView): string {
  const fixed = fixedFolders.map((folder) => `${base}/${folder}/*`).join(' ');
  const feeds = feedTypes.flatMap(([name, type], index) => [
    `@blattmacher_feed${index} path ${base}/${name} ${base}/*/${name}`,
    `header @blattmacher_feed${index} Content-Type "${type}"`,
  ]);
  const known = [
    ...moved.map(({ from, to }) => `  "${from}" "${to}"`),
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
function renderNginx({ base, saved, moved, gone }: ServerFileView): string {
  const escaped = base.replaceAll('.', '\\.');
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
    `location ~ "^${escaped}/medien/[^/]+\\.(?:${saved.join('|')})$" { ${fixed} add_header ${saving.join(' ')}; }`,
    `location ~ "^${escaped}/(?:${fixedFolders.join('|')})/" { ${fixed} }`,
    ...feedTypes.map(
      ([name, type]) => `location ~ "/${name.replaceAll('.', '\\.')}$" { types { } default_type "${type}"; }`,
    ),
    ...moved.map(({ from, to }) => `location = "${from}" { return 301 "${to}$is_args$args"; }`),
    ...gone.map((from) => `location = "${from}" { return 410; }`),
  ];
  // On a host with other sites, only what is ours.
  const lines = base === '' ? body : [`location "${base}/" {`, ...body.map((line) => `  ${line}`), '}'];
  return `# Gehört in nginx in den Block „server“: include …/.server/nginx.conf;\n${lines.join('\n')}\n`;
}
