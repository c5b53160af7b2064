/** The same text in other languages, elsewhere: `translations:` of `site.yaml` and of articles. */
import * as v from 'valibot';
import { mappings, text, webAddress } from '../yaml/fields.ts';

export interface Translation {
  /** BCP 47, or `x-default`. */
  readonly language: string;
  readonly url: string;
}

export const translations = mappings({
  language: v.pipe(text, v.regex(/^(?:[a-z]{2,3}(?:-[a-z0-9]{2,8})*|x-default)$/i, 'schema/language')),
  url: webAddress,
});
