import type { ServerFileView } from '../../pages/serverFileView.ts';
import { changingCaching, feedTypes, fixedCaching, fixedFolders, policies, saving } from './policies.ts';

/** A `.htaccess` that asks for no more than `AllowOverride FileInfo`, as shared hosts grant it. */
export function renderApache(view: ServerFileView): string {
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
export function renderApacheFolder({ moved, gone }: ServerFileView): string {
  const lines = [
    ...moved.map(({ from, to }) => `RedirectMatch 301 "^${pattern(from)}$" "${to}"\n`),
    ...gone.map((from) => `RedirectMatch 410 "^${pattern(from)}$"\n`),
  ];
  return lines.join('');
}

function pattern(from: string): string {
  return from.replace(/[.+]/g, '\\$&').replace(/\/$/, '/?');
}
