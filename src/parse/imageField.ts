import * as v from 'valibot';
import type { ImageReference, Position } from '../model.ts';
import { mapping, text } from '../yaml/fields.ts';

const image = mapping({
  src: text,
  alt: v.optional(text),
  caption: v.optional(text),
  credit: v.optional(text),
});

/** A picture in front matter: `{src, alt, caption, credit}`, or its path alone. */
export const imageField = v.union([image, v.pipe(v.string(), v.transform(withSource))], 'schema/mapping');

function withSource(src: string): v.InferOutput<typeof image> {
  return { src };
}

export function toImage(given: v.InferOutput<typeof image>, position: Position): ImageReference {
  const { src, alt, caption, credit } = given;
  return {
    src,
    position,
    ...(alt !== undefined && { alt }),
    ...(caption !== undefined && { caption }),
    ...(credit !== undefined && { credit }),
  };
}
