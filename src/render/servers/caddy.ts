import type { ServerFileView } from '../../pages/serverFileView.ts';
import { changingCaching, feedTypes, fixedCaching, fixedFolders, policies, saving } from './policies.ts';

/** To be imported into a site. A `map` compares texts; a matcher for each redirect would take ten times as long. */
export function renderCaddy({ base, saved, moved, gone }: ServerFileView): string {
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
