/** Pictures, sound and film on other hosts: pages load nothing from there by themselves. */
import type { Element } from 'hast';
import { addressInside, isRemote } from '../core/paths.ts';
import { siteTexts } from '../core/siteTexts.ts';
import type { DocumentContext } from './documentContext.ts';

/** Makes a link of something on another host. */
export function toLink(element: Element, kind: 'img' | 'audio' | 'video', src: string, words: string): void {
  const address = src.startsWith('//') ? `https:${src}` : src;
  element.tagName = 'a';
  element.properties = { href: address, rel: ['noreferrer'] };
  const text = siteTexts.elsewhere(kind, words.trim(), URL.parse(address)?.hostname ?? '');
  element.children = [{ type: 'text', value: text }];
}

/** Whether an address is one of another host. */
export function isElsewhere(src: string, { site }: DocumentContext): boolean {
  return isRemote(src) && (site === undefined || addressInside(site, src) === undefined);
}
