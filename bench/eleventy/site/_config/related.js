/**
 * What stands around an article: its neighbours in time and the four most similar ones. Both are looked
 * up in an index that is made once for the collection; related ones by tags weighted by rarity, then date.
 */
const indexes = new WeakMap();

/** Filter: the four articles closest to the one at `url` among `articles`, which are newest first. */
export function findRelated(articles, url) {
  const { places, tags, scores } = indexOf(articles);
  const self = places.get(url);
  const touched = [];
  for (const tag of articles[self].data.topics) {
    const { weight, members } = tags.get(tag);
    for (const other of members) {
      if (scores[other] === 0) touched.push(other);
      scores[other] += weight;
    }
  }
  const found = best(touched, scores, self);
  for (const other of touched) scores[other] = 0;
  return found.map((other) => articles[other]);
}

/** Filter: `{ newer, older }` than the article at `url`. */
export function findNeighbours(articles, url) {
  const place = indexOf(articles).places.get(url);
  return { newer: articles[place - 1], older: articles[place + 1] };
}

function indexOf(articles) {
  if (!indexes.has(articles)) indexes.set(articles, makeIndex(articles));
  return indexes.get(articles);
}

function makeIndex(articles) {
  const places = new Map(articles.map(({ url }, place) => [url, place]));
  const tags = new Map();
  for (const [place, article] of articles.entries()) {
    for (const tag of article.data.topics) {
      if (!tags.has(tag)) tags.set(tag, { weight: 0, members: [] });
      tags.get(tag).members.push(place);
    }
  }
  for (const tag of tags.values()) tag.weight = Math.log((articles.length + 1) / tag.members.length) ** 2;
  return { places, tags, scores: new Float64Array(articles.length) };
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
