/** A site of a few lines for the preview server: what stands where, and what is wrong. */
import type { Diagnostic, SourcePath, UrlPath } from '../../src/core/model.ts';
import type { PreviewAnswer, PreviewFault, PreviewSite } from '../../src/dev/previewSite.ts';

export interface FakeSite extends PreviewSite {
  /** Address inside the site → what stands there. */
  readonly answers: Map<string, PreviewAnswer>;
  wrong: readonly PreviewFault[];
  /** The sub-path. */
  at: string;
}

export function fakeSite(pages: Readonly<Record<string, string>> = {}, base = ''): FakeSite {
  const site: FakeSite = {
    at: base,
    answers: new Map(Object.entries(pages).map(([path, body]) => [path, html(body)])),
    wrong: [],
    answer: (path) => site.answers.get(path) ?? site.answers.get('404'),
    faults: () => site.wrong,
    base: () => site.at,
  };
  return site;
}

/** With the content policy of the built-in theme, and an empty `<head>` for more. */
export function html(body: string, head = '', status: 200 | 404 = 200): PreviewAnswer {
  const policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'";
  return {
    status,
    type: 'text/html; charset=utf-8',
    body: `<!doctype html><html lang="de"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><title>Blatt</title>${head}</head><body><main>${body}</main></body></html>`,
  };
}

export function stylesheet(text: string): PreviewAnswer {
  return { status: 200, type: 'text/css; charset=utf-8', body: text };
}

export const titleFault: PreviewFault = {
  diagnostic: {
    code: 'front-matter/title',
    severity: 'error',
    file: 'content/articles/kim.md' as SourcePath,
    position: { line: 2, column: 12 },
    message: 'Im Titel steht ein Doppelpunkt, und YAML versteht ihn falsch.',
    hint: 'Setze den Titel in Anführungszeichen: title: "Bund: Länder streiten"',
  } satisfies Diagnostic,
  others: 0,
  excerpt: [
    { number: 1, text: '---' },
    { number: 2, text: 'title: Bund: Länder <b>streiten</b>' },
    { number: 3, text: 'date: 2023-09-13' },
  ],
};

export function urlPath(path: string): UrlPath {
  return path as UrlPath;
}
