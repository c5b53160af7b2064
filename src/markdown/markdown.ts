/**
 * Markdown → content, through a frozen unified processor (one for each combination of the costly parts of the
 * syntax, made when it is first needed). Syntax trees never leave this folder.
 */
import type { Root } from 'hast';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { VFile } from 'vfile';
import { siteTexts } from '../core/siteTexts.ts';
import type { Diagnostic, SourcePath, Content } from '../core/model.ts';
import { diagnose } from '../core/diagnostics/diagnostics.ts';
import type { SiteUrl } from '../config/settings.ts';
import type { GermanOptions } from '../config/germanOptions.ts';
import { remarkGerman } from './german/syntax/remarkGerman.ts';
import { rehypeGerman } from './german/tree/textRuns.ts';
import { rehypeBoxes, rehypePassageFaults } from './boxes.ts';
import { rehypeCharts } from './charts/rehypeCharts.ts';
import { rehypeCodeAndTasks } from './codeAndTasks.ts';
import { rehypeEmbeds } from './embeds.ts';
import { reportHints } from './german/tree/germanHints.ts';
import { gfm, literalLinks, mayHoldLiteralLink, mayHoldTable } from './gfm.ts';
import { rehypeHeadings, rehypeTitleOnce } from './headings.ts';
import { findTooIntricate } from './intricacy.ts';
import { rehypeUnfitReferences, remarkLeftOver } from './leftOver.ts';
import { rehypeLinks } from './links.ts';
import { remarkListNumbers } from './listNumbers.ts';
import { remarkMeantMarks, withPlainSpaces } from './meantMarks.ts';
import { remarkPartners } from './partners.ts';
import { rehypePictures } from './pictures.ts';
import { attached, type OwnPlugins, type ParsedDocument, parseWithPlugins } from './ownPlugins.ts';
import { rehypePlayers } from './players.ts';
import { rehypeRawHtml } from './rawHtml.ts';
import { rehypeSlots } from './references.ts';
import { contextOf, type DocumentContext, type TickerClock } from './documentContext.ts';
import { simpleBlocks, simpleHandlers } from './simple/simpleBlocks.ts';
import { rehypeTables } from './tables.ts';
import { rehypeTicker } from './ticker.ts';
import { countText, openingOf } from './textFacts.ts';
import { writeHtml } from './writeHtml.ts';

export interface MarkdownOptions {
  /** The rules for German text. */
  readonly typography: GermanOptions;
  /** Report what German text leaves to its author. */
  readonly hints: boolean;
  /** Elements of raw HTML allowed beyond the built-in list. */
  readonly html: readonly string[];
  /** Where the site will be; undefined where nobody knows. */
  readonly site?: SiteUrl | undefined;
  /** Paragraph after which related articles may be named; 0: nowhere. */
  readonly relatedAfter: number;
  /** Of the site's configuration. */
  readonly plugins?: OwnPlugins | undefined;
  /** Paragraph after which the theme's own part stands; 0 or missing: nowhere. */
  readonly hookAfter?: number;
}

export interface MarkdownSource {
  readonly file: SourcePath;
  readonly markdown: string;
  /** Line of the file on which `markdown` begins, from 1. */
  readonly firstLine: number;
  /** The headline of the page on which the text stands. */
  readonly title?: string;
  readonly ticker?: TickerClock | undefined;
  /** Links to elsewhere are paid for. */
  readonly isAdvertisement?: boolean;
}

export interface MarkdownResult {
  readonly content: Content;
  readonly diagnostics: readonly Diagnostic[];
}

export type MarkdownRenderer = (source: MarkdownSource) => MarkdownResult;

export const emptyContent: Content = {
  html: [''],
  deferredReferences: [],
  opening: '',
  words: 0,
  characters: 0,
  anchors: [],
};

