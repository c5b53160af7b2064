import { type DesignSettings, themeColours } from '../config/designSettings.ts';
import type { FontFile, SocialLook } from '../pictures/social/socialPicture.ts';
import type { ThemeFiles } from '../render/themeFiles.ts';

/** How the site's social pictures look: in the fonts of its pages and in the colours of their light mode. */
export function socialLook(theme: ThemeFiles, { colours, headlines, logo }: DesignSettings): SocialLook {
  const fontsOf = (face: 'serif' | 'sans'): readonly FontFile[] =>
    [`fonts/${face}.woff2`, `fonts/${face}-names.woff2`].flatMap((name) => theme.get(name) ?? []);
  const logoFile = logo === undefined ? undefined : theme.get(logo);
  return {
    ...themeColours.light,
    ...colours.light,
    headlineFonts: fontsOf(headlines ?? 'serif'),
    frameFonts: fontsOf('sans'),
    ...(logoFile && { logo: logoFile.bytes }),
  };
}
