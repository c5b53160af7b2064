/** Refuses documents that a browser could take for a page. */
import { parseXml, type XmlElement, XmlDocumentType, XmlProcessingInstruction } from '@rgrove/parse-xml';
import { isXmlDocument } from '../config/documentTypes.ts';
import type { Diagnostic, SourcePath } from '../model.ts';
import { diagnose } from '../report/diagnostics.ts';

/**
 * Browsers guess at what hosts send without a type, or as XML of some kind. All that they could run begins with `<`,
 * after spaces and the marks of an encoding; nothing that they show as text does, so `.txt` may.
 */
export function documentFault(bytes: Uint8Array, file: SourcePath): Diagnostic | undefined {
  if (/\.txt$/i.test(file) || !beginsWithMarkup(bytes)) return undefined;
  return isXmlDocument(file) && isData(bytes) ? undefined : diagnose('text/document-markup', {}, { file });
}

function beginsWithMarkup(bytes: Uint8Array): boolean {
  const marks = new Set([0x00, 0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x20, 0xef, 0xbb, 0xbf, 0xfe, 0xff]);
  return bytes.find((byte) => !marks.has(byte)) === 0x3c;
}

/** Only descriptive vocabularies of the W3C; the others have elements that browsers run. */
const harmlessNamespaces: ReadonlySet<string> = new Set([
  'http://www.w3.org/2001/XMLSchema-instance',
  'http://www.w3.org/2001/XMLSchema',
  'http://www.w3.org/2005/Atom',
]);

/** Whether the bytes are XML in UTF-8 that every reader understands as the same data. */
function isData(bytes: Uint8Array): boolean {
  try {
    const source = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const encoding = /^<\?xml[^>]*\sencoding\s*=\s*["']([^"']*)/.exec(source)?.[1] ?? 'utf-8';
    const { root, children } = parseXml(source, { preserveDocumentType: true });
    const isPlain = children.every(
      (child) => !(child instanceof XmlDocumentType) && !(child instanceof XmlProcessingInstruction),
    );
    return /^utf-8$/i.test(encoding) && isPlain && root !== null && hasHarmlessNames(root);
  } catch {
    return false;
  }
}

function hasHarmlessNames(root: XmlElement): boolean {
  const open = [root];
  for (let element = open.pop(); element; element = open.pop()) {
    const names = Object.entries(element.attributes).filter(([name]) => /^xmlns(?::|$)/.test(name));
    if (names.some(([, value]) => value.includes('www.w3.org/') && !harmlessNamespaces.has(value)))
      return false;
    open.push(...element.children.filter((child): child is XmlElement => child.type === 'element'));
  }
  return true;
}
