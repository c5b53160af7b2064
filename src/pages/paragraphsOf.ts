/** The paragraphs of a plain text: an empty line ends one. */
export function paragraphsOf(text: string): readonly string[] {
  return text.split(/\n[^\S\n]*\n\s*/);
}
