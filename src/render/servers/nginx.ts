import type { ServerFileView } from '../../pages/serverFileView.ts';
import { changingCaching, feedTypes, fixedCaching, fixedFolders, policies, saving } from './policies.ts';

const headers = policies.map(([name, value]) => `add_header ${name} "${value}" always;`);

/** To be included in a `server`. An exact location is found in a tree, however many there are. */
export function renderNginx({ base, saved, moved, gone }: ServerFileView): string {
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
