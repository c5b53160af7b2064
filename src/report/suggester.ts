import { nearest } from './nearest.ts';

/** For so many names of one kind a suggestion is looked for; who has more faults than that has another problem than typing. */
const mostSuggestions = 50;

/**
 * Suggests known names for unknown ones; empty without one. One renamed folder can break a hundred thousand
 * links, and each search compares all known names: so they are collected at the first request, each name is
 * searched once, and only the first fifty are.
 */
export function createSuggester(
  collectNames: () => readonly string[],
  search: (name: string, known: readonly string[]) => string = nearest,
): (name: string) => string {
  const suggestions = new Map<string, string>();
  let known: readonly string[] | undefined;
  return (name) => {
    const remembered = suggestions.get(name);
    if (remembered !== undefined) return remembered;
    if (suggestions.size === mostSuggestions) return '';
    known ??= collectNames();
    const suggestion = search(name, known);
    suggestions.set(name, suggestion);
    return suggestion;
  };
}
