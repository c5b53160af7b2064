/** The files that Netlify and Cloudflare Pages take with the site. */
import type { ServerFileView } from '../../pages/serverFileView.ts';
import { feedTypes, fixedCaching, fixedFolders, policies, saving } from './policies.ts';

/** `_headers`. Both hosts join what two rules say of one header, so no file gets `Cache-Control` twice; what has no rule is asked for anew by itself. */
export function renderHeadersFile({ base, saved }: ServerFileView): string {
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
export function renderRedirectsFile({ moved, isForced }: ServerFileView): string {
  const status = isForced ? '301!' : '301';
  return moved.map(({ from, to }) => `${encodeURI(from)} ${to} ${status}\n`).join('');
}
