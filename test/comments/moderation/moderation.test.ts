import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openAddressHashes } from '../../../src/comments/receiver/senderLimits.ts';
import { openCommentStore } from '../../../src/comments/moderation/commentStore.ts';
import { createModeration, type Publication } from '../../../src/comments/moderation/moderation.ts';
import { createZone } from '../../../src/core/time.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';
import { pendingComment } from './pendingComment.ts';

const publication: Publication = {
  zone: createZone('Europe/Berlin'),
  keyOf: (article) => (article === '/2023/09/kim/' ? 'kim' : undefined),
};
const comment = pendingComment();
const { id } = comment;
/** Long after whatever a test writes. */
const now = Date.UTC(2100, 0);
const file = `content/comments/kim/${id}.yaml`;

function openDesk(site = temporaryFolder()) {
  const store = openCommentStore(site);
  let count = 0;
  const hashes = openAddressHashes(site, (bytes) => new Uint8Array(bytes).fill(++count));
  const moderation = createModeration({ site, store, hashes });
  const approve = (wanted: string) => moderation.approve(wanted, publication);
  return { site, store, hashes, moderation, approve };
}

function codes({ diagnostics }: { readonly diagnostics: readonly { readonly code: string }[] }) {
  return diagnostics.map(({ code }) => code);
}

/** All bytes below a folder, as one text. */
function everythingIn(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.name}\n${readFileSync(join(entry.parentPath, entry.name), 'utf8')}`)
    .join('\n');
}

describe('Approving', () => {
  test('publishes the comment as a file of its article, without the address', async () => {
    const { site, store, approve } = openDesk();
    await store.add({ ...comment, parent: 'frage-1', url: 'https://anna.example/' });
    expect(await approve(id)).toEqual({ value: file, diagnostics: [] });
    expect(readFileSync(join(site, file), 'utf8')).toBe(`id: ${id}
parent: frage-1
name: Anna Müller
url: https://anna.example/
date: 2026-11-23T13:45:00+01:00
text: |-
  Ein *guter* Text.

  Und noch einer.
