/** „Meintest du …?“: the known name that is nearest to an unknown one. */
import { distance } from 'fastest-levenshtein';

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

/** The known name that a few typing mistakes (up to a third of its letters, at least two from four letters on) would turn into `name`; empty without one. */
export function nearest(name: string, known: Iterable<string>): string {
  const wanted = name.toLowerCase();
  let best = '';
  let bestEdits = Infinity;
  for (const candidate of known) {
    const allowed = Math.max(candidate.length < 4 ? 1 : 2, Math.floor(candidate.length / 3));
    const most = Math.min(allowed, bestEdits);
    // Every letter too many or too few is an edit: most candidates need no closer look.
    if (Math.abs(candidate.length - name.length) > most) continue;
    const edits = distance(wanted, candidate.toLowerCase());
    const isBetter = edits < bestEdits || (edits === bestEdits && candidate < best);
    if (edits <= allowed && isBetter) [best, bestEdits] = [candidate, edits];
  }
  return best;
}
