import * as v from 'valibot';
import type { ImageReference, Position } from '../model.ts';
import { mappingOrText, text } from '../yaml/fields.ts';

/** A picture in front matter: `{src, alt, caption, credit}`, or its path alone. */
export const imageField = mappingOrText(
  { src: text, alt: v.optional(text), caption: v.optional(text), credit: v.optional(text) },
  (src): { src: string; alt?: string; caption?: string; credit?: string } => ({ src }),
);

export function toImage(given: v.InferOutput<typeof imageField>, position: Position): ImageReference {
  const { src, alt, caption, credit } = given;
  return {
    src,
    position,
    ...(alt !== undefined && { alt }),
    ...(caption !== undefined && { caption }),
    ...(credit !== undefined && { credit }),
  };
}
