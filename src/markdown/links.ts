/**
 * rehype plugin: checks every link. Dangerous ones lose their target; links into the site become deferred
 * references, because addresses are known only with the whole site; others stay as they are.
 */
import type { Element, Root } from 'hast';
import type { VFile } from 'vfile';
import type { Diagnostic, SourcePath, LinkTarget } from '../core/model.ts';
import { diagnose } from '../core/diagnostics/diagnostics.ts';
import { addressInside, decodeLoosely, mediaFolder, resolveReference } from '../core/paths.ts';
import {
  inOwnWords,
  isSoundWebAddress,
  mailboxes,
  meantAddress,
  telephoneNumber,
  withPlainHost,
} from './addresses.ts';
import { slugify } from '../core/slug.ts';
import { positionOf, type DocumentContext, contextOf } from './documentContext.ts';
import { isEmpty, textOf, walkElements } from './tree.ts';

const allowedProtocols: ReadonlySet<string> = new Set(['http', 'https', 'mailto', 'tel']);

export function rehypeLinks() {
  return (tree: Root, file: VFile): void => {
    const context = contextOf(file);
    walkElements(tree, (element, index, parent) => {
      if (element.tagName === 'a' && element.properties['href'] !== undefined && isEmpty(element)) {
        parent.children[index] = { type: 'text', value: textOf(element) };
        const place = { file: context.file, position: positionOf(context, element) };
        context.diagnostics.push(
          diagnose('text/empty-link', { href: String(element.properties['href']) }, place),
        );
        return;
      }
      if (element.tagName === 'a') checkLink(element, context);
      dropRelativeCite(element);
    });
  };
}

function checkLink(link: Element, context: DocumentContext): void {
  const written = link.properties['href'];
  if (typeof written !== 'string') return;
  const href = inOwnWords(written);
  link.properties['href'] = href;
  const position = positionOf(context, link);
  const protocol = protocolOf(href);
  if (protocol === 'glossar') {
    link.properties = { className: ['explained'], href };
    link.deferredHref = { kind: 'link', target: explanationOf(href), position };
    return;
  }
  if (protocol !== undefined) {
    checkWholeAddress(link, href, protocol, context);
    return;
  }
  if (href.startsWith('//')) {
    // In a feed there is no page whose scheme could be meant.
    checkWholeAddress(link, `https:${href}`, 'https', context);
    return;
  }
  const target = toTarget(href, context);
  if (target) {
    link.deferredHref = { kind: 'link', target, position };
    return;
  }
  drop(link, context, diagnose('text/dead-link', { target: href, suggestion: '' }));
}

/** Checks an address with a scheme; one that leads into the site is resolved as such. */
function checkWholeAddress(link: Element, href: string, protocol: string, context: DocumentContext): void {
  if (protocol === 'http' || protocol === 'https') {
    if (!isSoundWebAddress(href)) {
      tellBadAddress(link, href, context);
      return;
    }
    const address = context.site && addressInside(context.site, href);
    if (address !== undefined) {
      const position = positionOf(context, link);
      const isBare = /^(?:https?:)?\/\//i.test(textOf(link));
      const target = { kind: 'site', address, written: href, ...(isBare && { isBare }) } as const;
      link.deferredHref = { kind: 'link', target, position };
      return;
    }
    link.properties['href'] = withPlainHost(href);
    if (context.isAdvertisement) markAsPaid(link);
    return;
  }
  if (allowedProtocols.has(protocol)) {
    const rest = protocol === 'tel' ? telephoneNumber(href) : mailboxes(href);
    if (rest !== undefined) link.properties['href'] = `${protocol}:${rest}`;
    else drop(link, context, diagnose('text/bad-contact', { target: decodeLoosely(href) }));
    return;
  }
  if (meantAddress(href) !== undefined) tellBadAddress(link, href, context);
  else drop(link, context, diagnose('text/unsafe-link', { protocol: `${protocol}:` }));
}

function tellBadAddress(link: Element, href: string, context: DocumentContext): void {
  const meant = { target: decodeLoosely(href), suggestion: meantAddress(href) ?? '' };
  drop(link, context, diagnose('text/bad-address', meant));
}

/** The words stay. */
function drop(link: Element, context: DocumentContext, fault: Diagnostic): void {
  delete link.properties['href'];
  context.diagnostics.push({ ...fault, file: context.file, position: positionOf(context, link) });
}

/** Nobody sees where a quotation says that it is from; in a feed it would lead elsewhere. */
function dropRelativeCite({ properties }: Element): void {
  const { cite } = properties;
  if (typeof cite === 'string' && !URL.canParse(cite)) delete properties['cite'];
}

/** Search engines must not take a paid link for a recommendation. */
function markAsPaid({ properties }: Element): void {
  const { rel } = properties;
  properties['rel'] = [...new Set([...(Array.isArray(rel) ? rel : []), 'sponsored', 'noopener'])];
}

/** The scheme as browsers read it: control characters and white space do not hide it. */
function protocolOf(address: string): string | undefined {
  const visible = decodeLoosely(address).replace(/[\p{Cc}\s]/gu, '');
  return /^([a-z][a-z0-9+.-]*):/i.exec(visible)?.[1]?.toLowerCase();
}

/** `glossar:überhangmandat`: the file in the glossary with that name. */
function explanationOf(href: string): LinkTarget {
  const term = slugify(decodeLoosely(href.slice(href.indexOf(':') + 1)));
  return { kind: 'source', path: `content/glossary/${term}.md` as SourcePath, fragment: '' };
}

function toTarget(written: string, { file }: DocumentContext): LinkTarget | undefined {
  // As Windows writes paths.
  const href = written.replace(/%5c/gi, '/');
  if (href.startsWith('#') || href === '') return { kind: 'fragment', fragment: href };
  const meant = /^\.{1,2}\//.test(href) ? undefined : meantAddress(href);
  const slip = meant === undefined ? {} : { meant };
  if (href.startsWith('/')) return { kind: 'site', address: href, ...slip };
  const [, path = '', fragment = ''] = /^([^?#]*)(?:\?[^#]*)?(#.*)?$/.exec(href) ?? [];
  const source = resolveReference(file, path);
  // Relative to the address that the text had elsewhere: `../../01/02/kim.html`.
  if (!source && /^(?:\.\.\/)+\d{1,4}\//.test(path))
    return { kind: 'site', address: `/${href.replace(/^(?:\.\.\/)+/, '')}`, written: href };
  const whole = path === href ? undefined : resolveReference(file, href);
  const inMedia = /\.(?:md|markdown)$/i.test(path) ? undefined : resolveReference(mediaFolder, path);
  return (
    source && {
      kind: 'source',
      path: source,
      fragment,
      ...(whole && { whole }),
      ...(inMedia && inMedia !== source && { inMedia }),
      ...slip,
    }
  );
}
