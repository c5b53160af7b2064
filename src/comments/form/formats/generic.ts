import type { CommentFieldNames } from '../../../config/commentSettings.ts';
import type { CommentForm, FormOccasion, HiddenField } from '../commentForm.ts';

/** Any endpoint that takes a form, by the names it has for things; nothing is known of its answers. */
export function genericForm(
  { endpoint, article, successUrl, errorUrl }: FormOccasion,
  { article: articleName, success, error, text = 'text', ...names }: CommentFieldNames,
): CommentForm {
  return {
    action: endpoint,
    attributes: [],
    hidden: [
      ...hiddenField(articleName, article.path),
      ...hiddenField(success, successUrl),
      ...hiddenField(error, errorUrl),
    ],
    names: { text, ...names },
    noParent: '',
    longestText: 65_525,
    isReadable: false,
  };
}

function hiddenField(name: string | undefined, value: string): readonly HiddenField[] {
  return name === undefined ? [] : [{ name, value }];
}
