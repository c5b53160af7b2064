/**
 * How long a deployment takes: the first one of a blog of 10,000 articles (16,700 small files), and one changed article, by SFTP to OpenSSH on
 * this machine, without and with a delay in each direction. `node bench/deploy.ts [DELAY-MS] [FILES]`; the server is that of
 * `BENCH_SFTP=port,user,path,hostKey`, the key that of `BLATTMACHER_DEPLOY_KEY`.
 */
import { mkdtempSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTarget } from '../src/deploy/openTarget.ts';
import { deploy, finishBlog } from '../test/deploy/blog.ts';
import { startProxy } from '../test/deploy/proxy.ts';

const [delay = '0', count = '16700'] = process.argv.slice(2);
const [port = '22', user = '', path = '', hostKey = ''] = (process.env['BENCH_SFTP'] ?? '').split(',');
const proxy = await startProxy(Number(port), Number(delay));
const place = { kind: 'sftp', host: '127.0.0.1', port: proxy.port, user, path, hostKey } as const;
const secrets = { environment: (name: string) => process.env[name], home: homedir() };
const target = await openTarget(place, secrets, { site: '/nowhere', out: '/nowhere/dist' });
const folder = join(mkdtempSync(join(tmpdir(), 'bench-')), 'dist');

/** `changed`: pages that one article changes: itself, lists, feeds, neighbours. */
function pages(changed: string) {
  const files = Array.from({ length: Number(count) - 2 }, (_, index) => {
    const text = index < 25 ? changed : '';
    return [
      `${2000 + (index % 20)}/${index % 12}/artikel-${index}/index.html`,
      `Seite ${index} ${text} ${'Wort '.repeat(600)}`,
    ];
  });
  return {
    ...Object.fromEntries(files),
    'index.html': `Start ${changed}`,
    'feed.xml': `<rss>${changed}</rss>`,
  };
}

async function measure(name: string, state: string): Promise<void> {
  finishBlog(folder, pages(state));
  const start = performance.now();
  const { done, plan, diagnostics } = await deploy(target, folder, { adopt: true });
  const seconds = ((performance.now() - start) / 1000).toFixed(2);
  console.log(
    `${name}: ${seconds} s, ${plan?.files.length} files, ${done ? 'done' : JSON.stringify(diagnostics)}`,
  );
}

await measure('first deployment', 'eins');
await measure('one changed article', 'zwei');
await measure('nothing changed', 'zwei');
proxy.close();
