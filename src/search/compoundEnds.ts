/**
 * German writes words together, and Pagefind finds a word by its beginning alone: „Werk“ would not find
 * „Flugzeugwerk“. So each text is also found by the ends of its compounds. A compound is a long word whose
 * two parts occur as words elsewhere on the site; no dictionary is needed.
 */

/** Letters of a compound, its beginning and its end: shorter ones are mostly chance. */
const shortest = { compound: 8, beginning: 3, end: 4 };

const ending = /(?:e[mnrs]?|ern|n|s)$/;
const wordPattern = /\p{L}+/gu;

/** The words of a site: as they stand and without their ending. */
export function vocabularyOf(texts: Iterable<string>): ReadonlySet<string> {
  const vocabulary = new Set<string>();
  for (const text of texts) {
    for (const word of wordsOf(text)) {
      vocabulary.add(word);
      vocabulary.add(stem(word));
    }
  }
  return vocabulary;
}

/** The ends of the compounds in a text, each once, in the order of the text, in lower case. */
export function compoundEnds(text: string, vocabulary: ReadonlySet<string>): readonly string[] {
  const ends = new Set<string>();
  for (const word of new Set(wordsOf(text))) {
    if (word.length < shortest.compound) continue;
    for (let cut = shortest.beginning; cut <= word.length - shortest.end; cut += 1) {
      const [beginning, end] = [word.slice(0, cut), word.slice(cut)];
      if (isKnown(end, vocabulary) && isKnown(beginning, vocabulary)) ends.add(end);
    }
  }
  return [...ends];
}

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(wordPattern) ?? [];
}

function isKnown(word: string, vocabulary: ReadonlySet<string>): boolean {
  return vocabulary.has(word) || vocabulary.has(stem(word));
}

/** Not a true stem, but the same for most forms of a noun. */
function stem(word: string): string {
  return word.length > shortest.end ? word.replace(ending, '') : word;
}
