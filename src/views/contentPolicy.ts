/** The content security policy of each page. */
import { hasEndpoint } from '../comments/form/commentForm.ts';
import type { Settings } from '../config/settings.ts';
import type { PolicyPurpose } from '../core/model.ts';
import { createHash } from 'node:crypto';

export interface ForeignOrigins {
  /** Origins of what readers may choose to load. */
  readonly frames: readonly string[];
  /** Origins of what is loaded at once. */
  readonly pictures?: readonly string[];
}

/**
 * Nothing from elsewhere but what the settings name, nothing inline but one known script; forms go to the comment endpoint,
 * which may lead back here, and where the settings say.
 * `searches`: the page runs WebAssembly of ours and has a form that leads to itself.
 */
export function contentPolicy(
  { comments, html, policy }: Settings,
  { frames, pictures = [] }: ForeignOrigins,
  searches: boolean,
): string {
  const foreign = URL.parse(comments.endpoint ?? '')?.origin;
  const endpoint = foreign === undefined ? [] : [foreign];
  const ownForms = hasEndpoint(comments) ? ["'self'", ...endpoint] : searches ? ["'self'"] : [];
  const allowed = (purpose: PolicyPurpose): readonly string[] => policy[purpose].map(({ origin }) => origin);
  const list = (name: string, sources: readonly string[]): string =>
    [name, ...new Set(sources.length > 0 ? sources : ["'none'"])].join(' ');
  const allFrames = [...frames, ...allowed('frame')];
  return [
    "default-src 'none'",
    list('script-src', [
      "'self'",
      ...(searches ? ["'wasm-unsafe-eval'"] : []),
      ...(hasEndpoint(comments) ? [commentLoaderSource] : []),
      ...allowed('script'),
    ]),
    "style-src 'self'",
    list('img-src', ["'self'", ...pictures, ...allowed('image')]),
    "font-src 'self'",
    ...(allFrames.length > 0 ? [list('frame-src', allFrames)] : []),
    `media-src 'self'${html.includes('video') || html.includes('audio') ? ' https:' : ''}`,
    list('connect-src', ["'self'", ...endpoint, ...allowed('connect')]),
    list('form-action', [...ownForms, ...allowed('form')]),
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
