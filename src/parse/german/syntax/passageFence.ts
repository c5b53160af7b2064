/**
 * micromark and mdast extension: the lines `::: {lang=en}` (or `::: {diagramm=balken}`) and `:::` around a passage. Each line is a
 * block of its own; `wrapPassages.ts` puts what stands between them into one element.
 */
import type { Extension as TreeExtension } from 'mdast-util-from-markdown';
import type { Code, Construct, Extension, State } from 'micromark-util-types';
import type { Node } from 'unist';
import { isLineEndCode } from './characterCodes.ts';
import { bracesPattern, figureBracesPattern, type PassageAttributes, parseAttributes } from './attributes.ts';

declare module 'micromark-util-types' {
  interface TokenTypeMap {
    passageFence: 'passageFence';
  }
}

/** A fence line; without attributes it closes the passage. */
export interface PassageFence extends Node {
  type: 'passageFence';
  attributes?: PassageAttributes;
}

declare module 'mdast' {
  interface RootContentMap {
    passageFence: PassageFence;
  }
  interface BlockContentMap {
    passageFence: PassageFence;
  }
}

const colon = 58;
const longestLine = 100;
const fence = new RegExp(`^:::+[ \\t]*(${bracesPattern}|${figureBracesPattern})?[ \\t]*$`, 'u');

const construct: Construct = {
  name: 'passageFence',
  tokenize(effects, ok, nok) {
    let line = '';
    return function start(code) {
      effects.enter('passageFence');
      return read(code);
    };

    function read(code: Code): State | undefined {
      if (isLineEndCode(code)) {
        effects.exit('passageFence');
        return fence.test(line) ? ok(code) : nok(code);
      }
      if (line.length >= longestLine || (line.length < 3 && code !== colon)) return nok(code);
      line += code === null || code < 0 ? ' ' : String.fromCharCode(code);
      effects.consume(code);
      return read;
    }
  },
};

export const passageFence: Extension = { flow: { [colon]: construct } };

export const passageFenceFromMarkdown: TreeExtension = {
  enter: {
    passageFence(token) {
      const braces = fence.exec(this.sliceSerialize(token))?.[1];
      this.enter(
        { type: 'passageFence', ...(braces !== undefined && { attributes: parseAttributes(braces) }) },
        token,
      );
    },
  },
  exit: {
    passageFence(token) {
      this.exit(token);
    },
  },
};
