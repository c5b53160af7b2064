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
  /** The construct in the middle of which the piece ends, if any. */
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
  let start = 0;
  let end = 0;
  let unfinished: 'comment' | 'tag' | undefined;
  const pass = ({ location }: { readonly location: Token.Location | null }): void => {
    start = location?.startOffset ?? end;
    end = location?.endOffset ?? end;
  };
  const take = (token: Token.TagToken, isEnd: boolean): void => {
    pass(token);
    const { tagName: name, attrs } = token;
    tags.push({ name, isEnd, attributes: attrs.map((one) => one.name), offset: start });
    if (!isEnd) tokenizer.state = textModes.get(name) ?? tokenizer.state;
  };
  const tokenizer = new Tokenizer(
    { sourceCodeLocationInfo: true },
    {
      ...ignoringTexts,
      onStartTag: (token) => take(token, false),
      onEndTag: (token) => take(token, true),
      onComment: pass,
      onDoctype: pass,
      onParseError: ({ code }) => {
        if (code === 'eof-in-comment') unfinished = 'comment';
        else if (code === 'eof-in-tag') unfinished = 'tag';
      },
    },
  );
  tokenizer.write(html, true);
  if (!unfinished) return { tags };
  // The last token is the comment itself; a tag that does not end is none.
  const offset = unfinished === 'comment' ? start : openTagFrom(html, end);
  return { tags, unfinished: { what: unfinished, offset } };
}

function ignore(): void {}

const ignoringTexts = {
  onCharacter: ignore,
  onNullCharacter: ignore,
  onWhitespaceCharacter: ignore,
  onEof: ignore,
};

/** Where the first tag after the last whole one begins. */
function openTagFrom(html: string, end: number): number {
  const found = html.slice(end).search(/<\/?[a-z]/i);
  return found < 0 ? end : end + found;
}
