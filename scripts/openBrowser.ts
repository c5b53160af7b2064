import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium } from 'playwright-core';
import { pageBrowserFile } from './testTools.ts';

/** What a browser finds on its machine, besides the fonts of the pages: usual ones, or a single one that is wide. */
export type MachineFonts = 'usual' | 'wide';

const dejavu = fileURLToPath(new URL('ttf', import.meta.resolve('dejavu-fonts-ttf/package.json')));

/**
 * A Chromium of this machine, see `pageBrowserFile`; `more` are arguments for it. It sees fonts of ours and none of the machine's, so that pages look the same wherever they are
 * looked at.
 */
export async function openBrowser(
  more: readonly string[] = [],
  fonts: MachineFonts = 'usual',
): Promise<Browser> {
  const folder = mkdtempSync(join(tmpdir(), 'blattmacher-fonts-'));
  const file = join(folder, 'fonts.conf');
  writeFileSync(file, fontSettings(fonts, join(folder, 'cache')));
  const browser = await chromium.launch({
    executablePath: pageBrowserFile() ?? '/usr/bin/chromium',
    env: { ...process.env, FONTCONFIG_FILE: file },
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...more,
    ],
  });
  browser.on('disconnected', () => rmSync(folder, { recursive: true, force: true }));
  return browser;
}

/** For fontconfig. Letters stand where they belong, not on whole pixels: as on usual machines. */
function fontSettings(fonts: MachineFonts, cache: string): string {
  const families = { serif: 'DejaVu Serif', 'sans-serif': 'DejaVu Sans', monospace: 'DejaVu Sans Mono' };
  const aliases = Object.entries(families).map(
    ([family, font]) => `<alias><family>${family}</family><prefer><family>${font}</family></prefer></alias>`,
  );
  const onlyWide =
    '<selectfont><rejectfont><glob>*</glob></rejectfont><acceptfont><glob>*/DejaVuSansMono-Bold.ttf</glob></acceptfont></selectfont>';
  return `<?xml version="1.0"?><fontconfig>
<dir>${dejavu}</dir><cachedir>${cache}</cachedir>
<match target="pattern"><edit name="hintstyle" mode="append"><const>hintslight</const></edit></match>
${fonts === 'wide' ? onlyWide : aliases.join('\n')}
</fontconfig>`;
}
