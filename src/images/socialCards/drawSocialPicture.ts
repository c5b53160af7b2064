/** Draws a social picture: masthead, kicker, headline and footer. The place of a photograph stays empty. */
import {
  breakLines,
  headlinePieces,
  type PieceRules,
  hyphenateGerman,
  socialLayout,
} from './socialLayout.ts';
import { type Composer, type Ink, drawBox, type Canvas } from './canvas.ts';
import type { SocialPicture } from './socialPicture.ts';

/** Typefaces and inks for drawing. */
export interface DrawingTools {
  readonly headline: Composer;
  readonly kicker: Composer;
  readonly footer: Composer;
  readonly inks: SocialInks;
  /** Draws the logo with its lower left corner at a point; missing where there is none. */
  readonly drawLogo?: (canvas: Canvas, x: number, y: number) => void;
}

export interface SocialInks {
  readonly ink: Ink;
  readonly accent: Ink;
  readonly muted: Ink;
  readonly rule: Ink;
  /** Background colour on ink. */
  readonly reversed: Ink;
}

interface SetHeadline {
  readonly lines: readonly string[];
  readonly size: number;
}

const { width, height, margin, bar, gap } = socialLayout;

/**
 * Draws on an empty canvas of the layout's size. A headline that lacks glyphs would say something else: then
 * the blog's name takes its place.
 */
export function drawSocialPicture(picture: SocialPicture, shop: DrawingTools, canvas: Canvas): Canvas {
  const column = width - 2 * margin - (picture.photo ? socialLayout.photo.width : 0);
  const top = drawMasthead(canvas, picture.masthead, column, shop);
  const bottom = drawFooter(canvas, picture.footer, column, shop);
  const headline = shop.headline.printable(picture.headline);
  const kicker = {
    label: shop.kicker.printable(picture.label),
    text: headline === undefined ? '' : shop.kicker.printable(picture.kicker),
  };
  const kickerHeight = kicker.label || kicker.text ? socialLayout.kicker.size + socialLayout.kicker.space : 0;
  const room = bottom - top - kickerHeight;
  const { lines, size } = setHeadline(
    headline ?? shop.headline.printable(picture.masthead) ?? '',
    { column, room, hyphenate: picture.isForeign ? unbroken : hyphenateGerman },
    shop.headline,
  );
  const { rise, leading } = socialLayout.headline;
  const blockTop = top + Math.max(0, Math.round((room - blockHeight(lines.length, size)) / 2));
  drawKicker(canvas, kicker, blockTop, column, shop);
  lines.forEach((line, index) => {
    const y = blockTop + kickerHeight + Math.round(size * rise + index * size * leading);
    shop.headline.draw(canvas, line, { x: margin, y, size }, shop.inks.ink);
  });
  return canvas;
}

/** Returns where the headline may begin. */
function drawMasthead(canvas: Canvas, name: string, column: number, shop: DrawingTools): number {
  const { masthead, rule } = socialLayout;
  const { inks, headline } = shop;
  drawBox(canvas, { x: 0, y: 0, width, height: bar }, inks.ink);
  if (shop.drawLogo) shop.drawLogo(canvas, margin, masthead.baseline + 8);
  else drawName(canvas, headline.printable(name) ?? '', column, shop);
  drawBox(canvas, { x: margin, y: rule.y, width: column, height: rule.height }, inks.rule);
  return rule.y + rule.height + gap;
}

function drawName(canvas: Canvas, name: string, column: number, { headline, inks }: DrawingTools): void {
  const { size, baseline, small } = socialLayout.masthead;
  const pieces = headlinePieces(name, {
    measure: headline.measure,
    hyphenate: unbroken,
    widest: Infinity,
  });
  const isLong = headline.measure(name.replaceAll('\u00ad', '')) > column / size;
  const lines = isLong ? breakLines(pieces, column / small.size, small.lines) : undefined;
  if (lines)
    lines.forEach((line, index) => {
      const y = baseline - (lines.length - 1 - index) * small.leading;
      headline.draw(canvas, line, { x: margin, y, size: small.size }, inks.ink);
    });
  else {
    const text = fitted(name, column / size, headline);
    headline.draw(canvas, text, { x: margin, y: baseline, size }, inks.ink);
  }
}

