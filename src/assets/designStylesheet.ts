import { type Colour, readableOn } from '../config/colour.ts';
import { type DesignSettings, type Palette, shades, themeColours } from '../config/designSettings.ts';

const white: Colour = '#ffffff';
const black: Colour = '#14110f';

/** The settings of `design:` as custom properties; they stand after `styles/tokens.css` in the stylesheet. Empty when all is as in the theme. */
export function designStylesheet({ colours, headlines, text, textSize }: DesignSettings): string {
  const fonts = [
    ...(text ? [`--text-font: var(--${text});`] : []),
    ...(headlines ? [`--headline-font: var(--${headlines});`] : []),
    ...(textSize ? [`--text: ${textSize / 16}rem;`] : []),
  ];
  const light = colourRules(themeColours.light, colours.light);
  const dark = colourRules(themeColours.dark, colours.dark);
  return [
    ...(fonts.length > 0 ? [rule(fonts)] : []),
    ...(light.length > 0 ? [`@media not (prefers-color-scheme: dark) {\n${rule(light)}\n}`] : []),
    ...(dark.length > 0 ? [`@media screen and (prefers-color-scheme: dark) {\n${rule(dark)}\n}`] : []),
  ].join('\n');
}

function colourRules(theme: Palette, own: Partial<Palette>): readonly string[] {
  const palette = { ...theme, ...own };
  const isOtherGround = own.paper !== undefined || own.ink !== undefined;
  const colours: Readonly<Record<string, Colour>> = {
    ...own,
    ...(isOtherGround && shades(palette)),
    ...(own.accent && { 'on-accent': readableOn(own.accent, white, black) }),
  };
  return Object.entries(colours).map(([name, value]) => `--${name}: ${value};`);
}

function rule(declarations: readonly string[]): string {
  return `:root {\n  ${declarations.join('\n  ')}\n}`;
}
