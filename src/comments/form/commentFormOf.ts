/** Chooses the form for the format of the site's endpoint. */
import type { CommentFormat, CommentSettings } from '../../config/commentSettings.ts';
import type { CommentForm, FormOccasion } from './commentForm.ts';
import { blattmacherForm } from './formats/blattmacher.ts';
import { formspreeForm } from './formats/formspree.ts';
import { genericForm } from './formats/generic.ts';
import { netlifyForm } from './formats/netlify.ts';
import { staticmanForm } from './formats/staticman.ts';
import { wordpressForm } from './formats/wordpress.ts';

/** One for each format that site.yaml knows; the compiler misses none. */
const formats: {
  readonly [Format in CommentFormat]: (
    occasion: FormOccasion,
    fields: CommentSettings['fields'],
  ) => CommentForm;
} = {
  blattmacher: blattmacherForm,
  staticman: staticmanForm,
  wordpress: wordpressForm,
  formspree: formspreeForm,
  netlify: netlifyForm,
  generic: genericForm,
};

type FormSettings = Pick<CommentSettings, 'endpoint' | 'format' | 'fields'>;

/** Whether the settings say where a form would send to. */
export function hasEndpoint({ endpoint, format }: FormSettings): boolean {
  return endpoint !== undefined || format === 'netlify';
}

/** The form below one article; undefined when nobody would take what it sends. */
export function commentFormOf(
  settings: FormSettings,
  occasion: Omit<FormOccasion, 'endpoint'>,
): CommentForm | undefined {
  if (!hasEndpoint(settings)) return undefined;
  const whole = { ...occasion, endpoint: settings.endpoint ?? '' };
  return formats[settings.format](whole, settings.fields);
}