/** Returns where the headline must end. */
function drawFooter(
  canvas: Canvas,
  texts: readonly string[],
  column: number,
  { footer, inks }: DrawingTools,
): number {
  const { size, leading, bottom } = socialLayout.footer;
  const lines = texts
    .map((text) => footer.printable(text))
    .filter((text) => text !== undefined && text !== '');
  lines.forEach((line, index) => {
    const y = height - bottom - (lines.length - 1 - index) * leading;
    footer.draw(canvas, fitted(line ?? '', column / size, footer), { x: margin, y, size }, inks.muted);
  });
  return height - bottom - (lines.length === 0 ? 0 : (lines.length - 1) * leading + size + gap);
}

function drawKicker(
  canvas: Canvas,
  { label, text }: { readonly label: string | undefined; readonly text: string | undefined },
  top: number,
  column: number,
  { kicker: composer, inks }: DrawingTools,
): void {
  const { size, label: padding } = socialLayout.kicker;
  const y = top + Math.round(size * 0.75);
  let x: number = margin;
  if (label) {
    const boxWidth = Math.round(composer.measure(label) * size) + 2 * padding;
    drawBox(canvas, { x, y: top - 7, width: boxWidth, height: size + 10 }, inks.ink);
    composer.draw(canvas, label, { x: x + padding, y, size }, inks.reversed);
    x += boxWidth + padding;
  }
  if (text)
    composer.draw(canvas, fitted(text, (margin + column - x) / size, composer), { x, y, size }, inks.accent);
}

function unbroken(word: string): string {
  return word;
}

interface HeadlineRoom {
  readonly column: number;
  readonly room: number;
  readonly hyphenate: (word: string) => string;
}

/** The largest size at which the headline fits in; what is too long even for the smallest ends with „…“. */
function setHeadline(
  text: string,
  { column, room, hyphenate }: HeadlineRoom,
  composer: Composer,
): SetHeadline {
  const { sizes, smallestWhole, mostLetters } = socialLayout.headline;
  const smallest = sizes.at(-1) ?? 0;
  const { measure } = composer;
  const setIn = (given: string, tried: readonly number[], breaks: Omit<PieceRules, 'measure'>) => {
    const pieces = headlinePieces(given, { measure, ...breaks });
    for (const size of tried) {
      const lines = breakLines(pieces, column / size, mostLines(room, size));
      if (lines) return { lines, size };
    }
    return undefined;
  };
  const large = sizes.filter((size) => size >= smallestWhole);
  const whole = { hyphenate: unbroken, widest: Infinity };
  const broken = { hyphenate, widest: column / smallest };
  for (let given = shortened(text, mostLetters); given !== '…'; given = shortened(given, given.length - 2)) {
    const set = setIn(given, large, whole) ?? setIn(given, sizes, broken);
    if (set) return set;
  }
  return { lines: [], size: smallest };
}

/** At most so many letters, cut between words if there are any. */
function shortened(text: string, letters: number): string {
  if (text.length <= letters) return text;
  const kept = text.slice(0, Math.max(0, letters - 1));
  return `${kept.replace(/\s+\S*$/, '').trimEnd()}…`;
}

function mostLines(room: number, size: number): number {
  const { fewLines } = socialLayout.headline;
  const most = size < fewLines.from ? Infinity : fewLines.most;
  let lines = 1;
  while (lines < most && blockHeight(lines + 1, size) <= room) lines++;
  return lines;
}

function blockHeight(lines: number, size: number): number {
  const { rise, fall, leading } = socialLayout.headline;
  return size * (rise + fall + (lines - 1) * leading);
}

/** As much of a line as there is room for, in units of the type size. */
function fitted(text: string, room: number, { measure }: Composer): string {
  let kept = text.replaceAll('\u00ad', '').slice(0, socialLayout.headline.mostLetters);
  while (measure(kept) > room) kept = `${kept.slice(0, -2).trimEnd()}…`;
  return kept;
}
