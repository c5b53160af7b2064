/** What endpoints of each kind do with a form, written from what they document of themselves. */
import { checkFields } from '../../../src/comments/receiver/readSubmission.ts';
import { parseSentFields } from '../../../src/comments/receiver/sentFields.ts';
import type { CommentFormat } from '../../../src/config/commentSettings.ts';
import type { Entries } from './fillForm.ts';

export interface Sent {
  readonly action: string;
  readonly entries: Entries;
  readonly wantsJson: boolean;
}

export interface Taken {
  readonly text: string;
  readonly name: string;
  readonly email: string;
  readonly url: string;
  readonly article: string;
  readonly parent: string;
}

export interface Answer {
  readonly status: number;
  readonly location?: string;
  /** What the editor gets to see; undefined for what is refused, or thrown away in silence. */
  readonly taken?: Taken;
}

type Receive = (sent: Sent) => Answer;

const isEmail = (text: string): boolean => /^\S+@\S+\.\S+$/.test(text);

/** PHP and Node's `qs` alike: the last value of a name counts. */
function reader(entries: Entries): (name: string) => string {
  const values = new Map(entries);
  return (name) => values.get(name) ?? '';
}

/** Our own: the checks that it makes of every comment. */
const blattmacher: Receive = ({ entries, wantsJson }) => {
  const body = new URLSearchParams(
    entries.map(([name, value]): [string, string] => [name, value]),
  ).toString();
  const fields = parseSentFields(new TextEncoder().encode(body), 'form') ?? {};
  const location = (page: string): string => `https://example.org/${page}/`;
  const checked = checkFields(fields, { email: 'required', asksConsent: true });
  if ('refusal' in checked)
    return wantsJson ? { status: 422 } : { status: 303, location: location('kommentar-fehler') };
  const { comment } = checked;
  const taken = { email: '', url: '', parent: '', ...comment };
  return {
    ...(wantsJson ? { status: 201 } : { status: 303, location: location('kommentar-danke') }),
    ...(fields.fax === '' && { taken }),
  };
};

/** With `allowedFields: [name, email, url, message]` and `requiredFields: [name, email, message]`. */
const staticman: Receive = ({ action, entries, wantsJson }) => {
  const known = /\/v3\/entry\/(?:github|gitlab)(?:\/[^/]+){4}$/.test(new URL(action).pathname);
  const value = reader(entries);
  const fields = entries.flatMap(([name, text]) => {
    const field = /^fields\[(\w+)\]$/.exec(name)?.[1];
    return field === undefined ? [] : [[field, text] as const];
  });
  const invalid = fields.some(
    ([name, text]) => text !== '' && !['name', 'email', 'url', 'message'].includes(name),
  );
  const missing = ['name', 'email', 'message'].some((name) => value(`fields[${name}]`) === '');
  const isGood = known && !invalid && !missing && /^[a-z0-9-]+$/.test(value('options[slug]'));
  const redirect = value(isGood ? 'options[redirect]' : 'options[redirectError]');
  const taken = {
    text: value('fields[message]'),
    name: value('fields[name]'),
    email: value('fields[email]'),
    url: value('fields[url]'),
    article: value('options[slug]'),
    parent: value('options[parent]'),
  };
  if (wantsJson && redirect !== '') throw new Error('A script cannot follow to another page.');
  return {
    ...(redirect === '' ? { status: isGood ? 200 : 500 } : { status: 302, location: redirect }),
    ...(isGood && { taken }),
  };
};

/** `wp-comments-post.php`; a plug-in finds the article by its slug. */
const wordpress: Receive = ({ entries }) => {
  const value = reader(entries);
  const isGood = value('comment').trim() !== '' && value('author') !== '' && isEmail(value('email'));
  if (value('comment_post_ID') === '' || value('comment_parent') === '' || !isGood) return { status: 400 };
  const parent = value('comment_parent');
  const taken = {
    text: value('comment'),
    name: value('author'),
    email: value('email'),
    url: value('url'),
    article: value('comment_post_ID'),
    parent: parent === '0' ? '' : parent,
  };
  return { status: 302, location: `${value('redirect_to')}#comment-7`, taken };
};

