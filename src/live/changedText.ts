/** Long enough to be found on the page, short enough to stay inside one element. */
const length = 60;

/**
 * Returns the beginning of the first text that differs between two versions of the HTML, without markup;
 * empty when nothing differs.
 */
export function changedText(before: readonly string[], after: readonly string[]): string {
  const old = blocksOf(before);
  const changed = blocksOf(after).find((block, index) => block !== old[index]);
  return changed === undefined ? '' : changed.slice(0, length).trimEnd();
}

/** The texts of the blocks, in order; what an entity stands for is left out with all after it. */
function blocksOf(html: readonly string[]): readonly string[] {
  return html
    .join('')
    .split(/<\/(?:p|h[1-6]|li|td|th|blockquote|pre|figcaption|dd|dt)>/)
    .map(
      (block) =>
        block
          .replace(/<[^>]*>/g, '')
          .trim()
          .split(/&(?:#|\w)/)[0] ?? '',
    )
    .filter((text) => text !== '');
}
