import { hasEndpoint } from '../commentForm/commentFormOf.ts';
import type { Settings } from '../config/settings.ts';
import { commentLoaderSource } from './commentLoader.ts';

export interface ForeignOrigins {
  /** Origins of what readers may choose to load. */
  readonly frames: readonly string[];
  /** Origins of what is loaded at once. */
  readonly pictures?: readonly string[];
}

/**
 * Nothing from elsewhere, nothing inline but one known script; forms go to the comment endpoint alone, which may lead back here.
 * `searches`: the page runs WebAssembly of ours and has a form that leads to itself.
 */
export function contentPolicy(
  { comments, html }: Settings,
  { frames, pictures = [] }: ForeignOrigins,
  searches: boolean,
): string {
  const foreign = URL.parse(comments.endpoint ?? '')?.origin;
  const endpoint = foreign === undefined ? '' : ` ${foreign}`;
  const ownForms = searches ? "'self'" : "'none'";
  return [
    "default-src 'none'",
    `script-src 'self'${searches ? " 'wasm-unsafe-eval'" : ''}${hasEndpoint(comments) ? ` ${commentLoaderSource}` : ''}`,
    "style-src 'self'",
    ["img-src 'self'", ...pictures].join(' '),
    "font-src 'self'",
    ...(frames.length > 0 ? [`frame-src ${frames.join(' ')}`] : []),
    ...(html.includes('video') || html.includes('audio') ? ["media-src 'self' https:"] : []),
    `connect-src 'self'${endpoint}`,
    `form-action ${hasEndpoint(comments) ? `'self'${endpoint}` : ownForms}`,
    "base-uri 'none'",
  ].join('; ');
}
