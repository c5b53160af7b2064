/** Takes the facts from the texts of pages, where they are rendered. */
import type { ContentKind } from '../../views/page.ts';
import { addressesInJson, addressesInLines, addressesInXml } from './addresses.ts';
import { FactReader, NumberedTexts } from './htmlFacts.ts';
import { readHtml } from './htmlReader.ts';
import { type CreateDescriber, type PageDescription, type PageFacts, textLetters } from './pageFacts.ts';
import { kindLetters } from './references.ts';

/** What `init` leaves where only the author knows. */
const gap = '[Bitte ergänzen';

/** Makes a function that takes the facts from the texts of pages. */
export const createDescriber: CreateDescriber = (describer = 0) => {
  const texts = new NumberedTexts();
  const describe = (kind: ContentKind, path: string, text: string): Omit<PageDescription, 'size'> => {
    const format = formats[kind];
    if (format) return plain(format.name, format.read(text), texts);
    if (!/\.html?$/i.test(path)) return plain('other', [], texts);
    return readHtml(text, () => new FactReader(texts)).describe(text.includes(gap));
  };
  return (kind, path, text) => {
    const description = { ...describe(kind, path, text), size: Buffer.byteLength(text) };
    return { description, describer, ...texts.takeFresh() };
  };
};

interface PlainFormat {
  readonly name: PageFacts['format'];
  readonly read: (text: string) => readonly string[];
}

const xml: PlainFormat = { name: 'feed', read: addressesInXml };
const formats: Readonly<Partial<Record<ContentKind, PlainFormat>>> = {
  rss: xml,
  atom: xml,
  sitemap: xml,
  'sitemap-index': xml,
  'news-sitemap': xml,
  'json-feed': { name: 'feed', read: addressesInJson },
  'plain-text': { name: 'other', read: addressesInLines },
  'server-file': { name: 'other', read: () => [] },
};

function plain(
  format: PageFacts['format'],
  addresses: readonly string[],
  texts: NumberedTexts,
): Omit<PageDescription, 'size'> {
  const refs = addresses.map((address) => texts.numberOf(kindLetters.item, address.trim()));
  const policy = texts.numberOf(textLetters.policy, '');
  return { format, policy, noindex: false, title: '', refs, ids: [], problems: [] };
}
