import { describe, expect, test } from 'vitest';
import { type RefusalCode, refusalStatus } from '../../../src/comments/receiver/sentFields.ts';
import { receiverTexts } from '../../../src/comments/receiver/receiverTexts.ts';
import { siteTexts } from '../../../src/core/siteTexts.ts';
import { setReceiverStage } from './receiverStage.ts';
import { type Fields, goodFields } from './testReceiver.ts';

/** Refusals of a good comment after changes of its fields. */
const refusals: readonly (readonly [string, Fields, RefusalCode, readonly string[]])[] = [
  ['no text', { text: '' }, 'fields', ['text']],
  ['nothing but blanks', { text: ' \r\n\t ' }, 'fields', ['text']],
  ['nothing but control characters', { text: '\u0000\u0001' }, 'fields', ['text']],
  ['too long a text', { text: 'a'.repeat(10_001) }, 'fields', ['text']],
  ['an invisible text', { text: '\u200b\u202e\u2060' }, 'fields', ['text']],
  ['no name', { name: ' ' }, 'fields', ['name']],
  ['an invisible name', { name: '\u200b\u202e' }, 'fields', ['name']],
  ['too long a name', { name: 'a'.repeat(246) }, 'fields', ['name']],
  ['a name of two lines', { name: 'Anna\r\nBcc: x@example.net' }, 'fields', ['name']],
  ['no e-mail address', { email: '' }, 'fields', ['email']],
  ['no real e-mail address', { email: 'anna@example' }, 'fields', ['email']],
  ['a header in the e-mail address', { email: 'a@example.net\nBcc: b@example.net' }, 'fields', ['email']],
  ['a script as address', { url: 'javascript:alert(1)' }, 'fields', ['url']],
  ['an address without scheme', { url: 'example.org' }, 'fields', ['url']],
  ['an address with a password', { url: 'https://a:b@example.org/' }, 'fields', ['url']],
  ['a path as parent', { parent: '../../etc/passwd' }, 'fields', ['parent']],
  ['several faults', { name: '', email: 'x', text: '' }, 'fields', ['text', 'name', 'email']],
  ['no article', { article: '' }, 'article-unknown', []],
  ['an unknown article', { article: '/2023/09/kimm/' }, 'article-unknown', []],
  ['a path as article', { article: '/../../etc/passwd' }, 'article-unknown', []],
  ['an object key as article', { article: '/__proto__' }, 'article-unknown', []],
  ['a closed article', { article: '/2020/01/zu/' }, 'article-closed', []],
  ['eleven links', { text: 'https://example.org/ '.repeat(11) }, 'too-many-links', []],
  ['eleven links for other systems', { text: '[url=x] <a href'.repeat(6) }, 'too-many-links', []],
  ['too quick a hand', { started: String(Date.UTC(2026, 10, 23, 12, 44, 58)) }, 'too-fast', []],
];

describe('A refused comment', () => {
  test.each(refusals)(
    'with %s is stored nowhere, and a script is told why in German',
    async (_, change, code, faulty) => {
      const { postJson, store, world } = await setReceiverStage();
      const { status, body } = await postJson({ ...goodFields, ...change });
      expect(status).toBe(refusalStatus[code]);
      expect(body).toEqual({
        status: 'refused',
        code,
        message: receiverTexts.refusals[code],
        ...(faulty.length > 0 && {
          fields: Object.fromEntries(faulty.map((name) => [name, expect.stringMatching(/[.?:/]|@/)])),
        }),
      });
      expect(await store.list()).toEqual([]);
      expect(world.notified).toEqual([]);
    },
  );

  test.each(refusals)(
    'with %s leads a plain form on to the page that says why, and in which field if it is one',
    async (_, change, code, faulty) => {
      const { post, store } = await setReceiverStage();
      const answer = await post({ ...goodFields, ...change });
      expect(answer.status).toBe(303);
      const place = faulty.length === 1 ? `${code}-${faulty.join()}` : code;
      expect(answer.headers.get('location')).toBe(
        `https://example.org/blog/kommentar-fehler/?grund=${code}#grund-${place}`,
      );
      expect(await store.list()).toEqual([]);
    },
  );

  test('is explained by that page wherever a reader can do something about it', () => {
    const forPeople = Object.keys(siteTexts.commentReplies.failure.reasons);
    expect(Object.keys(refusalStatus)).toEqual(expect.arrayContaining(forPeople));
    expect(forPeople).toEqual(expect.arrayContaining([...new Set(refusals.map(([, , code]) => code))]));
    const fields = Object.keys(siteTexts.commentReplies.failure.fields);
    expect(fields.toSorted()).toEqual(['consent', 'email', 'name', 'parent', 'text', 'url']);
  });

  test('because its form wants a consent that is missing, is taken with it', async () => {
    const { postJson } = await setReceiverStage({ site: { asksConsent: true } });
    expect(await postJson(goodFields)).toMatchObject({
      status: 422,
      body: { fields: { consent: receiverTexts.fields.missingConsent } },
    });
    expect(await postJson({ ...goodFields, consent: false })).toMatchObject({ status: 422 });
    expect(await postJson({ ...goodFields, consent: 'on' })).toMatchObject({ status: 201 });
  });

  test('because it was sent already is new again below another text, and after a day', async () => {
    const { postJson, world, store } = await setReceiverStage();
    expect(await postJson(goodFields)).toMatchObject({ status: 201 });
    const again = { ...goodFields, text: ' ein   SATZ. ', name: 'anna  müller', email: 'ANNA@example.net' };
    expect(await postJson(again)).toMatchObject({ status: 409, body: { code: 'duplicate' } });
    expect(await postJson({ ...goodFields, text: 'Noch ein Satz.' })).toMatchObject({ status: 201 });
    world.now += 24 * 3_600_000;
    expect(await postJson(goodFields)).toMatchObject({ status: 201 });
    expect(await store.list()).toHaveLength(3);
  });

  test('is not one because others wrote the same words, or its sender wrote them elsewhere', async () => {
    const { postJson, store } = await setReceiverStage({ site: { email: 'optional' } });
    const thanks = { ...goodFields, text: 'Danke!' };
    const others = [
      thanks,
      { ...thanks, name: 'Ben' },
      { ...thanks, email: 'ben@example.net' },
      { ...thanks, email: '' },
      { ...thanks, parent: '20261101-080000-abcdefgh' },
      { ...thanks, parent: '20261101-080000-bbbbbbbb' },
    ];
    for (const comment of others) expect(await postJson(comment)).toMatchObject({ status: 201 });
    for (const comment of others) expect(await postJson(comment)).toMatchObject({ status: 409 });
    expect(await store.list()).toHaveLength(others.length);
  });

  test('because it was sent already is refused by a receiver that has just been started, too', async () => {
    const first = await setReceiverStage();
    await first.postJson(goodFields);
    const second = await setReceiverStage({ folder: first.folder });
    expect(await second.postJson(goodFields)).toMatchObject({ status: 409 });
  });

  test('sent twice at the same moment is stored once', async () => {
    const { postJson, store } = await setReceiverStage();
    const answers = await Promise.all(Array.from({ length: 20 }, () => postJson(goodFields)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, ...Array(19).fill(409)]);
    expect(await store.list()).toHaveLength(1);
  });
});
