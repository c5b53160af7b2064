/** A file that web servers read. */
export interface ServerFileView {
  /** `apache`: of the whole site; `apache-folder`: of what lies below one of its folders; the last two: of Netlify and Cloudflare. */
  readonly format: 'nginx' | 'caddy' | 'apache' | 'apache-folder' | 'redirects' | 'headers';
  /** The site's sub-path, see `SiteUrl`. */
  readonly base: string;
  /** Endings of documents that browsers save and do not show. */
  readonly saved: readonly string[];
  /** Old addresses, not percent-encoded, and the `href`s of pages where they lead; both with the sub-path. */
  readonly moved: readonly { readonly from: string; readonly to: string }[];
  /** Addresses of what is gone for good. */
  readonly gone: readonly string[];
  /** Those of `redirects` that apply also where a page exists, which Netlify alone wants to know. */
  readonly isForced: boolean;
}
