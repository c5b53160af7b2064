/**
 * The elements of raw HTML that a site can allow beyond the built-in list (`html` of `site.yaml`). A closed set: whatever
 * else there is can run or load something, belongs to forms, or is read by rules of its own, by which a browser can be
 * led to see other elements than those that were looked at (`noscript`, `template`, `svg`, `math`, `style`, `title`,
 * `textarea`, `xmp`, `select` …).
 */
export const addableElements = [
  'address',
  'article',
  'aside',
  'audio',
  'data',
  'figcaption',
  'figure',
  'footer',
  'header',
  'hgroup',
  'meter',
  'nav',
  'progress',
  'source',
  'video',
] as const;
