import { describe, expect, test } from 'vitest';
import { parseSettings } from '../../src/config/settings.ts';
import type { SourcePath } from '../../src/core/model.ts';

const parse = (comments: string) =>
  parseSettings(`title: x\nurl: https://example.org/\ncomments: ${comments}\n`, 'site.yaml' as SourcePath);
const reported = (comments: string) =>
  parse(comments).diagnostics.map(
    ({ code, severity, position }) => `${position?.column} ${severity} ${code}`,
  );

describe('The settings of comments', () => {
  test('have a default for everything but the endpoint', () => {
    expect(parse('{ endpoint: /comments }').value?.comments).toEqual({
      endpoint: '/comments',
      format: 'blattmacher',
      fields: {},
      open: true,
      email: 'required',
      proofOfWork: false,
    });
  });

  test('are read', () => {
    const { value, diagnostics } = parse(
      '{ endpoint: "https://c.example/x", format: Generic, fields: { text: message, success: next }, open: ja, closeAfterDays: 30, privacyPage: /recht/, email: off }',
    );
    expect(diagnostics).toEqual([]);
    expect(value?.comments).toEqual({
      endpoint: 'https://c.example/x',
      format: 'generic',
      fields: { text: 'message', success: 'next' },
      open: true,
      closeAfterDays: 30,
      privacyPage: '/recht/',
      email: 'off',
      proofOfWork: false,
    });
  });

  test.each(['false', 'nein', 'Nein'])('take %s for a form without a consent box', (word) => {
    expect(parse(`{ endpoint: /c, privacyPage: ${word} }`).value?.comments.privacyPage).toBe('');
  });

  test('ask for no e-mail address that a generic endpoint has no name for', () => {
    expect(parse('{ endpoint: /c, format: generic, fields: { text: a } }').value?.comments.email).toBe('off');
  });

  test('need no endpoint with Netlify', () => {
    expect(reported('{ format: netlify }')).toEqual([]);
  });

  test.each([
    ['{ format: generic, endpoint: /c }', '21 error settings/no-fields'],
    ['{ endpoint: /c, format: generic, fields: { name: a } }', '52 error settings/no-fields'],
    ['{ endpoint: /c, fields: { text: a } }', '35 warning settings/fields-unused'],
    [
      '{ endpoint: /c, format: generic, email: optional, fields: { text: a } }',
      '51 error settings/email-without-name',
    ],
    ['{ endpoint: /c, format: wordpress, proofOfWork: ja }', '59 error settings/proof-of-work-elsewhere'],
    ['{ endpoint: /c, format: netlify }', '23 warning settings/endpoint-unused'],
    ['{ endpoint: "https://formspree.io/f/abc" }', '23 warning settings/other-format'],
    ['{ endpoint: "https://a.example/wp-comments-post.php" }', '23 warning settings/other-format'],
    [
      '{ endpoint: "https://a.example/v3/entry/github/a/b/main/comments" }',
      '23 warning settings/other-format',
    ],
    ['{ endpoint: //evil.example/ }', '23 error schema/endpoint'],
    ['{ endpoint: comments }', '23 error schema/endpoint'],
    ['{ endpoint: "mailto:a@example.org" }', '23 error schema/endpoint'],
    ['{ endpoint: /c, privacyPage: //evil.example/ }', '40 error schema/address'],
    ['{ endpoint: /c, format: isso }', '35 error schema/choice'],
    ['{ endpoint: /c, closeAfterDays: 0 }', '43 error schema/number-range'],
    ['{ endpoint: /c, email: nein }', '34 error schema/choice'],
  ])('explain %s at its place', (comments, expected) => {
    expect(reported(comments)).toEqual([expected]);
  });

  test('always say a cure where they do not go together', () => {
    const wrong = [
      '{ format: generic, endpoint: /c, proofOfWork: ja }',
      '{ endpoint: "https://formspree.io/f/a" }',
    ];
    const found = wrong.flatMap((comments) => parse(comments).diagnostics);
    expect(found).toHaveLength(3);
    expect(found.filter(({ hint }) => hint === undefined)).toEqual([]);
  });
});
