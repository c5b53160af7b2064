/** The content security policy of each page. */
import { hasEndpoint } from '../comments/form/commentForm.ts';
import type { Settings } from '../config/settings.ts';
import { createHash } from 'node:crypto';

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
    `media-src 'self'${html.includes('video') || html.includes('audio') ? ' https:' : ''}`,
    `connect-src 'self'${endpoint}`,
    `form-action ${hasEndpoint(comments) ? `'self'${endpoint}` : ownForms}`,
    "base-uri 'none'",
  ].join('; ');
}

/**
 * The one script that stands in pages: it fetches the comment form's own (`data-src`) when the comments are half a
 * screen away, so that readers who do not get there do not load it. Only the policy's hash lets it run.
 */
export const commentLoader =
  "{const{dataset:d,parentElement:p}=document.currentScript;new IntersectionObserver((e,o)=>{if(e.some(x=>x.isIntersecting)){o.disconnect();import(d.src)}},{rootMargin:'50%'}).observe(p.closest('section')??p)}";

/** For `script-src` (CSP 3, „hash-source“). */
const commentLoaderSource = `'sha256-${createHash('sha256').update(commentLoader).digest('base64')}'`;
