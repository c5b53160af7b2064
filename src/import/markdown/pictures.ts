/** Pictures, galleries, films and what is embedded, with their captions, in our dialect. */
import type { Element } from 'hast';
import { playedKind } from '../../config/documentTypes.ts';
import type { PlacedMedia } from '../model.ts';
import {
  destination,
  inlinePieces,
  linkPieces,
  pictureMarkup,
  quotedTitle,
  type Writing,
} from './inlines.ts';
import { type Piece, textPieces } from './phrases.ts';
import {
  attribute,
  element,
  embedAddress,
  isElement,
  lineOf,
  lonePicture,
  mediaOf,
  type Picture,
  playedSource,
  short,
  targetOf,
  walk,
} from './textTree.ts';

/** Pieces of a paragraph of its own, and the caption that has to stand below it as one of its own. */
export interface Shown {
  readonly pieces: readonly Piece[];
  readonly below?: Element | undefined;
}

const creditWord = /(?:Fotos?|Bild|Grafik|Illustration|Karte):/u;
/** `… © Anna Müller` at the end of a caption. */
const copyright = /(^|[\s([|–-])©\s*([^.!?;©]{2,80}?)[)\]]?\.?$/u;
/** Longer ones are no name of a photographer. */
const longestCredit = 100;

interface Caption {
  readonly title: string;
  readonly below?: Element;
}

/** Our captions are plain text; one that holds more stands below as a small paragraph. */
function captionOf(caption: Element | undefined, placed: PlacedMedia | undefined, writing: Writing): Caption {
  const words = caption ? lineOf(caption) : '';
  if (!caption || words === '') return { title: '' };
  const behindCredit = words.slice((creditWord.exec(words)?.index ?? words.length) + 1);
  if (holdsMore(caption) || behindCredit.length > longestCredit) return { title: '', below: caption };
  if (isSaidAlready(words, placed)) return { title: '' };
  tellOfEmphasis(caption, words, writing);
  return { title: withCredit(words) };
}

function holdsMore(caption: Element): boolean {
  let found = false;
  walk(caption, (one) => {
    found ||= ['import-footnote', 'img'].includes(one.tagName) || attribute(one, 'href') !== '';
  });
  return found;
}

/** The file's own words need not be said again. */
function isSaidAlready(words: string, placed: PlacedMedia | undefined): boolean {
  const { caption = '', credit = '' } = placed ?? {};
  const said = [caption, credit].filter((part) => part !== '').join(' ');
  return said !== '' && [caption, said].some((one) => bare(one) === bare(words));
}

function bare(words: string): string {
  return words.replace(new RegExp(creditWord, 'gu'), '').replace(/[^\p{L}\p{N}]/gu, '');
}

function withCredit(words: string): string {
  if (creditWord.test(words)) return words;
  return words.replace(copyright, (_, before: string, name: string) =>
    /\s/.test(before) || before === '' ? `${before}Foto: ${name}` : `Foto: ${name}`,
  );
}

function tellOfEmphasis(caption: Element, words: string, { remarks }: Writing): void {
  let found = '';
  walk(caption, (one) => {
    if (/^(?:strong|b|em|i|del|s|code|sub|sup|mark|u)$/.test(one.tagName)) found ||= lineOf(one);
  });
  if (found === '') return;
  const reason = 'Bildunterschriften haben hier keine Hervorhebungen; die Wörter bleiben.';
  remarks.push({ kind: 'emphasis', reason, before: short(found), after: short(words) });
}

export function showPicture({ image, href }: Picture, caption: Element | undefined, writing: Writing): Shown {
  const placed = mediaOf(image, writing.targets);
  const isLinked = href !== '' && targetOf(href, writing.targets, writing.ids) !== undefined;
  if (isLinked || !placed) {
    const nodes = isLinked ? linkPieces(element('a', [image], { href }), writing, {}) : undefined;
    const isEmpty = caption === undefined || lineOf(caption) === '';
    return { pieces: nodes ?? inlinePieces([image], writing), below: isEmpty ? undefined : caption };
  }
  const { title, below } = captionOf(caption, placed, writing);
  return { pieces: pictureMarkup(image, placed, title, writing), below };
}

