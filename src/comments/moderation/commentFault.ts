import { dirname, relative, sep } from 'node:path';
import type { Diagnostic } from '../../core/model.ts';
import { diagnose } from '../../core/diagnostics/diagnostics.ts';
import { refusalCode } from '../../emit/systemFault.ts';
import { DamagedKeyError } from '../receiver/senderLimits.ts';
import { commentsFolderOf } from './commentStore.ts';

/** Diagnostic of a refusal by the system during work on comments; throws any other error again. */
export function commentFault(error: unknown, site: string): Diagnostic {
  if (error instanceof DamagedKeyError) return diagnose('moderation/damaged-key', {});
  const code = refusalCode(error);
  const path = error instanceof Error && 'path' in error ? String(error.path) : site;
  const folder = folderOf(path, site);
  return code === 'EACCES' || code === 'EPERM'
    ? diagnose('moderation/no-access', { folder, code })
    : diagnose('moderation/refused', { folder, code });
}

/** All of `.comments` belongs to one user; elsewhere a folder may have its own. */
function folderOf(path: string, site: string): string {
  const comments = commentsFolderOf(site);
  const isWithin = path === comments || path.startsWith(comments + sep);
  if (isWithin) return comments;
  return path === site || relative(site, path).startsWith('..') ? path : dirname(path);
}
