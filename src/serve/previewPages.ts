/** The pages that are the preview's own, and what it puts into those of the site. */
import { previewTexts } from './previewTexts.ts';

/** Where everything of the preview's own lives; no article can have such an address. */
export const previewFolder = '/__blattmacher/';

/** Adds the preview's script to a page of the site; `revision` is that of the page. */
export function withClient(html: string, revision: number): string {
  const script = `<script type="module" src="${previewFolder}client.js?edition=${revision}"></script>`;
  const end = [...html.matchAll(/<\/body>/gi)].at(-1)?.index ?? html.length;
  return html.slice(0, end) + script + html.slice(end);
}

export interface Notice {
  readonly title: string;
  readonly text: string;
}

/** A page that says why there is none of the site. `home` is the address of the front page, if there is one. */
export function noticePage({ title, text }: Notice, home?: string): string {
  const link = home === undefined ? '' : `<p><a href="${home}">${previewTexts.toHome}</a></p>\n`;
  return `<!doctype html>
<html lang="de">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="stylesheet" href="${previewFolder}notice.css">
</head>
<body class="blattmacher-notice">
<main>
<h1>${title}</h1>
<p>${text}</p>
${link}</main>
</body>
</html>
`;
}
