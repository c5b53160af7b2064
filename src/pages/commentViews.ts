/** Views for `parts/comments.eta` and its parts; the other views are in `views.ts`. */
import type { CommentForm } from '../commentForm/commentForm.ts';
import type { CommentSettings } from '../config/commentSettings.ts';
import type { CommentsState } from '../model.ts';
import type { BaseView, DateView, LinkView } from './views.ts';

/** The plain form that posts to the site's endpoint. */
export interface CommentFormView extends CommentForm {
  readonly email: CommentSettings['email'];
  /** Address of the privacy policy, for the consent box; empty: no box. */
  readonly privacyUrl: string;
  /** Where scripts fetch a sum to do; empty: none. */
  readonly challengeUrl: string;
  /** Makes the form more comfortable; empty when the theme has none. */
  readonly scriptUrl: string;
  /** The text of the script that fetches it in time, from its own `data-src`; the page's policy knows it. */
  readonly loader: string;
}

/** A comment with the answers below it, three levels at most. */
export interface CommentView {
  readonly id: string;
  /** Id of its element. */
  readonly anchor: string;
  readonly name: string;
  /** The reader's own address on the web. */
  readonly url?: string;
  readonly published: DateView;
  /** HTML of a few harmless elements. */
  readonly html: string;
  /** The comment that it answers, where its place does not show it. */
  readonly answered?: LinkView;
  readonly replies: readonly CommentView[];
}

export interface CommentsView {
  readonly state: CommentsState;
  /** Only when open and the site names an endpoint. */
  readonly form?: CommentFormView;
  /** Missing where there is none. */
  readonly published?: {
    /** „3 Kommentare“ */
    readonly count: string;
    readonly feedUrl: string;
    /** Oldest first. */
    readonly thread: readonly CommentView[];
  };
}

/** `comment-reply.eta`: what became of a comment that was sent without a script. */
export interface CommentReplyView extends BaseView {
  readonly title: string;
  readonly text: string;
  /** Shown when the address ends with `#grund-<code>`. */
  readonly reasons: readonly { readonly code: string; readonly text: string }[];
}
