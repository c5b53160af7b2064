/** `blattmacher watch`, as a process. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { firstDifference, treeOf } from '../equivalence/tree.ts';
import { programFile, runProgram } from '../support/runProgram.ts';
import { sampleText, runIn } from '../support/smallPaper.ts';
import { article, createSite, minimalSettings, type SiteText } from '../support/testSite.ts';
import { startWatch } from '../support/watchProgram.ts';

const busFile = 'content/articles/bus.md';
const busPage = '/2024/01/bus/';
const noon = ['--now', '2026-10-01T12:00:00Z'];

function bus(text: string): SiteText {
  return {
    [busFile]: article(
      'title: Der Bus\nslug: bus\ndate: 2024-01-01\ntags: [Verkehr]',
      `Es beginnt.\n\n${text}`,
    ),
  };
}

describe('watch', () => {
  test('serves the site, and every edit of it, from memory', async () => {
    const site = createSite({ ...sampleText, ...bus('Er fährt.') });
    const { waitFor, get, reported } = await startWatch(site.folder);
    expect(await get('/')).toContain('Der Pakt');
    expect(await get(busPage)).toContain('Er fährt.');
    site.write(bus('Er hält.'));
    await waitFor(busPage, 'Er hält.');
    site.write({ 'content/articles/neu.md': article('title: Das Neue\nslug: neu\ndate: 2024-03-01') });
    await waitFor('/', 'Das Neue');
    site.remove('content/articles/neu.md');
    await vi.waitFor(async () => expect(await get('/')).not.toContain('Das Neue'), 10_000);
    expect(reported()).toContain('Die Vorschau zeigt den neuesten Stand.');
    expect(existsSync(join(site.folder, 'dist'))).toBe(false);
  });

  test('shows the last of many rapid saves', async () => {
    const site = createSite({ ...sampleText, ...bus('Er fährt.') });
    const { waitFor } = await startWatch(site.folder);
    for (let save = 1; save <= 50; save++) {
      site.write(bus(`Halt ${save}.`));
      if (save % 5 === 0) await new Promise(setImmediate);
    }
    await expect(waitFor(busPage, 'Halt 50.')).resolves.toBeUndefined();
  });

  test('sees what an editor saves by renaming', async () => {
    const site = createSite({ ...sampleText, ...bus('Er fährt.') });
    const { waitFor } = await startWatch(site.folder);
    const file = join(site.folder, busFile);
    for (const text of ['Er hält.', 'Er fährt weiter.', 'Er ist da.']) {
      writeFileSync(`${file}.tmp`, String(bus(text)[busFile]));
      renameSync(`${file}.tmp`, file);
      await expect(waitFor(busPage, text)).resolves.toBeUndefined();
    }
  });

  test('sees a thousand files changed at once', async () => {
    const numbers = Array.from({ length: 1000 }, (_, index) => 1000 + index);
    const texts = (word: string): SiteText =>
      Object.fromEntries(
        numbers.map((number) => [
          `content/articles/${number}.md`,
          article(`title: Artikel ${number}\nslug: a${number}\ndate: 2024-01-01`, `${word} ${number}.`),
        ]),
      );
    const site = createSite(texts('Zuerst'));
    const { waitFor } = await startWatch(site.folder);
    site.write(texts('Danach'));
    const some = [1000, 1500, 1999].map((number) => waitFor(`/2024/01/a${number}/`, `Danach ${number}.`));
    expect(await Promise.all(some)).toHaveLength(3);
  });

  test('goes with its folder and with its address, and says so', { timeout: 60_000 }, async () => {
    const site = createSite({ ...sampleText, ...bus('Er fährt.') });
    const link = `${site.folder}-link`;
    symlinkSync(site.folder, link);
    const { url, waitFor, reported } = await startWatch(join(site.folder, '..'), ['--site', link]);
    site.write(bus('Er hält.'));
    await waitFor(busPage, 'Er hält.');
    const word = (text: string) => vi.waitFor(() => expect(reported()).toContain(text), 15_000);
    renameSync(site.folder, `${site.folder}-weg`);
    await word('Der Ordner des Blogs ist nicht mehr da');
    renameSync(`${site.folder}-weg`, site.folder);
    await word('Der Ordner des Blogs ist wieder da.');
    expect(reported()).not.toContain('Gedächtnis');
    site.write(bus('Er fährt weiter.'));
    await waitFor(busPage, 'Er fährt weiter.');
    site.write({ 'site.yaml': minimalSettings.replace('example.org/', 'example.org/blog/') });
    await word(`Vorschau: ${url}blog/`);
    await waitFor(busPage, 'href="/blog/assets/');
    expect((await fetch(new URL(busPage, url))).url).toBe(new URL(`/blog${busPage}`, url).href);
  });

  test('sees edits itself when it shall not rely on the system', async () => {
    const site = createSite({ ...sampleText, ...bus('Er fährt.') });
    const { waitFor, reported } = await startWatch(site.folder, ['--poll']);
    site.write(bus('Er hält.'));
    await waitFor(busPage, 'Er hält.');
    expect(reported()).toContain('Ich sehe jede Sekunde selbst nach');
  });

  test('keeps the last good page while there is a fault, and tells which', async () => {
    const site = createSite({ ...sampleText, ...bus('Er fährt.') });
    const { waitFor, get, reported } = await startWatch(site.folder);
    site.write({ [busFile]: article('title: Der Bus\ndate: bald', 'Er hält.') });
    await vi.waitFor(() => expect(reported()).toContain('„bald“ ist kein Datum'), 10_000);
    expect(await get(busPage)).toContain('Er fährt.');
    site.write(bus('Er hält.'));
    await waitFor(busPage, 'Er hält.');
  });

  test('ends with code 0 when it is interrupted, and leaves its port', async () => {
    const { url, get, reported, interrupt } = await startWatch(createSite(sampleText).folder);
    await get('/');
    expect(await interrupt()).toBe(0);
    expect(reported()).toContain('Die Vorschau ist beendet.');
    await expect(fetch(url)).rejects.toThrow('fetch failed');
  });

  test.each(['x', '65536', '-1', '4321x', ''])('refuses the port „%s“', (port) => {
    const { code, stdout, stderr } = runIn(sampleText, 'watch', `--port=${port}`);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(`„${port}“ ist kein Port.`);
  });

  test('does not disturb two builds of the same site at the same time', async () => {
    const site = createSite({ ...sampleText, ...bus('Er fährt.') });
    const { waitFor } = await startWatch(site.folder, noon);
    const build = async (out: string): Promise<number | null> => {
      const child = spawn(process.execPath, [programFile, 'build', ...noon, '--out', out], {
        cwd: site.folder,
        stdio: 'ignore',
      });
      await once(child, 'exit');
      return child.exitCode;
    };
    const outs = ['eins', 'zwei'].map((name) => join(site.out, '..', name));
    for (const text of ['Er hält.', 'Er ist da.']) {
      site.write(bus(text));
      expect(await Promise.all([...outs.map(build), waitFor(busPage, text)])).toEqual([0, 0, undefined]);
      const clean = join(site.out, '..', `rein-${text.length}`);
      expect(runProgram(site.folder, ['build', ...noon, '--no-cache', '--out', clean]).code).toBe(0);
      for (const out of outs) expect(firstDifference(treeOf(out), treeOf(clean))).toBeUndefined();
    }
  });
});
