/** The form below an article as every endpoint wants it, before it becomes HTML. */
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
  readonly successUrl: string;
  readonly errorUrl: string;
}

/** Where readers land who send a comment without a script. */
export const successUrl = '/kommentar-danke/' as UrlPath;
/** A reason stands at `#grund-<code>`. */
export const errorUrl = '/kommentar-fehler/' as UrlPath;
