import { createHash } from 'node:crypto';

/**
 * The one script that stands in pages: it fetches the comment form's own (`data-src`) when the comments are half a
 * screen away, so that readers who do not get there do not load it. Only the policy's hash lets it run.
 */
export const commentLoader =
  "{const{dataset:d,parentElement:p}=document.currentScript;new IntersectionObserver((e,o)=>{if(e.some(x=>x.isIntersecting)){o.disconnect();import(d.src)}},{rootMargin:'50%'}).observe(p.closest('section')??p)}";

/** For `script-src` (CSP 3, „hash-source“). */
export const commentLoaderSource = `'sha256-${createHash('sha256').update(commentLoader).digest('base64')}'`;
