/** Edits of a source, as an author makes them: a line of its front matter, or its content. */

/** Value of the line for `key` in the front matter; undefined without such a line. */
export function fieldOf(source: string, key: string): string | undefined {
  return headOf(source)
    .find((line) => line.startsWith(`${key}: `))
    ?.slice(key.length + 2);
}

/**
 * The source with `key: value` in its front matter, in place of the line that was there; without a value the
 * line is removed.
 */
export function withField(source: string, key: string, value: string | undefined): string {
  const lines = headOf(source);
  const line = value === undefined ? [] : [`${key}: ${value}`];
  const place = lines.findIndex((each) => each.startsWith(`${key}: `));
  const head =
    place === -1 ? [...lines, ...line] : [...lines.slice(0, place), ...line, ...lines.slice(place + 1)];
  return sourceOf(head, contentOf(source));
}

export function contentOf(source: string): string {
  return source.slice(source.indexOf('\n---\n') + 5);
}

export function withBody(source: string, body: string): string {
  return sourceOf(headOf(source), body);
}

function headOf(source: string): readonly string[] {
  return source.slice(4, source.indexOf('\n---\n')).split('\n');
}

function sourceOf(head: readonly string[], body: string): string {
  return `---\n${head.join('\n')}\n---\n${body}`;
}
