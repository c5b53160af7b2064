import type { ServerFileView } from '../../pages/serverFileView.ts';
import { renderApache, renderApacheFolder } from './apache.ts';
import { renderCaddy } from './caddy.ts';
import { renderNginx } from './nginx.ts';
import { renderHeadersFile, renderRedirectsFile } from './publishedFiles.ts';

const renderers: Readonly<Record<ServerFileView['format'], (view: ServerFileView) => string>> = {
  nginx: renderNginx,
  caddy: renderCaddy,
  apache: renderApache,
  'apache-folder': renderApacheFolder,
  redirects: renderRedirectsFile,
  headers: renderHeadersFile,
};

export function renderServerFile(view: ServerFileView): string {
  return renderers[view.format](view);
}
