/** The form of every format, as it stands in the finished page, before an endpoint of its kind. */
import { beforeAll, describe, expect, test } from 'vitest';
import { elementsIn } from '../../support/html.ts';
import { article } from '../../support/testSite.ts';
import { endpoints } from './endpoints.ts';
import { builtSite } from './builtSite.ts';
import { type Changes, type FilledForm, fillForm } from './fillForm.ts';

const url = '/2023/09/kim-besucht-flugzeugwerk/';

const filling = {
  comment: 'Schön gesagt!\n„Ja“ & <b>nein</b>',
  author: 'Anna Müller',
  email: 'anna@example.org',
  url: 'https://anna.example/',
  consent: true,
} as const;

const kinds = Object.entries(endpoints).map(([format, endpoint]) => ({ ...endpoint, format }));

describe.each(kinds)('The form for $format', (kind) => {
  let page = '';
  let files: readonly string[] = [];

  beforeAll(async () => {
    const endpoint = kind.format === 'netlify' ? '' : `  endpoint: ${kind.action}\n`;
    const built = await builtSite({
      'site.yaml': `title: Der Bote\nurl: https://example.org/\ncomments:\n${endpoint}  format: ${kind.format}\n  ${kind.settings ?? ''}\n`,
      'content/articles/kim.md': article(
        'title: Kim besucht "Flugzeugwerk"\nslug: kim-besucht-flugzeugwerk\ndate: 2023-09-13',
      ),
      'content/pages/datenschutz.md': article('title: Datenschutz'),
    });
    page = built[`${url.slice(1)}index.html`] ?? '';
    files = Object.keys(built);
  });

  const send = (changes: Changes) => {
    const form = fillForm(page, changes);
    return kind.receive({ ...form, wantsJson: changes.byScript === true });
  };
  const taken = {
    text: filling.comment,
    name: filling.author,
    email: filling.email,
    url: filling.url,
    article: kind.article,
    parent: '',
  };

  test('posts to the endpoint', () => {
    const { action, attributes } = fillForm(page, { filling });
    expect(action).toBe(kind.action);
    expect(attributes).toMatchObject({ method: 'post', acceptCharset: ['utf-8'] });
  });

  test('is taken without a script, and the reader lands on the page that says thanks', () => {
    const answer = send({ filling });
    expect(answer.taken).toEqual(taken);
    expect(answer.location?.replace(/#.*/, '')).toBe('https://example.org/kommentar-danke/');
    expect(files).toContain('kommentar-danke/index.html');
  });

  test('says which comment is answered', () => {
    const parent = '20231123-124500-abcd2345';
    expect(send({ filling, parent }).taken).toEqual({ ...taken, parent });
  });

  test('that lacks an address is not taken', () => {
    const answer = send({ filling: { ...filling, email: '' } });
    if (kind.format === 'netlify') return expect(fieldOf('email')).toMatchObject({ required: true });
    expect(answer.taken).toBeUndefined();
    if (!kind.hasErrorPage) return expect(answer.status).toBe(400);
    expect(answer.location).toBe('https://example.org/kommentar-fehler/');
    expect(files).toContain('kommentar-fehler/index.html');
  });

  test('has a trap that people do not fall into', () => {
    const trapped = send({ filling: { ...filling, fax: '0221 1234' } });
    expect(trapped.taken).toEqual(kind.mindsTrap ? undefined : taken);
    expect(fieldOf('fax')).toMatchObject({ tabIndex: -1, autoComplete: ['off'] });
  });

  test('asks for consent by an empty box with a link', () => {
    expect(fieldOf('consent')).toMatchObject({ type: 'checkbox', required: true });
    expect(fieldOf('consent')).not.toHaveProperty('checked');
    const [label] = elementsIn(page, ({ properties }) => String(properties['htmlFor']) === 'consent');
    expect(JSON.stringify(label)).toContain('"href":"/datenschutz/"');
  });

  test('is sent by the script only where that can read the answer', () => {
    const { attributes }: FilledForm = fillForm(page, { filling });
    expect('dataReadable' in attributes).toBe(kind.isReadable);
    if (!kind.isReadable) return;
    const good = send({ filling, byScript: true });
    expect(good.taken).toEqual(taken);
    expect(good.status).toBeLessThan(300);
    if (kind.format === 'netlify') return;
    const bad = send({ filling: { ...filling, email: '' }, byScript: true });
    expect(bad.taken).toBeUndefined();
    expect(bad.status).toBeGreaterThanOrEqual(400);
  });

  test('may go where the content policy lets it, and come back', () => {
    const policy = String(
      elementsIn(page, ({ properties }) => properties['httpEquiv'] !== undefined)[0]?.properties['content'],
    );
    const host = kind.action.startsWith('/') ? '' : ` ${new URL(kind.action).origin}`;
    expect(policy).toContain(`; connect-src 'self'${host};`);
    expect(policy).toContain(`; form-action 'self'${host};`);
  });

  function fieldOf(id: string) {
    return elementsIn(page, ({ properties }) => properties['id'] === id)[0]?.properties;
  }
});

test('Netlify finds the form by its attributes in the finished page', async () => {
  const built = await builtSite({
    'site.yaml': 'title: Der Bote\nurl: https://example.org/blog/\ncomments: { format: netlify }\n',
    'content/articles/kim.md': article('title: Kim\ndate: 2023-09-13'),
  });
  const { action, attributes } = fillForm(built['2023/09/kim/index.html'] ?? '', { filling });
  expect(action).toBe('/blog/kommentar-danke/');
  expect(attributes).toMatchObject({ name: 'kommentar', dataNetlify: 'true', 'netlify-honeypot': 'fax' });
});
