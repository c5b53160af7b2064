/** Related articles through an inverted index of tags weighted by rarity: four by score, then by date. */
const indexes = new WeakMap();

/** The four articles closest to the one at `place` in `articles`, which is sorted newest first. */
export function findRelated(articles, place) {
  const index = indexes.get(articles) ?? makeIndex(articles);
  indexes.set(articles, index);
  const touched = [];
  for (const tag of articles[place].data.topics) {
    const { weight, places } = index.tags.get(tag);
    for (const other of places) {
      if (index.scores[other] === 0) touched.push(other);
      index.scores[other] += weight;
    }
  }
  const found = best(touched, index.scores, place);
  for (const other of touched) index.scores[other] = 0;
  return found.map((other) => articles[other]);
}

function makeIndex(articles) {
  const tags = new Map();
  for (const [place, article] of articles.entries()) {
    for (const tag of article.data.topics) {
      if (!tags.has(tag)) tags.set(tag, { weight: 0, places: [] });
      tags.get(tag).places.push(place);
    }
  }
  for (const entry of tags.values())
    entry.weight = Math.log((articles.length + 1) / entry.places.length) ** 2;
  return { tags, scores: new Float64Array(articles.length) };
}

function best(candidates, scores, self) {
  const found = [];
  for (const candidate of candidates) {
    if (candidate === self) continue;
    if (found.length === 4 && !isBefore(candidate, found[3], scores)) continue;
    found.push(candidate);
    for (let at = found.length - 1; at > 0 && isBefore(found[at], found[at - 1], scores); at -= 1) {
      [found[at - 1], found[at]] = [found[at], found[at - 1]];
    }
    found.length = Math.min(found.length, 4);
  }
  return found;
}

function isBefore(one, other, scores) {
  return scores[one] > scores[other] || (scores[one] === scores[other] && one < other);
}