const formspree: Receive = ({ entries, wantsJson }) => {
  const value = reader(entries);
  if (!isEmail(value('_replyto'))) return { status: wantsJson ? 422 : 400 };
  const taken = {
    text: value('text'),
    name: value('name'),
    email: value('_replyto'),
    url: value('url'),
    article: value('article'),
    parent: value('parent'),
  };
  if (value('_subject') === '') throw new Error('The editor would not know what it is about.');
  return {
    ...(wantsJson ? { status: 200 } : { status: 302, location: value('_next') }),
    ...(value('_gotcha') === '' && { taken }),
  };
};

/** What it read of the form in the finished page, and a post to a page of the site. */
function netlify(form: { readonly name: string; readonly honeypot: string }): Receive {
  return ({ action, entries, wantsJson }) => {
    const value = reader(entries);
    if (value('form-name') !== form.name || !action.startsWith('/')) return { status: 404 };
    const taken = {
      text: value('text'),
      name: value('name'),
      email: value('email'),
      url: value('url'),
      article: value('article'),
      parent: value('parent'),
    };
    // The page that is posted to is the answer.
    return {
      ...(wantsJson ? { status: 200 } : { status: 200, location: `https://example.org${action}` }),
      ...(value(form.honeypot) === '' && { taken }),
    };
  };
}

/** Some program of the site's own with German names. */
const generic: Receive = ({ entries }) => {
  const value = reader(entries);
  if (value('nachricht') === '' || !isEmail(value('mail')) || value('einwilligung') === '')
    return { status: 302, location: value('bei_fehler') };
  const taken = {
    text: value('nachricht'),
    name: value('wer'),
    email: value('mail'),
    url: value('netz'),
    article: value('artikel'),
    parent: value('antwort_auf'),
  };
  return { status: 302, location: value('danach'), ...(value('telefon') === '' && { taken }) };
};

export interface Endpoint {
  readonly receive: Receive;
  /** More of `comments:` in `site.yaml`. */
  readonly settings?: string;
  readonly action: string;
  /** What tells the endpoint the article. */
  readonly article: string;
  readonly isReadable: boolean;
  readonly hasErrorPage: boolean;
  /** The endpoint throws away what fills in the trap. */
  readonly mindsTrap: boolean;
}

const slug = 'kim-besucht-flugzeugwerk';
const own = { article: `/2023/09/${slug}/`, isReadable: true, hasErrorPage: true, mindsTrap: true };
const names =
  '{ text: nachricht, name: wer, email: mail, url: netz, article: artikel, parent: antwort_auf, consent: einwilligung, honeypot: telefon, success: danach, error: bei_fehler }';

/** One for each format, so that no form is without somebody who takes what it sends. */
export const endpoints: { readonly [Format in CommentFormat]: Endpoint } = {
  blattmacher: { ...own, receive: blattmacher, action: 'https://c.example/comments' },
  staticman: {
    ...own,
    receive: staticman,
    action: 'https://s.example/v3/entry/github/zeitung/blog/main/comments',
    article: slug,
    mindsTrap: false,
  },
  wordpress: {
    ...own,
    receive: wordpress,
    action: 'https://w.example/wp-comments-post.php',
    article: slug,
    isReadable: false,
    hasErrorPage: false,
    mindsTrap: false,
  },
  formspree: { ...own, receive: formspree, action: 'https://formspree.io/f/abcdefgh', hasErrorPage: false },
  netlify: {
    ...own,
    receive: netlify({ name: 'kommentar', honeypot: 'fax' }),
    action: '/kommentar-danke/',
    hasErrorPage: false,
  },
  generic: {
    ...own,
    receive: generic,
    action: 'https://g.example/kommentare.php',
    settings: `fields: ${names}`,
    isReadable: false,
  },
};
