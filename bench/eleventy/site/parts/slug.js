const spellings = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' };
const known = new Map();

/** The part of an address that a name becomes; made once for each name. */
export function slug(name) {
  if (!known.has(name)) known.set(name, makeSlug(name));
  return known.get(name);
}

function makeSlug(name) {
  const spelled = name.toLowerCase().replace(/[äöüß]/g, (letter) => spellings[letter]);
  return spelled.replace(/[^a-z0-9]+/g, '-');
}
