import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';

interface NuMessage {
  readonly url?: string;
  readonly type: string;
  readonly message: string;
  readonly extract?: string;
  readonly lastLine?: number;
}

const require = createRequire(import.meta.url);
const jar = require.resolve('vnu-jar/build/dist/vnu.jar');

/** For a process that lives for seconds: compiled quickly rather than well (which needs more stack), one thread to collect garbage. */
const short = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Xss8m'];

const unfounded = [
  // In a file nothing comes from the page's own origin; whether a page keeps to its policy is for a browser to say.
  '.*violates Content Security Policy.*',
  // Properties of SVG 2, which the checker of stylesheets does not know. In ASCII: without a locale Java 17 takes nothing else.
  '.*(?:paint-order|vector-effect).: Property .* doesn.t exist.*',
].join('|');

/**
 * What the Nu HTML checker says of all HTML, CSS and SVG files in a folder, warnings and remarks too. Its judge of
 * stylesheets is the W3C's CSS validator. Needs a `java` from 17 on.
 */
export async function nuFaults(folder: string): Promise<readonly string[]> {
  const what = ['--also-check-css', '--also-check-svg', '--skip-non-html', '--filterpattern', unfounded];
  const how = ['--format', 'json', '--stdout', '--exit-zero-always'];
  const { stdout } = await promisify(execFile)('java', [...short, '-jar', jar, ...what, ...how, folder], {
    maxBuffer: 2 ** 26,
  });
  const { messages }: { readonly messages: readonly NuMessage[] } = JSON.parse(stdout);
  return messages.map(
    ({ url = '', type, message, lastLine = 0, extract = '' }) =>
      `${url.slice(url.lastIndexOf(folder) + folder.length + 1)}:${lastLine}: ${type}: ${message} ${JSON.stringify(extract)}`,
  );
}
