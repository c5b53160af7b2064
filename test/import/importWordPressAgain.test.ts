/** `import wordpress` once more, while the newsroom still writes there: what is new comes, what was changed here stays. */
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runImport } from '../support/runImport.ts';
import { filesIn, readTree, reported } from '../support/testSite.ts';
import { wxrComment, wxrItem } from '../support/wordpressExport.ts';
import {
  accountOf,
  attachments,
  build,
  exportOf,
  itemsById,
  oldBlog,
  others,
  pages,
  posts,
  wholeExport,
  withExport,
  writeUploads,
} from './hafenblatt.ts';

const uploads = realpathSync(mkdtempSync(join(tmpdir(), 'blattmacher-uploads-')));
beforeAll(() => writeUploads(uploads));
afterAll(() => rmSync(uploads, { recursive: true, force: true }));

const whole = ['--uploads', uploads, '--site', 'blog'];

const newComment = wxrComment({
  'wp:comment_id': '1999',
  'wp:comment_author': 'Leserin',
  'wp:comment_date_gmt': '2026-09-05 08:00:00',
  'wp:comment_content': 'Erst jetzt gelesen.',
});

describe('A second run', () => {
  const args = ['export.xml', ...whole, '--json'];
  const kran = 'content/articles/2019/kran.md';

  async function imported() {
    const folder = withExport();
    const { stdout } = await runImport(folder, 'wordpress', args);
    const blog = join(folder, 'blog');
    return {
      folder,
      first: accountOf(stdout),
      read: (path: string) => readFileSync(join(blog, path), 'utf8'),
      edit: (path: string) =>
        writeFileSync(join(blog, path), `${readFileSync(join(blog, path), 'utf8')}\nVon hier.\n`),
      remove: (path: string) => rmSync(join(blog, path)),
      again: (text = wholeExport) => {
        writeFileSync(join(folder, 'export.xml'), text);
        return runImport(folder, 'wordpress', args);
      },
    };
  }

  /** The export after something was changed there. */
  function changed(from: string, to: string): string {
    expect(wholeExport).toContain(from);
    return wholeExport.replace(from, to);
  }
  const changedThere = () => changed('50 Tonnen.', '60 Tonnen.');

  test('writes nothing where nothing changed', async () => {
    const { folder, first, again } = await imported();
    const before = readTree(join(folder, 'blog'));
    const second = await again();
    expect(accountOf(second.stdout)).toEqual(first);
    expect(readTree(join(folder, 'blog'))).toEqual(before);
  });

  test('takes what changed there', async () => {
    const { again, read } = await imported();
    expect((await again(changedThere())).code).toBe(0);
    expect(read(kran)).toContain('60 Tonnen.');
  });

  test('keeps what was edited here', async () => {
    const { again, read, edit } = await imported();
    edit(kran);
    const { stdout } = await again();
    expect(read(kran)).toContain('50 Tonnen.\n\nVon hier.');
    expect(itemsById(accountOf(stdout))['101']?.reason).toBe('Hier bearbeitet, in der Quelle unverändert.');
  });

  test('names what was edited on both sides', async () => {
    const { again, read, edit } = await imported();
    edit(kran);
    const { code, stderr } = await again(changedThere());
    expect(code).toBe(0);
    expect(read(kran)).toContain('50 Tonnen.\n\nVon hier.');
    expect(read(`.import/conflicts/${kran}`)).toContain('60 Tonnen.');
    expect(stderr).toContain(
      `- Hier und dort geändert, also nicht angefasst: ${kran}: Hier bearbeitet und in der Quelle geändert; deine Fassung bleibt. Was die Quelle sagt, liegt in .import/conflicts/${kran}. Bist du fertig, lösche es dort.`,
    );
  });

  test('since a day leads its links also to what it leaves as it is', async () => {
    const all = await imported();
    await all.again(changedThere());
    const { folder, read } = await imported();
    writeFileSync(join(folder, 'export.xml'), changedThere());
    const { code, stdout, stderr } = await runImport(folder, 'wordpress', [...args, '--since', '2019-05-20']);
    expect(code).toBe(0);
    expect(read(kran)).toContain('[Mehr](baustein.md)');
    expect(read(kran)).toContain('60 Tonnen.');
    expect(stderr).not.toContain('nicht mehr da');
    expect(itemsById(accountOf(stdout))['113']).toMatchObject({ result: 'left-out' });
    expect(readTree(join(folder, 'blog', 'content'))).toEqual(readTree(join(all.folder, 'blog', 'content')));
  });

  test('since a day leaves what is older as it is here, without its new comments, and says so', async () => {
    const { folder, read } = await imported();
    const before = read('content/articles/2019/baustein.md');
    const withComment = posts.reusing
      .replace('</item>', `${newComment}</item>`)
      .replace('{"ref":120}', '{"ref":999}');
    writeFileSync(join(folder, 'export.xml'), wholeExport.replace(posts.reusing, withComment));
    const since = await runImport(folder, 'wordpress', [...args, '--since', '2019-05-20']);
    const { 113: text, 1999: comment } = itemsById(accountOf(since.stdout));
    expect(text?.reason).toBe(
      'Hat sich seit dem Tag nach „--since“ nicht geändert und bleibt, wie er hier ist.',
    );
    expect(comment).toMatchObject({
      result: 'left-out',
      reason: 'Sein Text hat sich seit dem Tag nach „--since“ nicht geändert; ohne „--since“ kommt er mit.',
    });
    expect(read('content/articles/2019/baustein.md')).toBe(before);
    const all = await runImport(folder, 'wordpress', args);
    expect(itemsById(accountOf(all.stdout))['1999']?.result).toBe('imported');
  });

  test('hides what was hidden there since, and names what went to the trash', async () => {
    const { again, read } = await imported();
    const withState = (text: string, state: string): string => {
      const changedItem = text
        .replace('<wp:status><![CDATA[publish]]>', `<wp:status><![CDATA[${state}]]>`)
        .replace('<wp:post_modified><![CDATA[2019-05-04', '<wp:post_modified><![CDATA[2019-08-04');
      expect(changedItem).not.toBe(text);
      return changedItem;
    };
    const { code, stderr } = await again(
      wholeExport
        .replace(posts.secondLead, withState(posts.secondLead, 'trash'))
        .replace(posts.reusing, withState(posts.reusing, 'private')),
    );
    expect(code).toBe(0);
    expect(read('content/articles/2019/baustein.md')).toContain('\ndraft: true\n');
    expect(stderr).toContain(
      '- Dort nicht mehr da oder im Papierkorb, hier aber noch: content/articles/2019/schleuse.md.',
    );
  });

  test('does not bring back what was deleted here', async () => {
    const { again, folder, remove } = await imported();
    remove(kran);
    remove('content/media/2019/05/boot.jpg');
    const { stdout } = await again();
    expect(filesIn(join(folder, 'blog', 'content'))).not.toContain('articles/2019/kran.md');
    expect(filesIn(join(folder, 'blog', 'content'))).not.toContain('media/2019/05/boot.jpg');
    const byId = itemsById(accountOf(stdout));
    expect(byId['101']?.reason).toContain('Hier gelöscht');
    expect(byId['101']?.result).toBe('left-out');
    expect(byId['101']?.url).toBeUndefined();
  });

  test('takes what is new there, texts and comments, and leaves all addresses as they were', async () => {
    const { again, folder, first } = await imported();
    const fresh = wxrItem({
      title: 'Ganz neu',
      link: `${oldBlog}/2019/05/neu/`,
      'wp:post_id': '900',
      'wp:post_name': 'neu',
    });
    const comment = exportOf([]).includes('comment')
      ? ''
      : '<wp:comment><wp:comment_id>2000</wp:comment_id><wp:comment_author>Neu</wp:comment_author><wp:comment_date>2019-06-01 10:00:00</wp:comment_date><wp:comment_date_gmt>2019-06-01 08:00:00</wp:comment_date_gmt><wp:comment_content>Noch einer.</wp:comment_content><wp:comment_approved>1</wp:comment_approved><wp:comment_type>comment</wp:comment_type><wp:comment_parent>0</wp:comment_parent></wp:comment></item>';
    // The first of two that wanted one address is gone, and so is what had the place of another.
    const items = [
      fresh,
      posts.lead.replace('</item>', comment),
      ...Object.entries(posts).flatMap(([name, text]) => (['lead', 'twin'].includes(name) ? [] : [text])),
      ...pages,
      ...others,
      ...attachments,
    ];
    const { code, stdout, stderr } = await again(exportOf(items));
    expect(code).toBe(0);
    const now = itemsById(accountOf(stdout));
    const before = itemsById(first);
    for (const { id, url, file } of Object.values(now)) {
      if (!['900', '2000'].includes(id))
        expect({ id, url, file }).toEqual({ id, url: before[id]?.url, file: before[id]?.file });
    }
    expect(now['900']).toMatchObject({ file: 'content/articles/2019/neu.md' });
    expect(now['2000']?.file).toMatch(/^content\/comments\/kran\//);
    expect(stderr).toContain(
      'Dort nicht mehr da oder im Papierkorb, hier aber noch: content/articles/2019/zwilling.md.',
    );
    expect(filesIn(join(folder, 'blog', 'content'))).toContain('articles/2019/zwilling.md');
    const { result } = await build(join(folder, 'blog'));
    expect(result.published ? [] : reported(result)).toEqual([]);
  });
});
