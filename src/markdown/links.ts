/**
 * rehype plugin: checks every link. Dangerous ones lose their target; links into the site become deferred
 * references, because addresses are known only with the whole site; others stay as they are.
 */
import type { Element, Root } from 'hast';
import type { VFile } from 'vfile';
import type { SourcePath, LinkTarget } from '../core/model.ts';
import { diagnose } from '../core/diagnostics/diagnostics.ts';
import { decodeLoosely, resolveReference } from '../core/paths.ts';
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
  const { href } = link.properties;
  if (typeof href !== 'string') return;
  const position = positionOf(context, link);
  const protocol = protocolOf(href);
  if (protocol === 'glossar') {
    link.properties = { className: ['explained'], href };
    link.deferredHref = { kind: 'link', target: explanationOf(href), position };
    return;
  }
  if (protocol !== undefined) {
    if (allowedProtocols.has(protocol)) {
      if (context.isAdvertisement && /^https?$/.test(protocol)) markAsPaid(link);
      return;
    }
    delete link.properties['href'];
    context.diagnostics.push(
      diagnose('text/unsafe-link', { protocol: `${protocol}:` }, { file: context.file, position }),
    );
    return;
  }
  if (href.startsWith('//')) {
    // In a feed there is no page whose scheme could be meant.
    link.properties['href'] = `https:${href}`;
    if (context.isAdvertisement) markAsPaid(link);
    return;
  }
  const target = toTarget(href, context);
  if (target) {
    link.deferredHref = { kind: 'link', target, position };
    return;
  }
  delete link.properties['href'];
  context.diagnostics.push(
    diagnose('text/dead-link', { target: href, suggestion: '' }, { file: context.file, position }),
  );
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

function toTarget(href: string, { file }: DocumentContext): LinkTarget | undefined {
  if (href.startsWith('#') || href === '') return { kind: 'fragment', fragment: href };
  if (href.startsWith('/')) return { kind: 'site', address: href };
  const [, path = '', fragment = ''] = /^([^?#]*)(?:\?[^#]*)?(#.*)?$/.exec(href) ?? [];
  const source = resolveReference(file, path);
  const whole = path === href ? undefined : resolveReference(file, href);
  return source && { kind: 'source', path: source, fragment, ...(whole && { whole }) };
}
