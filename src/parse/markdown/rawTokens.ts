/** The tags of a piece of raw HTML, as a browser's tokenizer reads them. */
import { type Token, Tokenizer, TokenizerMode } from 'parse5';

export interface RawTag {
  /** In small letters. */
  readonly name: string;
  readonly isEnd: boolean;
  readonly attributes: readonly string[];
  readonly offset: number;
}

export interface RawTokens {
  readonly tags: readonly RawTag[];
  /** What the piece ends in the middle of, if anything. */
  readonly unfinished?: { readonly what: 'comment' | 'tag'; readonly offset: number };
}

/** The elements whose content is text, whatever it looks like. */
const textModes: ReadonlyMap<string, Tokenizer['state']> = new Map([
  ...['textarea', 'title'].map((name) => [name, TokenizerMode.RCDATA] as const),
  ...['style', 'xmp', 'iframe', 'noembed', 'noframes'].map((name) => [name, TokenizerMode.RAWTEXT] as const),
  ['script', TokenizerMode.SCRIPT_DATA],
  ['plaintext', TokenizerMode.PLAINTEXT],
]);

export function readRawTokens(html: string): RawTokens {
  const tags: RawTag[] = [];
  let end = 0;
  let lastComment = 0;
  let unfinished: RawTokens['unfinished'];
  const take = (token: Token.TagToken, isEnd: boolean): void => {
    const { tagName: name, attrs, location } = token;
    tags.push({
      name,
      isEnd,
      attributes: attrs.map((one) => one.name),
      offset: location?.startOffset ?? end,
    });
    end = location?.endOffset ?? end;
  };
  const ignore = (): void => {};
  const tokenizer = new Tokenizer(
    { sourceCodeLocationInfo: true },
    {
      onStartTag: (token) => {
        take(token, false);
        tokenizer.state = textModes.get(token.tagName) ?? tokenizer.state;
      },
      onEndTag: (token) => take(token, true),
      onComment: ({ location }) => {
        lastComment = location?.startOffset ?? end;
        end = location?.endOffset ?? end;
      },
      onDoctype: ({ location }) => void (end = location?.endOffset ?? end),
      onCharacter: ignore,
      onNullCharacter: ignore,
      onWhitespaceCharacter: ignore,
      onEof: ignore,
      onParseError: ({ code }) => {
        if (code === 'eof-in-comment') unfinished = { what: 'comment', offset: -1 };
        else if (code === 'eof-in-tag') unfinished = { what: 'tag', offset: openTagFrom(html, end) };
      },
    },
  );
  tokenizer.write(html, true);
  // The comment itself comes after the complaint about it.
  if (unfinished?.what === 'comment') unfinished = { what: 'comment', offset: lastComment };
  return { tags, ...(unfinished && { unfinished }) };
}

/** Where the first tag after the last whole one begins. */
function openTagFrom(html: string, end: number): number {
  const found = html.slice(end).search(/<\/?[a-z]/i);
  return found < 0 ? end : end + found;
}
