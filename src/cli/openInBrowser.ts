/** A file of its own, so that it is loaded only when somebody opens a browser. */
import { spawn } from 'node:child_process';

/** Opens an address in the user's browser; where there is none, nothing happens. `platform`: as `process.platform`. */
export function openInBrowser(url: string, platform: string): void {
  const [command, ...words] =
    platform === 'darwin' ? ['open'] : platform === 'win32' ? ['cmd', '/c', 'start', ''] : ['xdg-open'];
  const opener = spawn(command, [...words, url], { detached: true, stdio: 'ignore' });
  opener.on('error', () => {});
  opener.unref();
}
