/** What a page is made of, and its text. */
import { createFingerprint } from '../engine/fingerprint.ts';
import type { Checked, SourcePath } from '../model.ts';
import type { ContentKind, Page } from '../pages/page.ts';
import type { Templates } from '../render/compileTemplates.ts';
import { isTemplate, renderPage } from '../render/renderPage.ts';
import type { Bodies } from './bodies.ts';

export interface RenderedText extends Checked<string> {
  /** No source that the page shows has changed since its facts were read. */
  readonly isCertain: boolean;
}

export interface PageRenderer {
  /** Digest of all that the page is made of: its view, its template with what that includes, the program. */
  readonly fingerprint: (page: Page) => string;
  readonly text: (page: Page) => RenderedText;
}

/** What many pages show: the site around them, the cards of lists, the items of feeds. */
const shared = { parts: ['site', 'items'], lists: ['cards', 'related'] };

export function createRenderer({
  bodies,
  templates,
  program,
}: {
  readonly bodies: Bodies;
  readonly templates: Templates;
  readonly program: string;
}): PageRenderer {
  const fingerprint = createFingerprint(shared);
  const makers = new Map<ContentKind, string>();
  const makerOf = (kind: ContentKind): string => {
    const known = makers.get(kind) ?? `${program} ${kind} ${isTemplate(kind) ? templates.digest(kind) : ''}`;
    makers.set(kind, known);
    return known;
  };
  return {
    fingerprint: ({ content }) =>
      fingerprint({ ...content.view(bodies.standInOf), ' maker': makerOf(content.kind) }),
    text: ({ content }) => {
      const read = new Set<SourcePath>();
      const bodyOf: typeof bodies.bodyOf = (file) => {
        read.add(file);
        return bodies.bodyOf(file);
      };
      const text = renderPage(content, bodyOf, templates);
      return { ...text, isCertain: ![...read].some(bodies.hasMoved) };
    },
  };
}
