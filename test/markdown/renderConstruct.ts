/** The HTML of a Markdown text with each deferred reference as `‹kind›`; without vitest, for programs that are no tests. */
import { parseSourcePath } from '../../src/core/paths.ts';
import { createZone } from '../../src/core/time.ts';
import { createMarkdownRenderer } from '../../src/markdown/markdown.ts';
import { usualParseOptions } from '../support/parseOptions.ts';

const renderMarkdown = createMarkdownRenderer(usualParseOptions);
const start = { instant: Date.UTC(2026, 8, 27, 12), offset: 120, dayOnly: false };

/** As the text of a live ticker, in which everything may stand. @throws when there is something to say about it */
export function renderConstruct(markdown: string): string {
  const file = parseSourcePath('content/articles/a.md');
  if (file === undefined) throw new Error('No path');
  const ticker = { start, zone: createZone('Europe/Berlin') };
  const { content, diagnostics } = renderMarkdown({ file, markdown, firstLine: 1, ticker });
  if (diagnostics.length > 0) throw new Error(JSON.stringify(diagnostics));
  const holes = content.deferredReferences.map(({ kind }) => `‹${kind}›`);
  return content.html.map((part, index) => part + (holes[index] ?? '')).join('');
}
