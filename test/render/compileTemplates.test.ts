import { describe, expect, test } from 'vitest';
import type { Diagnostic } from '../../src/core/model.ts';
import { compileTemplates, templateSources } from '../../src/render/templates/compileTemplates.ts';
import { bareTheme, compiled } from './builtInTheme.ts';
import { article, redirect } from './sampleViews.ts';

type Files = Readonly<Record<string, string>>;

/** What is said about templates of which none should compile. */
function compileFaults(files: Files): readonly Diagnostic[] {
  const { value, diagnostics } = compileTemplates(templateSources(bareTheme(files)));
  expect(value).toBeUndefined();
  return diagnostics;
}

/** What `article.eta` becomes. */
function rendered(files: Files): string | undefined {
  return compiled(bareTheme(files)).render('article', article).value;
}

/** The one fault of rendering `article.eta`, as `file:line:column code`. */
function renderFault(files: Files): string {
  const { value, diagnostics } = compiled(bareTheme(files)).render('article', article);
  expect(value).toBeUndefined();
  expect(diagnostics).toHaveLength(1);
  return diagnostics.map(place).join();
}

function place({ file, position, code }: Diagnostic): string {
  return `${file}:${position?.line}:${position?.column} ${code}`;
}

const thirdLine = (line: string): string => `<p>\n<% /* it's\nnot */ %>${line}\n</p>\n`;

describe('rendering', () => {
  test('escapes what is printed and leaves what is printed raw', () => {
    const text = `<%= '<b title="x">&\\'' %> <%~ '<i>' %>`;
    expect(rendered({ 'article.eta': text })).toBe('&lt;b title=&quot;x&quot;&gt;&amp;&#39; <i>');
  });

  test('resolves layouts and parts by their names', () => {
    const files = {
      'article.eta':
        "<% layout('layouts/base', { kind: 'k' }) %>\n<%~ include('parts/a', { word: 'hier' }) %>",
      'layouts/base.eta': '<%= it.kind %>[<%~ it.body %>]',
      'parts/a.eta': '<%= it.word %> <%= it.title %>',
    };
    expect(rendered(files)).toBe(`k[hier ${article.title}]`);
  });

  test('leaves no trace of lines that are only code', () => {
    const text = '<ul>\n  <% for (const word of ["a", "b"]) { %>\n  <li><%= word %></li>\n  <% } %>\n</ul>';
    expect(rendered({ 'article.eta': text })).toBe('<ul>\n  <li>a</li>\n  <li>b</li>\n</ul>');
  });

  test('keeps a tag that is only quoted inside a tag', () => {
    expect(rendered({ 'article.eta': "<%~ '<% a %' + '>' %>" })).toBe('<% a %>');
  });

  test('leaves nothing behind that a later page would see', () => {
    expect(renderFault({ 'article.eta': '<p>\n<% zaehler = 1 %>' })).toBe(
      'templates/article.eta:2:12 template/unknown-name',
    );
    expect(renderFault({ 'article.eta': '<% zaehler = 1 %>' })).toBe(
      'templates/article.eta:1:12 template/unknown-name',
    );
    const lasting = 'templates/article.eta:undefined:undefined template/lasting';
    expect(renderFault({ 'article.eta': '<% Object.prototype.x = 1 %>' })).toBe(lasting);
    expect(
      renderFault({ 'article.eta': '<% Array.prototype.last = () => 1; String.prototype.x = 1 %>' }),
    ).toBe(lasting);
    renderFault({ 'article.eta': '<% String.prototype.y = 1; it.nichts.da %>' });
    expect(
      rendered({
        'article.eta': "<%= [{}.x, [].last, ''.x, ''.y].every((left) => left === undefined) ? 'rein' : '' %>",
      }),
    ).toBe('rein');
  });

  test('goes on after a page that failed', () => {
    const templates = compiled(bareTheme({ 'article.eta': '<%= it.lead.caption %>' }));
    const { lead, ...bare } = article;
    expect(templates.render('article', bare).value).toBeUndefined();
    expect(templates.render('article', article).value).toBe(lead?.caption);
  });
});