`);
    expect(await store.list()).toEqual([]);
    expect(everythingIn(site)).not.toContain('anna@example.org');
  });

  test('takes the beginning of an id, if it is one comment’s alone', async () => {
    const { store, approve } = openDesk();
    const other = '20261123-124501-abcd2345';
    await store.add(comment);
    await store.add(pendingComment({ id: other }));
    expect(codes(await approve('20261123-1245'))).toEqual(['moderation/ambiguous-comment']);
    expect(codes(await approve(''))).toEqual(['moderation/unknown-comment']);
    expect((await approve('20261123-124501')).value).toBe(`content/comments/kim/${other}.yaml`);
  });

  test('for the second time changes nothing, also when the first was cut off before its end', async () => {
    const { site, store, approve } = openDesk();
    await store.add(comment);
    await approve(id);
    writeFileSync(join(site, file), 'von Hand geändert');
    expect(await approve(id)).toMatchObject({
      value: file,
      diagnostics: [{ code: 'moderation/already-published' }],
    });
    await store.add(comment);
    writeFileSync(join(site, 'content/comments/kim', `.new-${id}.yaml`), 'id: 2026');
    expect(await approve(id)).toEqual({ value: file, diagnostics: [] });
    expect(await store.list()).toEqual([]);
    expect(readFileSync(join(site, file), 'utf8')).toBe('von Hand geändert');
  });

  test('goes over what a killed program left unfinished', async () => {
    const { site, store, approve } = openDesk();
    await store.add(comment);
    mkdirSync(join(site, 'content/comments/kim'), { recursive: true });
    writeFileSync(join(site, 'content/comments/kim', `.new-${id}.yaml`), 'id: 2026');
    expect((await approve(id)).value).toBe(file);
    expect(readdirSync(join(site, 'content/comments/kim'))).toEqual([`${id}.yaml`]);
  });

  test('twice at the same moment publishes once and finds nothing wrong', async () => {
    const { site, store, approve } = openDesk();
    await store.add(comment);
    const answers = await Promise.all(Array.from({ length: 10 }, () => approve(id)));
    expect(new Set(answers.map(({ value }) => value))).toEqual(new Set([file]));
    expect(new Set(answers.flatMap(codes))).toEqual(new Set(['moderation/already-published']));
    expect(readdirSync(join(site, 'content/comments/kim'))).toEqual([`${id}.yaml`]);
  });

  test('says what is wrong with a damaged comment or key, and changes nothing', async () => {
    const { site, store, hashes, moderation, approve } = openDesk();
    await store.add(comment);
    await hashes.put('other', 'anna@example.org');
    writeFileSync(join(site, '.comments/key'), 'x');
    expect(codes(await approve(id))).toEqual(['moderation/damaged-key']);
    expect(codes(await moderation.erase('anna@example.org', now))).toEqual(['moderation/damaged-key']);
    expect(await store.list()).toEqual([comment]);
    writeFileSync(join(site, '.comments/pending', `${id}.json`), '{');
    expect(codes(await approve(id))).toEqual(['moderation/unreadable']);
    expect((await moderation.remove(id)).value).toEqual({ id });
  });

  test('keeps a comment whose article is gone', async () => {
    const { site, store, approve } = openDesk();
    await store.add({ ...comment, article: '/weg/' as typeof comment.article });
    expect(codes(await approve(id))).toEqual(['moderation/article-gone']);
    expect(await store.list()).toHaveLength(1);
    expect(existsSync(join(site, 'content'))).toBe(false);
  });

  test.each(['content', 'content/comments', 'content/comments/kim'])(
    'writes through no link at %s',
    async (link) => {
      const elsewhere = temporaryFolder();
      const { site, store, approve } = openDesk();
      await store.add(comment);
      mkdirSync(join(site, link, '..'), { recursive: true });
      symlinkSync(elsewhere, join(site, link));
      expect(codes(await approve(id))).toEqual(['moderation/refused']);
      expect(readdirSync(elsewhere)).toEqual([]);
      expect(await store.list()).toHaveLength(1);
    },
  );
});

describe('Rejecting', () => {
  test('keeps nothing', async () => {
    const { site, store, moderation } = openDesk();
    await store.add(comment);
    expect(await moderation.reject(id)).toEqual({ value: { id }, diagnostics: [] });
    expect(everythingIn(site)).not.toContain('Anna');
    expect(everythingIn(site)).not.toContain(id);
    expect(codes(await moderation.reject(id))).toEqual(['moderation/unknown-comment']);
  });
});

describe('Deleting', () => {
  test('removes a published comment with the hash of its address', async () => {
    const { site, store, hashes, moderation, approve } = openDesk();
    await store.add(comment);
    await approve(id);
    expect(await hashes.idsOf('anna@example.org')).toEqual([id]);
    expect(await moderation.remove(id)).toEqual({ value: { id, file }, diagnostics: [] });
    expect(existsSync(join(site, 'content/comments/kim'))).toBe(false);
    expect(await hashes.idsOf('anna@example.org')).toEqual([]);
    expect(codes(await moderation.remove(id))).toEqual(['moderation/unknown-comment']);
  });

  test('by address finds pending and published comments of it, however it is spelled, and no others', async () => {
    const { site, store, moderation, approve } = openDesk();
    const ids = ['aaaaaaaa', 'bbbbbbbb', 'cccccccc', 'dddddddd'].map((end) => `20261123-124500-${end}`);
    const [published = '', pending = '', others = '', anonymous = ''] = ids;
    await store.add(pendingComment({ id: published, email: 'Anna@Example.org' }));
    await store.add(pendingComment({ id: pending, email: 'anna@example.org' }));
    await store.add(pendingComment({ id: others, email: 'anna@example.com' }));
    await store.add(pendingComment({ id: anonymous, email: undefined }));
    for (const some of [published, others, anonymous]) await approve(some);
    const { value } = await moderation.erase(' ANNA@example.org', now);
    expect(value?.map((removal) => removal.id).toSorted()).toEqual([published, pending]);
    expect(await store.list()).toEqual([]);
    expect(readdirSync(join(site, 'content/comments/kim'))).toEqual([`${others}.yaml`, `${anonymous}.yaml`]);
    expect(await moderation.erase('anna@example.org', now)).toEqual({ value: [], diagnostics: [] });
  });

  test('by address leaves nothing that a killed service left, and names what it could not read', async () => {
    const { site, store, moderation } = openDesk();
    await store.add(comment);
    const other = '20261123-124501-abcd2345';
    writeFileSync(join(site, '.comments/pending', `.new-${other}.json`), '{"email":"anna@example.org",');
    writeFileSync(join(site, '.comments/pending', `${other}.json`), '{');
    expect(await moderation.erase('anna@example.org', now)).toMatchObject({
      value: [{ id }],
      diagnostics: [{ code: 'moderation/damaged' }],
    });
    expect(everythingIn(site)).not.toContain('anna@example.org');
  });

  test('by address leaves nothing of an approval that was killed halfway', async () => {
    const { site, store, moderation } = openDesk();
    await store.add(comment);
    const folder = join(site, 'content/comments/kim');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `.new-${id}.yaml`), 'text: Geheim');
    await moderation.erase('anna@example.org', now);
    expect(readdirSync(folder)).toEqual([]);
  });

  test.each([
    ['', 'email: Anna@Example.org'],
    [', hashed as Staticman does', `email: ${createHash('md5').update('anna@example.org').digest('hex')}`],
  ])('by address finds what other programs published with it%s', async (_, email) => {
    const { site, moderation } = openDesk();
    const folder = join(site, 'content/comments/kim');
    mkdirSync(folder, { recursive: true });
    const rest = 'message: Gut\ndate: 1600000000\n';
    writeFileSync(join(folder, 'entry1.yml'), `_id: eins\n${email}\n${rest}`);
    writeFileSync(join(folder, 'entry2.yml'), `_id: zwei\nemail: bea@example.org\n${rest}`);
    const { value } = await moderation.erase('anna@example.org', now);
    expect(value).toEqual([{ id: 'eins', file: 'content/comments/kim/entry1.yml' }]);
    expect(readdirSync(folder)).toEqual(['entry2.yml']);
  });
});

describe('What is kept of an address', () => {
  test('is a hash with a key of the site, for its owner alone', async () => {
    const { site, hashes } = openDesk();
    const other = openDesk();
    await hashes.put(id, 'anna@example.org');
    rmSync(other.site, { recursive: true });
    mkdirSync(other.site);
    await openAddressHashes(other.site, (bytes) => new Uint8Array(bytes)).put(id, 'anna@example.org');
    const [ours, theirs] = [site, other.site].map((folder) =>
      readFileSync(join(folder, '.comments/addresses', id), 'utf8'),
    );
    expect(ours).toMatch(/^[0-9a-f]{64}$/);
    expect(ours).not.toBe(theirs);
    for (const path of ['key', `addresses/${id}`]) {
      expect(statSync(join(site, '.comments', path)).mode & 0o077).toBe(0);
    }
    expect(readdirSync(join(site, '.comments')).toSorted()).toEqual(['.gitignore', 'addresses', 'key']);
  });

  test('is found by everybody who makes the key at the same time', async () => {
    const site = temporaryFolder();
    const ids = Array.from({ length: 20 }, (_, number) => `kommentar-${number}`);
    await Promise.all(
      ids.map((some, number) =>
        openAddressHashes(site, (bytes) => new Uint8Array(bytes).fill(number)).put(some, 'anna@example.org'),
      ),
    );
    const found = await openAddressHashes(site, () => new Uint8Array()).idsOf('anna@example.org');
    expect(found.toSorted()).toEqual(ids.toSorted());
  });

  test('is not made with a damaged key', async () => {
    const { site, hashes } = openDesk();
    await hashes.put(id, 'anna@example.org');
    writeFileSync(join(site, '.comments/key'), '');
    await expect(hashes.idsOf('anna@example.org')).rejects.toThrow('damaged');
  });
});
