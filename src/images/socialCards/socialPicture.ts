/**
 * The picture that stands for an article where it is shared. It is known from what is drawn in it, and named by
 * that, long before it is drawn.
 */
import type { Colour } from '../../config/designSettings.ts';
import { digestOf } from '../../core/digestOf.ts';
import type { Focus, SourcePath } from '../../core/model.ts';
import { socialLayout } from './socialLayout.ts';

export interface SocialPicture {
  /** The blog's name, unless its logo is drawn. */
  readonly masthead: string;
  /** „Anzeige“, „Meinung“ …; may be empty, as all texts but the headline. */
  readonly label: string;
  readonly kicker: string;
  readonly headline: string;
  /** No word of the headline is broken by German rules. */
  readonly isForeign?: true;
  /** Who wrote it and when; whose the photograph is. */
  readonly footer: readonly string[];
  readonly photo?: SocialPhoto;
}

/** A picture of pixels, of which a part is shown. */
export interface SocialPhoto {
  /** Digest of its bytes. */
  readonly digest: string;
  /** Pixels, as one sees it. */
  readonly width: number;
  readonly height: number;
  readonly focus?: Focus;
}

export interface PhotoPicture extends SocialPicture {
  readonly photo: SocialPhoto;
}

/** Look that all social pictures of a blog share. */
export interface SocialLook {
  readonly paper: Colour;
  readonly ink: Colour;
  readonly accent: Colour;
  /** WOFF2; the first that has a sign gives it. */
  readonly headlineFonts: readonly FontFile[];
  readonly frameFonts: readonly FontFile[];
  /** A picture of any format, in place of the blog's name. */
  readonly logo?: Uint8Array;
}

export interface FontFile {
  readonly file: SourcePath;
  readonly bytes: Uint8Array;
}

export function styleDigest({ paper, ink, accent, headlineFonts, frameFonts, logo }: SocialLook): string {
  const files = [headlineFonts, frameFonts].map((fonts) => fonts.map(({ bytes }) => digestOf(bytes)));
  return digestOf(JSON.stringify([socialLayout, paper, ink, accent, files, logo ? digestOf(logo) : '']));
}

/** Neutral, and another one for everything that looks otherwise: `3b9d8253be2aea9c.png`. A photograph makes it a JPEG. */
export function socialPictureName(picture: SocialPicture, look: string): string {
  const digest = digestOf(`${look}${JSON.stringify(picture)}`).slice(0, 16);
  return `${digest}.${picture.photo ? 'jpg' : 'png'}`;
}

/** Whether enough of a picture can be shown in its place without being blown up. */
export function isFitPhoto({ width, height }: Pick<SocialPhoto, 'width' | 'height'>): boolean {
  const { photo, mostEnlarged } = socialLayout;
  return Math.max(photo.width / width, photo.height / height) <= mostEnlarged;
}
