/** A page as it shall be written, and what it was made of. */
import { createFingerprint } from '../engine/fingerprint.ts';
import type { Diagnostic, SourcePath } from '../model.ts';
import type { ContentKind, Page } from '../pages/page.ts';
import type { Templates } from '../render/compileTemplates.ts';
import { isTemplate } from '../pages/pageKinds.ts';
import { renderPage } from '../render/renderPage.ts';
import type { Bodies } from './bodies.ts';

export interface RenderedPage {
  /** Digest of all that the page is made of: its view, its template with what that includes, the program. Only when it was asked for. */
  readonly fingerprint?: string;
  /** Missing when the page is kept, or its template failed. */
  readonly text?: string;
  readonly isKept: boolean;
  /** The sources whose bodies it shows. */
  readonly reads: readonly SourcePath[];
  readonly diagnostics: readonly Diagnostic[];
}

/** `isCurrent`: whether a page of this fingerprint stands there already; without it nobody asks. */
export type PageRenderer = (page: Page, isCurrent?: (fingerprint: string) => boolean) => RenderedPage;

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
  const fingerprintOf = createFingerprint(shared);
  const makers = new Map<ContentKind, string>();
  const makerOf = (kind: ContentKind): string => {
    const known = makers.get(kind) ?? `${program} ${kind} ${isTemplate(kind) ? templates.digest(kind) : ''}`;
    makers.set(kind, known);
    return known;
  };
  return ({ content }, isCurrent) => {
    const reads = new Set<SourcePath>();
    const bodyOf: typeof bodies.bodyOf = (file) => {
      reads.add(file);
      return bodies.bodyOf(file);
    };
    let fingerprint: string | undefined;
    const text = renderPage(content, bodyOf, templates, (view) => {
      if (!isCurrent) return true;
      fingerprint = fingerprintOf({ ...view, ' maker': makerOf(content.kind) });
      return !isCurrent(fingerprint);
    });
    return {
      ...(fingerprint !== undefined && { fingerprint }),
      isKept: text === undefined,
      ...(text?.value !== undefined && { text: text.value }),
      reads: [...reads],
      diagnostics: text?.diagnostics ?? [],
    };
  };
}
