/** A page as it shall be written, and what it was made of. */
import { digestOf } from '../core/digestOf.ts';
import type { Diagnostic, SourcePath } from '../core/model.ts';
import { remembered } from '../core/remembered.ts';
import type { Page, PageContent } from '../views/page.ts';
import type { Templates } from '../render/templates/compileTemplates.ts';
import { templateOf } from '../routes/kinds.ts';
import { renderPage } from '../render/renderPage.ts';
import type { DescribePage, Described } from '../check/page/pageFacts.ts';
import type { OutputPath } from '../emit/outputPath.ts';
import type { Earlier, PageTarget, Reason, StagedFile } from '../emit/stager.ts';
import type { Contents } from '../content/load/bodies.ts';

export interface RenderedPage {
  /** Digest of all that the page is made of: its view, its template with what that includes, the program. Only when it was asked for. */
  readonly fingerprint?: string;
  /** Why it was rendered, if somebody was asked; undefined for a page that is kept. */
  readonly reason?: Reason;
  /** Missing when the page is kept, or its template failed. */
  readonly text?: string;
  /** The sources whose contents it shows. */
  readonly reads: readonly SourcePath[];
  readonly diagnostics: readonly Diagnostic[];
}

/** `reasonTo`: why a page of this fingerprint must be rendered; without it every page is. */
export type PageRenderer = (
  page: Page,
  reasonTo?: (fingerprint: string) => Reason | undefined,
) => RenderedPage;

interface RenderingParts {
  readonly contents: Contents;
  readonly templates: Templates;
  readonly program: string;
}

/** Parts that many views share: the site around them, the cards of lists, the items of feeds. */
const shared = { parts: ['site', 'items', 'data'], lists: ['cards', 'related', 'entries'] };

export function createRenderer({ contents, templates, program }: RenderingParts): PageRenderer {
  const fingerprintOf = createFingerprint(shared);
  const digestOfTemplate = remembered(templates.digest);
  const makerOf = (content: PageContent): string => {
    const [template = ''] = templateOf(content);
    const digest = template === '' ? '' : digestOfTemplate(template);
    return `${program} ${content.kind} ${content.kind === 'own' ? `${template} ` : ''}${digest}`;
  };
  return ({ content }, reasonTo) => {
    const reads = new Set<SourcePath>();
    const contentOf: typeof contents.contentOf = (file) => {
      reads.add(file);
      return contents.contentOf(file);
    };
    let fingerprint: string | undefined;
    let reason: Reason | undefined;
    const text = renderPage(content, contentOf, templates, (view) => {
      if (!reasonTo) return true;
      fingerprint = fingerprintOf({ ...view, ' maker': makerOf(content) });
      reason = reasonTo(fingerprint);
      return reason !== undefined;
    });
    return {
      ...(fingerprint !== undefined && { fingerprint }),
      ...(reason !== undefined && { reason }),
      ...(text?.value !== undefined && { text: text.value }),
      reads: [...reads],
      diagnostics: text?.diagnostics ?? [],
    };
  };
}

/** A page that was rendered and staged, or is kept. */
export interface MadePage extends Omit<RenderedPage, 'text'> {
  /** Missing for a page that is kept, and for one whose template failed. */
  readonly staged?: StagedFile;
  /** What it says of itself, if somebody asked. */
  readonly described?: Described;
}

export type PageMaker = (page: Page, path: OutputPath, earlier: Earlier) => MadePage;

/** Without `target` nothing is written, and every page is rendered. `describe` looks at every page that is rendered. */
export function createPageMaker(
  parts: RenderingParts,
  target: PageTarget | undefined,
  describe?: DescribePage,
): PageMaker {
  const render = createRenderer(parts);
  return (page, path, earlier) => {
    const reasonTo = target && ((view: string) => target.reasonToMake(path, earlier.entry, view));
    const { text, ...made } = render(page, reasonTo);
    if (text === undefined) return made;
    const staged = target?.stage(path, text, earlier) ?? {
      digest: digestOf(text),
      size: Buffer.byteLength(text),
      isNew: true,
    };
    return { ...made, staged, ...(describe && { described: describe(page.content.kind, path, text) }) };
  };
}

export type Fingerprint = (value: object) => string;

/** The keys under which shared data stand. */
export interface SharedKeys {
  /** The value is shared as it is. */
  readonly parts: readonly string[];
  /** An array whose elements are shared. */
  readonly lists: readonly string[];
}

/**
 * Makes a function from JSON-like data to 32 hex digits: two values have the same if and only if they
 * have the same JSON. Shared data are known again by identity, so they may not change.
 */
export function createFingerprint({ parts, lists }: SharedKeys): Fingerprint {
  const known = new Map<unknown, string>();
  const ofPart = (part: unknown): string => {
    const found = known.get(part);
    if (found !== undefined) return found;
    // In an array JSON has null for undefined.
    const digest = digestOf(JSON.stringify(part) ?? 'null');
    known.set(part, digest);
    return digest;
  };
  return (value) => {
    // The digest takes the place of the part, so that nothing else can be confused with it.
    const digests: Record<string, unknown> = { ...value };
    for (const key of parts) if (digests[key] !== undefined) digests[key] = ofPart(digests[key]);
    for (const key of lists) {
      const list = digests[key];
      if (list !== undefined) digests[key] = Array.isArray(list) ? list.map(ofPart) : ofPart(list);
    }
    return digestOf(JSON.stringify(digests));
  };
}