describe('an error while rendering has its file, line and column', () => {
  test('in the page template', () => {
    expect(renderFault({ 'article.eta': thirdLine('<%= it.nix.da %>') })).toBe(
      'templates/article.eta:3:21 template/failed',
    );
  });

  test('in a part', () => {
    const files = { 'article.eta': "\n<%~ include('parts/a') %>", 'parts/a.eta': '\n\n\n  <%= it.nix.da %>' };
    expect(renderFault(files)).toBe('templates/parts/a.eta:4:14 template/failed');
  });

  test('in a layout, which runs after the page', () => {
    const files = { 'article.eta': "<% layout('base') %>\nText", 'base.eta': '\n<% it.nix.da %>' };
    expect(renderFault(files)).toBe('templates/base.eta:2:11 template/failed');
  });

  test('deep inside a tag of several lines', () => {
    const text = 'a\n<%\n  const one = 1;\n  const two = it.nix.da;\n%>\nb';
    expect(renderFault({ 'article.eta': text })).toBe('templates/article.eta:4:22 template/failed');
  });

  test('with Windows line ends', () => {
    expect(renderFault({ 'article.eta': 'a\r\nb\r\n<%= it.nix.da %>\r\n' })).toBe(
      'templates/article.eta:3:12 template/failed',
    );
  });

  test.each([
    ['a field that is missing is not printed as „undefined“', '<%= it.titel %>', 'template/not-printable'],
    ['raw output is checked as well', '<%~ it.titel %>', 'template/not-printable'],
    ['an object is no text', '<%= it.site %>', 'template/not-printable'],
    ['a forgotten „it.“', '<%= title %>', 'template/unknown-name'],
    ['the clock', '<%= new Date().getFullYear() %>', 'template/not-constant'],
    ['a chosen template that does not exist', "<%~ include('parts/' + 'b') %>", 'template/unknown-template'],
    ['a template inside itself', "<%~ include('article') %>", 'template/endless'],
    ['a thrown text', "<% throw new Error('Nein') %>", 'template/failed'],
  ])('%s', (_, line, code) => {
    expect(renderFault({ 'article.eta': thirdLine(line) })).toMatch(
      new RegExp(`^templates/article\\.eta:3:\\d+ ${code}$`),
    );
  });
});

describe('an error in the template itself is found before anything is rendered', () => {
  test.each([
    ['broken code', '\n<%= it.a b %>', '2:8 template/syntax'],
    ['one bracket too many', 'a\n<% } %>', '2:4 template/syntax'],
    ['a tag that does not end', 'a\n\n  <%= it.title', '3:3 template/syntax'],
    ['a string that does not end', "a\n<%= 'x %>\n", '2:5 template/syntax'],
    ['a comment that does not end', 'a\n<% /* x %>\n', '2:4 template/syntax'],
    ['a block that does not end', 'a\n<% if (it.title) { %>\nb\nc', '2:18 template/unclosed-block'],
    ['a call that does not end', "a\n<%~ include('parts/a' %>", '2:12 template/unclosed-block'],
    [
      'a part that does not exist',
      "a\n<% if (it.no) { %>\n<%~ include('parts/b') %><% } %>",
      '3:5 template/unknown-template',
    ],
    ['a layout that does not exist', "\n\n<% layout('layouts/b') %>", '3:4 template/unknown-template'],
  ])('%s', (_, text, expected) => {
    const diagnostics = compileFaults({ 'article.eta': text, 'parts/a.eta': '' });
    expect(diagnostics.map(place)).toEqual([`templates/article.eta:${expected}`]);
  });

  test('all templates are checked', () => {
    const diagnostics = compileFaults({ 'article.eta': '<% } %>', 'parts/a.eta': '\n<%= it.a b %>' });
    expect(diagnostics.map(({ file }) => file)).toEqual(['templates/article.eta', 'templates/parts/a.eta']);
  });

  test('the cure names the template that was probably meant', () => {
    const [fault] = compileFaults({ 'article.eta': "<%~ include('parts/crad') %>", 'parts/card.eta': '' });
    expect(fault?.hint).toContain('Meintest du „parts/card“?');
  });
});

describe('dependencies', () => {
  const files: Files = {
    'article.eta': "<% layout('base') %><%~ include('parts/a') %>",
    'base.eta': '<%~ it.body %>',
    'parts/a.eta': '<%~ include("parts/b", {}) %>',
    'parts/b.eta': '<% /* include(it.any) */ %>b',
    'redirect.eta': 'r',
  };
  const digests = (changed: Files): readonly string[] => {
    const templates = compiled(bareTheme({ ...files, ...changed }));
    return [templates.digest('article'), templates.digest('redirect')];
  };

  test('are the template and all that it brings in, however deep', () => {
    const templates = compiled(bareTheme(files));
    expect(templates.dependencies('article')).toEqual(['article', 'base', 'parts/a', 'parts/b']);
    expect(templates.dependencies('redirect')).toEqual(['redirect']);
  });

  test.each([
    ["<%~ include('parts/' + it.kind) %>"],
    ['<% const part = include; %><%~ part("redirect") %>'],
    ['<%~ include(`parts/${it.kind}`) %>'],
    ['<%~ this.render("redirect", it) %>'],
  ])('of a template that chooses while rendering are all templates: %s', (text) => {
    const templates = compiled(bareTheme({ ...files, 'parts/b.eta': text }));
    expect(templates.dependencies('article')).toEqual(['article', 'base', 'parts/a', 'parts/b', 'redirect']);
  });

  test('make the digest: it changes with any of them and with nothing else', () => {
    const [articleDigest, redirectDigest] = digests({});
    expect(articleDigest).toMatch(/^[0-9a-f]{32}$/);
    const deepChange = digests({ 'parts/b.eta': 'B' });
    expect(deepChange[0]).not.toBe(articleDigest);
    expect(deepChange[1]).toBe(redirectDigest);
    expect(digests({ 'parts/unused.eta': 'x' })[0]).toBe(articleDigest);
  });

  test('a site may lay its own template over a built-in one', () => {
    const templates = compiled(bareTheme({ ...files, 'redirect.eta': '<%= it.title %>' }));
    expect(templates.render('redirect', redirect).value).toBe(redirect.title);
  });
});
