/**
 * YAML as a tree of texts with places. Only the harmless part of YAML is read: no anchors, aliases,
 * tags or merge keys, no keys that JavaScript gives a meaning to, bounded size and depth. Scalars
 * stay the text that the author typed, so `010`, `1.10`, `14:30` and `ja` never turn into something else.
 */
import { parseEvents, YAMLException } from 'js-yaml';
import type { Checked, Diagnostic, Position, SourcePath } from '../model.ts';
import { diagnose } from '../report/diagnostics.ts';
import { lineIndex } from '../report/lineIndex.ts';
import { buildYamlTree, eventType, type YamlEvent } from './buildYamlTree.ts';

export type YamlNode =
  | { readonly kind: 'scalar'; readonly text: string; readonly position: Position }
  | { readonly kind: 'sequence'; readonly items: readonly YamlNode[]; readonly position: Position }
  | { readonly kind: 'mapping'; readonly entries: readonly YamlEntry[]; readonly position: Position };

export interface YamlEntry {
  readonly key: string;
  /** The name that the author wrote, where `key` is our name for it. */
  readonly written?: string;
  readonly keyPosition: Position;
  readonly value: YamlNode;
}

/** Where the YAML text stands: in which file, and on which of its lines it begins (from 1). */
export interface YamlPlace {
  readonly file: SourcePath;
  readonly firstLine: number;
}

const maxBytes = 65_536;
const maxDepth = 20;

/** Reads one YAML document. An empty text gives an empty mapping; errors are returned as diagnostics, without a value. */
export function parseYamlTree(text: string, place: YamlPlace): Checked<YamlNode> {
  if (Buffer.byteLength(text) > maxBytes) {
    return {
      diagnostics: [diagnose('yaml/too-large', { kilobytes: maxBytes / 1024 }, { file: place.file })],
    };
  }
  const positionAt = lineIndex(text, place.firstLine);
  const refuse = (offset: number, code: RefusalCode, what: string): Checked<YamlNode> => ({
    diagnostics: [diagnose(code, { what }, { file: place.file, position: positionAt(offset) })],
  });
  try {
    const events = parseEvents(text, { maxDepth });
    const refusal = firstRefusal(text, events);
    if (refusal) return refuse(refusal.offset, refusal.code, refusal.what);
    return buildYamlTree(text, events, positionAt, place.file);
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    return { diagnostics: [syntaxDiagnostic(text, error, positionAt, place.file)] };
  }
}

type RefusalCode = 'yaml/anchor' | 'yaml/tag' | 'yaml/second-document';

interface Refusal {
  readonly offset: number;
  readonly code: RefusalCode;
  readonly what: string;
}

function firstRefusal(text: string, events: readonly YamlEvent[]): Refusal | undefined {
  let documents = 0;
  for (const event of events) {
    if (event.type === eventType.document && ++documents > 1) {
      return { offset: text.length, code: 'yaml/second-document', what: '---' };
    }
    if ('anchorStart' in event && event.anchorStart >= 0) {
      return {
        offset: event.anchorStart - 1,
        code: 'yaml/anchor',
        what: text.slice(event.anchorStart - 1, event.anchorEnd),
      };
    }
    if ('tagStart' in event && event.tagStart >= 0) {
      return { offset: event.tagStart, code: 'yaml/tag', what: text.slice(event.tagStart, event.tagEnd) };
    }
  }
  return undefined;
}

function syntaxDiagnostic(
  text: string,
  error: YAMLException,
  positionAt: (offset: number) => Position,
  file: SourcePath,
): Diagnostic {
  const offset = error.mark?.position ?? 0;
  const colon = colonInValue(text, offset);
  if (colon) {
    return diagnose(
      'yaml/colon-in-value',
      { key: colon.key, value: colon.value },
      { file, position: positionAt(colon.offset) },
    );
  }
  const place = { file, position: positionAt(Math.min(offset, text.length)) };
  if (error.reason.includes('tab')) return diagnose('yaml/tab', {}, place);
  if (error.reason.includes('maxDepth')) return diagnose('yaml/too-deep', { levels: maxDepth }, place);
  return diagnose('yaml/syntax', { reason: error.reason }, place);
}

/** The commonest mistake, `title: Bund: Länder streiten`: a second colon in a value without quotes. */
function colonInValue(
  text: string,
  offset: number,
): { key: string; value: string; offset: number } | undefined {
  const start = text.lastIndexOf('\n', Math.min(offset, text.length) - 1) + 1;
  const end = text.indexOf('\n', start);
  const line = text.slice(start, end < 0 ? text.length : end).trimEnd();
  const match = /^(\s*(?:- )?([\w-]+):\s+)([^"'[{|>&*!#%@`].*:(?:\s.*)?)$/.exec(line);
  if (!match?.[1] || !match[2] || !match[3]) return undefined;
  return { key: match[2], value: match[3], offset: start + match[1].length };
}