/** One line for each picture that is here; the others, and what is said of all, come after. */
export function showGallery(
  gallery: Element,
  writing: Writing,
): { readonly lines: readonly (readonly Piece[])[]; readonly others: readonly Element[] } {
  const lines: (readonly Piece[])[] = [];
  const others: Element[] = [];
  for (const figure of gallery.children) {
    if (figure.type !== 'element') continue;
    const caption = figure.children.find((child) => isElement(child, 'figcaption'));
    const rest = figure.children.filter((child) => child !== caption);
    const picture = lonePicture({ ...figure, tagName: 'div', children: rest });
    const placed = picture && mediaOf(picture.image, writing.targets);
    if (!picture || !placed) {
      others.push(figure);
      continue;
    }
    const words = isElement(caption) ? lineOf(caption) : '';
    const title = isSaidAlready(words, placed) ? '' : withCredit(words);
    if (isElement(caption)) tellOfLinks(caption, writing);
    if (picture.href !== '') tellOfLink(picture.href, '', writing);
    lines.push(pictureMarkup(picture.image, placed, title, writing));
  }
  return { lines, others };
}

function tellOfLinks(caption: Element, writing: Writing): void {
  walk(caption, (one) => {
    if (attribute(one, 'href') !== '') tellOfLink(attribute(one, 'href'), lineOf(one), writing);
  });
  tellOfEmphasis(caption, lineOf(caption), writing);
}

function tellOfLink(href: string, words: string, { remarks }: Writing): void {
  const reason = 'In einer Galerie führt ein Klick zum großen Bild; Links haben darin keinen Platz.';
  remarks.push({
    kind: 'link',
    reason,
    before: `${short(words, 60)} → ${short(href, 200)}`,
    after: short(words),
  });
}

/** `url`: of a film, a post, a map elsewhere. */
export function showEmbed(url: string, caption: Element | undefined, writing: Writing): Shown {
  const words = caption ? lineOf(caption) : '';
  const address = embedAddress(url);
  if (address !== undefined) {
    const isBelow = caption !== undefined && (holdsMore(caption) || creditWord.test(words));
    const title = words === '' || isBelow ? '' : ` ${quotedTitle(words)}`;
    return { pieces: [`![](${destination(address)}${title})`], below: isBelow ? caption : undefined };
  }
  const target = targetOf(url, writing.targets, writing.ids);
  writing.remarks.push({
    kind: 'embed',
    reason: 'Was unter dieser Adresse steht, bettet Blattmacher nicht ein; dort steht ein Link.',
    before: short(url),
    after: short(target ?? url),
  });
  const link = element('a', [{ type: 'text', value: url.trim() }], { href: url });
  return { pieces: inlinePieces([link], writing), below: words === '' ? undefined : caption };
}

/** A film or sound. */
export function showPlayed(node: Element, caption: Element | undefined, writing: Writing): Shown {
  const src = playedSource(node).trim();
  if (src === '') return { pieces: [], below: caption };
  const placed = writing.targets.media(src);
  const name = attribute(node, 'title') || attribute(node, 'ariaLabel');
  if (placed && playedKind(placed.reference) !== undefined) {
    const { title, below } = captionOf(caption, placed, writing);
    const markup = destination(placed.reference) + (title === '' ? '' : ` ${quotedTitle(title)}`);
    return { pieces: ['![', ...textPieces(name, writing.next, 'picture'), `](${markup})`], below };
  }
  if (!placed && embedAddress(src) !== undefined) return showEmbed(src, caption, writing);
  const target = placed?.reference ?? targetOf(src, writing.targets, writing.ids);
  const words = name || src.replace(/[?#].*$/s, '').replace(/^.*\//s, '') || src;
  writing.remarks.push({
    kind: 'embed',
    reason:
      target === undefined
        ? 'Diese Aufnahme fehlt hier; an ihrer Stelle steht, wie sie heißt.'
        : 'Diese Aufnahme liegt nicht im Blog; dort steht ein Link.',
    before: short(src),
    after: short(target ?? words),
  });
  const pieces = textPieces(words, writing.next, 'link');
  const isTold = caption !== undefined && lineOf(caption) !== '';
  return {
    pieces: target === undefined ? pieces : ['[', ...pieces, `](${destination(target)})`],
    below: isTold ? caption : undefined,
  };
}