export function createMarkdownRenderer(options: MarkdownOptions): MarkdownRenderer {
  const processors = new Map<string, ReturnType<typeof createProcessor>>();
  const processorFor = (text: string): ReturnType<typeof createProcessor> => {
    const parts = { tables: mayHoldTable(text), literalLinks: mayHoldLiteralLink(text) };
    const key = JSON.stringify(parts);
    const processor = processors.get(key) ?? createProcessor(options, parts);
    processors.set(key, processor);
    return processor;
  };
  return (source) => {
    const markdown = withPlainSpaces(source.markdown);
    const line = findTooIntricate(markdown);
    if (line !== undefined) return refuse(source, line);
    try {
      return render({ ...source, markdown }, processorFor(markdown), options);
    } catch (error) {
      // Raw HTML may be nested deeper than the call stack is; nothing else of Markdown gets past the check.
      if (error instanceof RangeError) return refuse(source, 1);
      throw error;
    }
  };
}

function refuse({ file, firstLine }: MarkdownSource, line: number): MarkdownResult {
  const place = { file, position: { line: firstLine + line - 1, column: 1 } };
  return { content: emptyContent, diagnostics: [diagnose('text/too-intricate', {}, place)] };
}

function render(
  { file, markdown, firstLine, title, ticker, isAdvertisement = false }: MarkdownSource,
  processor: ReturnType<typeof createProcessor>,
  { site, plugins }: MarkdownOptions,
): MarkdownResult {
  const begin = (): VFile => {
    const context: DocumentContext = {
      file,
      firstLine,
      isAdvertisement,
      site,
      diagnostics: [],
      anchors: [],
      ...(title !== undefined && { title }),
      ...(ticker && { ticker }),
    };
    return new VFile({ value: markdown, data: { context } });
  };
  const parse = (document: VFile): Root => processor.runSync(processor.parse(document), document);
  const { document, tree } = plugins ? parseWithPlugins(begin, parse, plugins) : parsed(begin(), parse);
  const { diagnostics, anchors } = contextOf(document);
  if (!tree) return { content: emptyContent, diagnostics };
  const content = { ...writeHtml(tree), opening: openingOf(tree), ...countText(tree), anchors };
  return { content, diagnostics };
}

function parsed(document: VFile, parse: (document: VFile) => Root): ParsedDocument {
  return { document, tree: parse(document) };
}

interface CostlyParts {
  readonly tables: boolean;
  readonly literalLinks: boolean;
}

function createProcessor(options: MarkdownOptions, parts: CostlyParts) {
  const { plugins, typography } = options;
  const { genderForms } = typography.rules;
  // A plugin of the site's own may give a meaning to any sign.
  const mayGoAround = (plugins?.remark.length ?? 0) === 0;
  return unified()
    .use(remarkParse)
    .use(gfm, parts)
    .use(remarkGerman, options.typography)
    .use(remarkListNumbers)
    .use(remarkMeantMarks)
    .use(remarkPartners)
    .use(remarkLeftOver)
    .use(mayGoAround ? [[simpleBlocks, { literalLinks: parts.literalLinks, genderForms }]] : [])
    .use(parts.literalLinks ? [literalLinks] : [])
    .use(attached(plugins, 'remark'))
    .use(remarkRehype, {
      allowDangerousHtml: true,
      clobberPrefix: '',
      handlers: simpleHandlers,
      footnoteLabel: siteTexts.footnotes,
      footnoteBackLabel: (reference: number) => siteTexts.footnoteBack(reference + 1),
    })
    .use(rehypeRawHtml, { allowed: options.html })
    .use(rehypeUnfitReferences)
    .use(rehypePassageFaults)
    .use(rehypeTitleOnce)
    .use(rehypeGerman, options.typography, options.hints ? reportHints(options.typography) : undefined)
    .use(attached(plugins, 'rehype'))
    .use(rehypeCharts)
    .use(rehypeBoxes)
    .use(rehypeTicker)
    .use(rehypeTables)
    .use(rehypeCodeAndTasks)
    .use(rehypeHeadings)
    .use(rehypeEmbeds)
    .use(rehypeLinks)
    .use(rehypePlayers, { allowed: options.html })
    .use(rehypePictures)
    .use(rehypeSlots, { related: options.relatedAfter, hook: options.hookAfter ?? 0 })
    .freeze();
}
