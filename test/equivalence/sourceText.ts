/** Edits of a source's text, as an author makes them: a line of its head, or its body. */

/** The value that the head's line for `key` holds; undefined without such a line. */
export function fieldOf(source: string, key: string): string | undefined {
  return headOf(source)
    .find((line) => line.startsWith(`${key}: `))
    ?.slice(key.length + 2);
}

/** The source with `key: value` in its head, in place of the line that was there; without a value the line goes. */
export function withField(source: string, key: string, value: string | undefined): string {
  const lines = headOf(source);
  const line = value === undefined ? [] : [`${key}: ${value}`];
  const place = lines.findIndex((each) => each.startsWith(`${key}: `));
  const head =
    place === -1 ? [...lines, ...line] : [...lines.slice(0, place), ...line, ...lines.slice(place + 1)];
  return sourceOf(head, bodyOf(source));
}

export function bodyOf(source: string): string {
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
