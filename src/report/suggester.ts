import { nearest } from './nearest.ts';

/** For so many names of one kind a suggestion is looked for; who has more faults than that has another problem than typing. */
const mostSuggestions = 50;

/**
 * Finds what is meant by names that lead nowhere; empty where nothing is. One renamed folder can break a
 * hundred thousand links, and each search looks at all known names: so they are collected when the first
 * is asked for, each name is looked for once, and only the first fifty names are.
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
