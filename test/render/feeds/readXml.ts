/** XML as libxml2 reads it: a parser that has never heard of this project. */
import { XmlDocument } from 'libxml2-wasm';

/** Reads the bytes that would be written. @throws when they are not well-formed. */
export function readXml<Value>(xml: string, read: (document: XmlDocument) => Value): Value {
  const document = XmlDocument.fromBuffer(Buffer.from(xml));
  try {
    return read(document);
  } finally {
    document.dispose();
  }
}

const namespaces = {
  atom: 'http://www.w3.org/2005/Atom',
  content: 'http://purl.org/rss/1.0/modules/content/',
  dc: 'http://purl.org/dc/elements/1.1/',
  media: 'http://search.yahoo.com/mrss/',
  sitemap: 'http://www.sitemaps.org/schemas/sitemap/0.9',
};

/** The texts of all nodes that an XPath finds. */
export function textsAt(xml: string, path: string): readonly string[] {
  return readXml(xml, (document) => document.root.find(path, namespaces).map((node) => node.content));
}
