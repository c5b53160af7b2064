/** A program that approves everything that waits in the site folder it is given. */
import { randomBytes } from 'node:crypto';
import { openAddressHashes } from '../../../src/comments/receiver/senderLimits.ts';
import { openCommentStore } from '../../../src/comments/moderation/commentStore.ts';
import { createModeration } from '../../../src/comments/moderation/moderation.ts';
import { createZone } from '../../../src/core/time.ts';

const [, , site = ''] = process.argv;
const store = openCommentStore(site);
const hashes = openAddressHashes(site, randomBytes);
const moderation = createModeration({ site, store, hashes });
const publication = { zone: createZone('Europe/Berlin'), keyOf: () => 'kim' };
process.stdout.write('begin\n');
for (const { id } of await store.list()) {
  const { diagnostics } = await moderation.approve(id, publication);
  if (diagnostics.length > 0) throw new Error(JSON.stringify(diagnostics));
}
