/** The form below an article as every endpoint wants it, before it becomes HTML. */
import type { CommentFormat, CommentSettings } from '../../config/commentSettings.ts';
import type { UrlPath } from '../../core/model.ts';

export interface FormEntry {
  readonly name: string;
  readonly value: string;
}

export interface HiddenField extends FormEntry {
  /** Leads the browser on to the next page; a script that reads the answer leaves it out. */
  readonly isRedirect?: boolean;
}

/** The endpoint's name for each field; what has none is not asked for or not sent. */
export interface FormFieldNames {
  readonly text: string;
  readonly name?: string;
  readonly email?: string;
  readonly url?: string;
  readonly parent?: string;
  readonly consent?: string;
  /** People do not see it, machines fill it in. */
  readonly honeypot?: string;
  /** When the form was shown, ms since 1970; only scripts know. */
  readonly started?: string;
  /** The solution of the proof of work. */
  readonly proof?: string;
}

export interface CommentForm {
  /** Absolute, or a path with the site's sub-path. */
  readonly action: string;
  /** Attributes of the form element, besides method and action. */
  readonly attributes: readonly FormEntry[];
  readonly hidden: readonly HiddenField[];
  readonly names: FormFieldNames;
  /** The value of `parent` in a comment that answers none. */
  readonly noParent: string;
  /** UTF-16 units, for `maxlength`. */
  readonly longestText: number;
  /**
   * Scripts of the site may read the answer to the same fields, sent with `Accept: application/json`: a status
   * of 2xx means taken.
   */
  readonly isReadable: boolean;
}

/** Input from which a format makes its form. */
export interface FormOccasion {
  /** Empty for formats that need none. */
  readonly endpoint: string;
  readonly article: {
    readonly title: string;
    readonly slug: string;
    /** Inside the site. */
    readonly path: string;
    /** The folder of its comments below `content/comments/`. */
    readonly key: string;
  };
  /** Addresses of the pages that tell what became of a comment, absolute. */
  readonly success: string;
  readonly error: string;
}

/** Where readers land who send a comment without a script. */
export const successUrl = '/kommentar-danke/' as UrlPath;
/** A reason stands at `#grund-<code>`. */
export const errorUrl = '/kommentar-fehler/' as UrlPath;

/** UTF-16 units; our receiver takes no more. */
export const longestComment = 10_000;

/** Field names of our receiver. */
export const blattmacherNames = {
  text: 'text',
  name: 'name',
  email: 'email',
  url: 'url',
  parent: 'parent',
  consent: 'consent',
  honeypot: 'fax',
  started: 'started',
  proof: 'altcha',
} as const satisfies FormFieldNames;

/** Its name for the path of the article. */
export const articleName = 'article';

const usual = { attributes: [], noParent: '', longestText: 65_525, isReadable: true } as const;
const usualNames = {
  text: 'text',
  name: 'name',
  email: 'email',
  url: 'url',
  parent: 'parent',
  consent: 'consent',
  honeypot: 'fax',
} as const;
const netlifyName = 'kommentar';

/** One for each format that site.yaml knows; the compiler misses none. */
const formats: Readonly<
  Record<CommentFormat, (occasion: FormOccasion, fields: CommentSettings['fields']) => CommentForm>
> = {
  /** Our own receiver (`src/comments/receiver`): it knows the site and where to lead readers. */
  blattmacher: ({ endpoint, article }) => ({
    ...usual,
    action: endpoint,
    hidden: [{ name: articleName, value: article.path }],
    names: blattmacherNames,
    longestText: longestComment,
  }),
  /**
   * Staticman v3. It refuses a field of `fields[…]` that its settings do not list, even a box: only the comment's
   * own parts stand there. It answers scripts of every site, unless it is asked to lead the browser on.
   */
  staticman: ({ endpoint, article, success, error }) => ({
    ...usual,
    action: endpoint,
    hidden: [
      { name: 'options[slug]', value: article.key },
      { name: 'options[redirect]', value: success, isRedirect: true },
      { name: 'options[redirectError]', value: error, isRedirect: true },
    ],
    names: {
      text: 'fields[message]',
      name: 'fields[name]',
      email: 'fields[email]',
      url: 'fields[url]',
      parent: 'options[parent]',
      honeypot: 'fax',
    },
  }),
  /**
   * `wp-comments-post.php` of WordPress. Its answers are pages that scripts of another site cannot read. The
   * article's number there is unknown here: its slug stands in for it, for the endpoint to look up.
   */
  wordpress: ({ endpoint, article, success }) => ({
    ...usual,
    action: endpoint,
    hidden: [
      { name: 'comment_post_ID', value: article.slug },
      { name: 'redirect_to', value: success, isRedirect: true },
    ],
    names: { ...usualNames, text: 'comment', name: 'author', parent: 'comment_parent' },
    noParent: '0',
    isReadable: false,
  }),
  /** Formspree sends every field to the editor by e-mail; `_replyto` is whom the answer goes to. It has no error page. */
  formspree: ({ endpoint, article, success }) => ({
    ...usual,
    action: endpoint,
    hidden: [
      { name: 'article', value: article.path },
      { name: '_subject', value: `Kommentar zu „${article.title}“` },
      { name: '_next', value: success, isRedirect: true },
    ],
    names: { ...usualNames, email: '_replyto', honeypot: '_gotcha' },
  }),
  /**
   * Netlify finds the form in the finished pages and takes what is posted to any of them under its name; the
   * page it is posted to is shown then. It is always on the site's own host.
   */
  netlify: ({ article, success }) => ({
    ...usual,
    action: new URL(success).pathname,
    attributes: [
      { name: 'name', value: netlifyName },
      { name: 'data-netlify', value: 'true' },
      { name: 'netlify-honeypot', value: usualNames.honeypot },
    ],
    hidden: [
      { name: 'form-name', value: netlifyName },
      { name: 'article', value: article.path },
    ],
    names: usualNames,
  }),
  /** Any endpoint that takes a form, by the names it has for things; nothing is known of its answers. */
  generic: (occasion, { article, success, error, text = 'text', ...names }) => {
    const hidden = [
      { name: article, value: occasion.article.path },
      { name: success, value: occasion.success },
      { name: error, value: occasion.error },
    ];
    return {
      ...usual,
      action: occasion.endpoint,
      hidden: hidden.flatMap(({ name, value }) => (name === undefined ? [] : { name, value })),
      names: { text, ...names },
      isReadable: false,
    };
  },
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
  const { endpoint = '', format, fields } = settings;
  return formats[format]({ ...occasion, endpoint }, fields);
}
