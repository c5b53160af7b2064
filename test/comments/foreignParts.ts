import { elementsIn } from '../support/html.ts';

const elements: ReadonlySet<string> = new Set('p br a em strong blockquote code pre ul ol li del'.split(' '));

/** What a browser finds in a comment's HTML beyond its small list: elements, attributes, addresses. Empty is well. */
export function foreignParts(html: string): readonly string[] {
  return elementsIn(`<!doctype html><body><div class="frame">${html}</div></body>`, () => true)
    .filter(({ tagName, properties }) => !['html', 'head', 'body'].includes(tagName) && !isFrame(properties))
    .flatMap(({ tagName, properties }) => [
      ...(elements.has(tagName) ? [] : [tagName]),
      ...Object.entries(properties).flatMap(([name, value]) =>
        isAllowed(tagName, name, value) ? [] : [`${tagName} ${name}=${String(value)}`],
      ),
    ]);
}

function isFrame({ className }: { readonly className?: unknown }): boolean {
  return Array.isArray(className) && className.includes('frame');
}

function isAllowed(tagName: string, name: string, value: unknown): boolean {
  if (tagName === 'ol' && name === 'start') return typeof value === 'number';
  if (tagName !== 'a') return false;
  if (name === 'rel') return Array.isArray(value) && value.join(' ') === 'ugc nofollow noopener';
  return name === 'href' && typeof value === 'string' && /^https?:\/\/[^/]/.test(value);
}
