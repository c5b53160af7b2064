/** Input of the readers of simple blocks. */
import { breaksOf, type TextPlace } from './textPlace.ts';

export interface BlockSource {
  /** Without empty lines around it. */
  readonly text: string;
  /** Position of its beginning in the document; line from 1. */
  readonly line: number;
  readonly offset: number;
  readonly genderForms: boolean;
}

/** The place of a text made of a block's lines without the `indent` characters before each. */
export function placeOf({ line, offset }: BlockSource, text: string, indent = 0): TextPlace {
  return { line, offset: offset + indent, indent, breaks: breaksOf(text) };
}
