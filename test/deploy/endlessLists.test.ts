/** A server that lists for ever, or more than anybody has, is left with a sentence, before it has filled the memory. */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { DeployPlace } from '../../src/config/deploySettings.ts';
import { openTarget } from '../../src/deploy/openTarget.ts';
import { runProgram, limitOfList } from '../../src/deploy/runProgram.ts';
import { gatherNames, type Secrets } from '../../src/deploy/target.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { anyPassword, brokenFtps, brokenSftp } from './brokenServers.ts';
import { deploy, finishBlog, firstPages } from './blog.ts';
import { httpsPeers, storageKeys } from './httpsPeer.ts';

async function refusedAt(place: DeployPlace, secrets: Secrets) {
  const folder = join(temporaryFolder(), 'dist');
  finishBlog(folder, firstPages);
  const target = await openTarget(place, secrets, { site: '/nowhere', out: '/nowhere/dist' });
  const { done, diagnostics } = await deploy(target, folder, { pauses: { retries: [1, 1] } });
  expect([done, diagnostics.filter(({ severity }) => severity === 'error').length]).toEqual([false, 1]);
  const { code, message, hint } = diagnostics.at(-1) ?? {};
  return { code, message, hint };
}

const isEndless = {
  code: 'deploy/endless-list',
  message:
    'Die Liste der Dateien in „/“ ist dort zu lang oder nimmt kein Ende; ich habe aufgehört zu lesen und nichts geändert.',
  hint: expect.stringContaining('Nenne unter „path“ einen Ordner, der nur dem Blog gehört.'),
};

function* forEver<Part>(part: (index: number) => Part): Generator<Part> {
  for (let index = 0; ; index++) yield part(index);
}

const startSftp = brokenSftp();

test('Names without end are left, by SFTP', async () => {
  const { place, list } = await startSftp();
  const { taken } = list(() =>
    forEver((index) => Array.from({ length: 40 }, () => `${index}-${'x'.repeat(5000)}.html`)),
  );
  expect(await refusedAt(place, anyPassword)).toEqual(isEndless);
  expect(taken()).toBeLessThan(300);
});

test('An answer without names is the end of a list, by SFTP', async () => {
  const { place, list } = await startSftp();
  const { taken } = list(() => forEver((index) => (index < 3 ? [`${index}.html`] : [])));
  expect(await refusedAt(place, anyPassword)).toMatchObject({
    code: 'deploy/foreign-files',
    message: expect.stringContaining('0.html/, 1.html/, 2.html/'),
  });
  expect(taken()).toBeLessThan(10);
});

const startFtps = brokenFtps();
const line = (index: number): string => `-rw-r--r-- 1 web web 7 Nov 29 18:00 ${index}.html\r\n`;

test.each<readonly [string, () => Iterable<string>]>([
  ['Names without end', () => forEver((index) => line(index).repeat(500))],
  ['A name without end', () => forEver(() => 'x'.repeat(50_000))],
  ['Lines without names and without end', () => forEver(() => '\n'.repeat(50_000))],
])('%s are left, by FTPS', async (_, parts) => {
  const { place, list } = await startFtps();
  const { taken } = list(parts);
  expect(await refusedAt(place, anyPassword)).toEqual(isEndless);
  expect(taken()).toBeLessThan(6000);
});

test.each([
  ['dates that are none', 'modify=heute;type=file;size=1; a.html\r\n'],
  ['no lines of a list', 'Wartung bis Montag\r\n'],
])('A list with %s is a sentence, by FTPS', async (_, text) => {
  const { place, list } = await startFtps();
  list(() => [text]);
  const { code, message } = await refusedAt(place, anyPassword);
  expect([code, message]).toEqual([
    'deploy/refused',
    'Der Server verweigert /: seine Liste ist nicht zu lesen.',
  ]);
});

const startStorage = httpsPeers();

const listed = (parts: string): string => `<ListBucketResult>${parts}</ListBucketResult>`;

test.each<readonly [string, (page: number) => string, number]>([
  [
    'names a new place to go on from for ever',
    (page) => listed(`<NextContinuationToken>${page}</NextContinuationToken>`),
    510,
  ],
  ['goes in circles', (page) => listed(`<NextContinuationToken>${page % 3}</NextContinuationToken>`), 10],
  ['names the same place again', () => listed('<NextContinuationToken>hier</NextContinuationToken>'), 10],
])('Storage whose list %s is left', async (_, answerTo, most) => {
  const { place, requests, answer } = await startStorage();
  let page = 0;
  answer((response, url) => {
    if (url.includes('delimiter')) response.end(answerTo(++page));
    else response.writeHead(url.includes('list-type') ? 200 : 404).end();
  });
  expect(await refusedAt(place, storageKeys)).toEqual(isEndless);
  expect(requests.length).toBeLessThan(most);
});

test('Storage that says that this was all is asked no more', async () => {
  const { place, requests, answer } = await startStorage();
  const more = '<IsTruncated>false</IsTruncated><NextContinuationToken>hier</NextContinuationToken>';
  answer((response, url) => {
    if (url.includes('delimiter'))
      response.end(listed(`<Contents><Key>a.txt</Key><Size>1</Size></Contents>${more}`));
    else response.writeHead(url.includes('list-type') ? 200 : 404).end();
  });
  expect(await refusedAt(place, storageKeys)).toMatchObject({ code: 'deploy/foreign-files' });
  expect(requests.filter((url) => url.includes('delimiter'))).toHaveLength(1);
});

test('An answer of storage without end is left', async () => {
  const { place, answer } = await startStorage();
  let sent = 0;
  answer((response) => {
    const send = (): void => {
      while (!response.destroyed && response.write(' '.repeat(100_000))) sent++;
    };
    response.on('drain', send);
    send();
  });
  expect(await refusedAt(place, storageKeys)).toMatchObject({
    code: 'deploy/storage',
    message: expect.stringContaining('seine Antwort nimmt kein Ende'),
  });
  expect(sent).toBeLessThan(1000);
});

test('A list that comes too slowly is left, and so is one of a million names', async () => {
  const file = { size: 1, isFolder: false };
  const slow = gatherNames('web', 1);
  await sleep(20);
  expect(() => slow.add({ name: 'a.html', ...file })).toThrow('Die Liste der Dateien in „web“');
  const { all, add } = gatherNames('web');
  expect(() => {
    for (let index = 0; index < 1_000_000; index++) add({ name: `${index}.html`, ...file });
  }).toThrow('Die Liste der Dateien in „web“');
  expect(all.length).toBeGreaterThan(200_000);
});

test('A program whose list does not end is ended, and so is one that is too slow', async () => {
  await expect(runProgram('yes', [], { limit: limitOfList('web') })).rejects.toThrow('Die Liste der Dateien');
  const limit = { ...limitOfList('web'), patience: 1 };
  await expect(runProgram('sleep', ['600'], { limit })).rejects.toThrow('Die Liste der Dateien');
});
