/** Lines of content/redirects.txt, whatever they say, never change what a host file means. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SourcePath } from '../../src/core/model.ts';
import { formatRedirectLine, parseRedirectLines } from '../../src/routes/redirects/redirectLines.ts';
import { article, createSite } from '../support/testSite.ts';

const file = 'content/redirects.txt' as SourcePath;

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom(
    '";return 200',
    '"; } location / { root /',
    '${host}',
    '$request_uri',
    '{http.request.host}',
    '%0d%0aX: y',
    '%22%20%7B',
    '\\"',
    '..',
    '%2e%2e',
    '//evil.example',
    '/evil.example',
    '@evil',
    "'x'",
    '</If>',
    '#x',
    '`',
    '%{ENV:x}',
    '$1',
  ),
);
const address = fc.array(hostile, { minLength: 1, maxLength: 3 }).map((parts) => `/${parts.join('/')}`);
const line = fc
  .tuple(
    address,
    fc.constantFrom('', '/', '/*', '?p=1', '?a_b=x.y-z~', '?p="', '?p=$1', '?p=1 ;'),
    fc.oneof(
      address,
      fc.constantFrom('/:page/', '410', '/archiv/', 'content/articles/a.md', 'content/media/x.jpg'),
    ),
  )
  .map(([from, end, to]) => `${to === '/:page/' ? '/:page' : ''}${from}${end} ${to}`);

test('A line of any signs is refused or read again as the same', () => {
  fc.assert(
    fc.property(line, (text) => {
      const { value = [], diagnostics } = parseRedirectLines(text, file);
      expect(value.length + diagnostics.length).toBeLessThanOrEqual(text.split('\n').length);
      for (const one of value) {
        const [again] = parseRedirectLines(formatRedirectLine(one), file).value ?? [];
        expect(again).toEqual({ ...one, position: { line: 1, column: 1 } });
      }
    }),
    { numRuns: 2000 },
  );
});

/** Every line of a host file that is about an address is of one of these forms. */
const quoted = String.raw`"[^"\\\n]*(?:\\[.+][^"\\\n]*)*"`;
const safe = String.raw`[\p{L}\p{M}\p{N}/._~+,=@!&%-]*`;

test('Lines of any signs make host files of known forms', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 12 }), async (lines) => {
      const sound = lines.filter((one) => {
        const { value = [], diagnostics } = parseRedirectLines(one, file);
        return value.length > 0 && diagnostics.length === 0;
      });
      const build = async (text: string) => {
        const site = createSite({
          'content/articles/a.md': article('title: A\ndate: 2019-05-13'),
          'content/redirects.txt': text,
        });
        await site.build();
        const files = Object.entries(site.outputs()).filter(([path]) =>
          /(?:^|\/)(?:\.|_redirects)/.test(path),
        );
        return new Map(files.map(([path, content]) => [path, Buffer.from(content, 'latin1').toString()]));
      };
      const [plain, made] = [await build(''), await build(`${sound.join('\n')}\n`)];
      for (const [path, content] of made) {
        const known = new Set((plain.get(path) ?? '').split('\n').map((one) => one.trim()));
        for (const one of content.split('\n').map((text) => text.trim())) {
          if (known.has(one)) continue;
          expect(one).toMatch(new RegExp(`^(?:${forms.join('|')})$`, 'u'));
        }
      }
    }),
    { numRuns: 12 },
  );
});

const endings = String.raw`"\^\(${safe}/\(\?:\[\^[^\]]*\]\+/\)\+\)\(\?:(?:[\w-]+(?:\[\^/\]\*)?\|?)+\)\(\?:/\.\*\)\?\$"`;
const goal = `"${safe}(?:\\$is_args\\$args)?\\??"`;
const forms = [
  // nginx
  String.raw`location ~ ${endings} \{|rewrite ${endings} "\$1" permanent;|RedirectMatch 301 ${endings} "\$1"|"~${endings.slice(1)} "\$\{1\}"`,
  String.raw`location (?:= |\^~ )?"${safe}" \{(?: return (?:301 ${goal}|410); \})?`,
  String.raw`internal;|\}|return (?:301 ${goal}|410);|try_files "${safe}" =404;`,
  String.raw`if \(-f \$request_filename(?:/index\.html)?\) \{ break; \}`,
  String.raw`if \(\$arg_\w+ ~ "[^"]*"\) \{ (?:set \$blattmacher_[12] \$[12]; )*rewrite \^ "${safe}(?:\$blattmacher_1/\$blattmacher_2|\$arg_\w+)\?" last; \}`,
  String.raw`rewrite ${quoted} ${goal} permanent;`,
  // Apache
  String.raw`RedirectMatch (?:410|301) ${quoted}(?: "${safe}")?`,
  String.raw`RewriteEngine on|</?If.*>|</?IfModule.*>`,
  String.raw`RewriteCond "%\{QUERY_STRING\}" "\(\?:\^\|&\)\w+=.*\(\?:&\|\$\)"`,
  String.raw`RewriteRule (?:"\^"|${quoted}) "${safe}" \[[A-Z0-9=,]+\]`,
  String.raw`RewriteRule ${quoted} "${safe}(?:_%1/%2|text/%1)" \[L,QSD\]`,
  // Caddy
  String.raw`map \S+ \{\w+\} \{|route(?: @\w+)? \{|"~?\^?${safe}(?:\\.)?.*" (?:"${safe}"|gone)`,
  String.raw`@\w+ .*|path "${safe}"|query \w+=\*|vars.*|redir @\w+ (?:\{\w+\}(?:\?\{query\})?|"${safe}") 301`,
  String.raw`handle @\w+ \{|error (?:@\w+ )?4\d\d`,
  // Netlify and Cloudflare
  String.raw`/[\w/.~+,=@!&%-]*\*? /[\w/.~+,=@!&%-]* 301`,
  '',
];
