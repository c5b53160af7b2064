/** Trees of texts for tests, and what the writer and the proof make of them in a blog that sets nothing. */
import type { Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import type { SourcePath } from '../../../src/core/model.ts';
import { writeMarkdown } from '../../../src/import/markdown/writeMarkdown.ts';
import { createProof } from '../../../src/import/markdown/proof.ts';
import type { Difference, TextTargets, TextTree, WrittenText } from '../../../src/import/model.ts';
import { createMarkdownRenderer } from '../../../src/markdown/markdown.ts';
import { usualParseOptions } from '../../support/parseOptions.ts';

const render = createMarkdownRenderer(usualParseOptions);
const prove = createProof(render);
export const file = 'content/articles/2019/hafen.md' as SourcePath;

/** All media of `alt.example` are here but those with „fehlt“ in their names; one has words of its own. */
const targets: TextTargets = {
  link: (href) => (href === 'https://alt.example/kim/' ? '../2020/kim.md' : href),
  media: (src) => {
    const reference = /^https:\/\/alt\.example\/(.+)$/.exec(src)?.[1];
    if (reference === undefined || reference.includes('fehlt')) return undefined;
    const words = { alt: 'Ein Kran', caption: 'Der Kran im Mai.', credit: 'Anna Müller' };
    return { reference, ...(reference === 'kran.jpg' && words) };
  },
};

export function treeOf(html: string): TextTree {
  return fromHtml(html, { fragment: true });
}

export function written(tree: Root): WrittenText {
  return writeMarkdown(tree, targets, { render, source: 'WordPress' });
}

/** Without the line break at the end. */
export function markdownOf(html: string): string {
  return written(treeOf(html)).markdown.trimEnd();
}

export function differences(tree: Root, text: WrittenText = written(tree)): readonly Difference[] {
  return prove({ tree, written: text, targets, id: '7', file });
}

/** `kind: before → after`, with a question mark where nobody knows why. */
export function told(tree: Root, text?: WrittenText): readonly string[] {
  return differences(tree, text).map(
    ({ kind, before, after, isUnexplained }) => `${isUnexplained ? '?' : ''}${kind}: ${before} → ${after}`,
  );
}

/** Codes of what our pipeline says of a text. */
export function faults(markdown: string): readonly string[] {
  return render({ file, markdown, firstLine: 1 }).diagnostics.map(
    ({ code, severity }) => `${severity} ${code}`,
  );
}
