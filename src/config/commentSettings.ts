/** The `comments:` of `site.yaml`: where the form sends what readers write, and what it asks them for. */
import * as v from 'valibot';
import type { Diagnostic, Position, SourcePath } from '../core/model.ts';
import { diagnose } from '../core/diagnostics/diagnostics.ts';
import { choice, count, flag, mapping, ownPath, text, webAddress } from '../core/yaml/fields.ts';

const commentFormats = ['blattmacher', 'staticman', 'wordpress', 'formspree', 'netlify', 'generic'] as const;
export type CommentFormat = (typeof commentFormats)[number];

/**
 * Fields that the format `generic` may name; `success` and `error` carry the addresses to lead the reader to.
 */
const commentFieldNames = [
  'text',
  'name',
  'email',
  'url',
  'article',
  'parent',
  'consent',
  'honeypot',
  'success',
  'error',
] as const;
export type CommentFieldNames = Readonly<Partial<Record<(typeof commentFieldNames)[number], string>>>;

export interface CommentSettings {
  /** Where the form posts to: a web address, or a path on the site's own host (`/comments`). Without one there is no form, except for `netlify`. */
  readonly endpoint?: string;
  readonly format: CommentFormat;
  /** The endpoint's own names, for `generic`. */
  readonly fields: CommentFieldNames;
  readonly open: boolean;
  /** Days after an article's date; without it, comments stay open. */
  readonly closeAfterDays?: number;
  /**
   * Target of the link in the consent box, inside the site; empty: no box; missing: the page with the slug
   * `datenschutz`, if there is one.
   */
  readonly privacyPage?: string;
  readonly email: 'required' | 'optional' | 'off';
  /** The reader's browser does a sum before it sends, which machines find expensive. */
  readonly proofOfWork: boolean;
}

const endpoint = v.pipe(
  text,
  v.check((address) => v.is(ownPath, address) || v.is(webAddress, address), 'schema/endpoint'),
);
const privacyPage = v.pipe(
  text,
  v.transform((word) => (/^(?:false|nein)$/i.test(word) ? '' : word)),
  v.check((address) => address === '' || v.is(ownPath, address), 'schema/address'),
);

export const commentSchema = mapping({
  endpoint: v.optional(endpoint),
  format: v.optional(choice(commentFormats)),
  fields: v.optional(mapping(v.entriesFromList(commentFieldNames, v.optional(text)))),
  open: v.optional(flag),
  closeAfterDays: v.optional(count(1, 36_500)),
  privacyPage: v.optional(privacyPage),
  email: v.optional(choice(['required', 'optional', 'off'])),
  proofOfWork: v.optional(flag),
});

type GivenComments = v.InferOutput<typeof commentSchema>;

export function toCommentSettings(given: GivenComments = {}): CommentSettings {
  const settings = {
    format: 'blattmacher',
    fields: {},
    open: true,
    email: 'required',
    proofOfWork: false,
    ...given,
  } as const;
  const cannotAskForEmail = settings.format === 'generic' && settings.fields.email === undefined;
  return cannotAskForEmail ? { ...settings, email: 'off' } : settings;
}

/** Reports settings of one site that contradict each other. */
export function remarkOnComments(
  given: GivenComments = {},
  locate: (path: readonly string[]) => Position,
  file: SourcePath,
): readonly Diagnostic[] {
  const at = (key: keyof GivenComments) => ({ file, position: locate(['comments', key]) });
  const { format = 'blattmacher', fields, email, open, proofOfWork } = given;
  const found: Diagnostic[] = [];
  if (given.endpoint === undefined && open !== false && format !== 'netlify')
    found.push(diagnose('settings/no-endpoint', {}, { file }));
  if (given.endpoint !== undefined && format === 'netlify')
    found.push(diagnose('settings/endpoint-unused', {}, at('endpoint')));
  if (format === 'generic' && fields?.text === undefined)
    found.push(diagnose('settings/no-fields', {}, at(fields ? 'fields' : 'format')));
  if (format !== 'generic' && fields)
    found.push(diagnose('settings/fields-unused', { format }, at('fields')));
  if (format === 'generic' && fields && fields.email === undefined && email && email !== 'off')
    found.push(diagnose('settings/email-without-name', {}, at('email')));
  if (format !== 'blattmacher' && proofOfWork === true)
    found.push(diagnose('settings/proof-of-work-elsewhere', { format }, at('proofOfWork')));
  const likely = formatOf(given.endpoint ?? '');
  if (likely && format === 'blattmacher')
    found.push(diagnose('settings/other-format', { likely }, at(given.format ? 'format' : 'endpoint')));
  return found;
}

/** The format that an endpoint's address gives away. */
function formatOf(address: string): CommentFormat | undefined {
  if (/^https?:\/\/formspree\.io\//i.test(address)) return 'formspree';
  if (/\/wp-comments-post\.php$/i.test(address)) return 'wordpress';
  return /\/v[23]\/entry\//.test(address) ? 'staticman' : undefined;
}
