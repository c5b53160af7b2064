/** An export of Disqus (XML), read as it comes → its comments by page. */
import { createReadStream } from 'node:fs';
import sax from 'sax';
import { diagnose } from '../../core/diagnostics/diagnostics.ts';
import type { Diagnostic } from '../../core/model.ts';
import { commentTextOf } from './commentText.ts';
import type { ForeignComment } from './foreignComments.ts';
import { importTexts, soundInstant } from './importSurroundings.ts';

/** Comments of one page of the old blog. */
export interface ForeignThread {
  /** How the page was called, the surest first. */
  readonly names: readonly string[];
  readonly comments: readonly ForeignComment[];
}

export interface ReadThreads {
  readonly threads: readonly ForeignThread[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Characters of one field. */
const longestField = 1_000_000;
/** Elements within elements; an export has five. */
const deepest = 20;

interface Page {
  readonly names: readonly string[];
  readonly isDeleted: boolean;
}

/** What is whole before a fault is taken. IP addresses are not even looked at. Throws what the system refuses. */
export async function readDisqus(file: string): Promise<ReadThreads> {
  const pages = new Map<string, Page>();
  const posts: { readonly page: string; readonly comment: ForeignComment }[] = [];
  const reader = createElementReader((name, id, fields) => {
    if (name === 'thread') pages.set(id, pageOf(fields));
    else if (name === 'post')
      posts.push({ page: fields.get('thread@') ?? '', comment: commentOf(id, fields) });
  });
  const decoder = new TextDecoder('utf-8');
  for await (const chunk of createReadStream(file)) {
    const fault = reader.write(decoder.decode(chunk, { stream: true }));
    if (fault) break;
  }
  const fault = reader.end();
  const byPage = Map.groupBy(posts, ({ page }) => page);
  const threads = [...byPage].map(([page, some]): ForeignThread => {
    const { names = [], isDeleted = false } = pages.get(page) ?? {};
    const comments = some.map(({ comment }) =>
      isDeleted ? { ...comment, refused: comment.refused ?? disqusTexts.deletedPage } : comment,
    );
    return { names, comments };
  });
  const { line, kind } = fault ?? { line: 0, kind: undefined };
  const diagnostics = kind ? [diagnose(faultCodes[kind], { file, line })] : [];
  return { threads, diagnostics };
}

type Fields = ReadonlyMap<string, string>;

const faultCodes = { xml: 'import/xml', doctype: 'import/doctype', kind: 'import/kind' } as const;

interface Fault {
  readonly line: number;
  readonly kind: 'xml' | 'doctype' | 'kind';
}

/** Tells of each element below the root its id and its fields by their paths: `author/name`, `thread@` for an id. */
function createElementReader(take: (name: string, id: string, fields: Fields) => void) {
  const parser = sax.parser(true, { position: true });
  const way: string[] = [];
  let fields = new Map<string, string>();
  let id = '';
  let text = '';
  let hasRoot = false;
  let fault: Fault | undefined;
  const fail = (kind: Fault['kind']): void => {
    fault ??= { line: parser.line + 1, kind };
  };
  const add = (words: string): void => {
    if (way.length > 2 && text.length < longestField) text += words;
  };
  Object.assign(parser, {
    onerror: () => {
      fail('xml');
      parser.resume();
    },
    ondoctype: () => fail('doctype'),
    ontext: add,
    oncdata: add,
    onopentag: ({ name, attributes }: sax.Tag) => {
      way.push(name);
      hasRoot = true;
      text = '';
      if (way.length === 1 && name !== 'disqus') fail('kind');
      const own = attributes['dsq:id'] ?? '';
      if (way.length === 2) {
        fields = new Map();
        id = own;
      } else if (own !== '') fields.set(`${way.slice(2).join('/')}@`, own);
      if (way.length > deepest) fail('xml');
    },
    onclosetag: () => {
      if (fault) return;
      const place = way.slice(2).join('/');
      if (place !== '' && text !== '') fields.set(place, text.slice(0, longestField));
      else if (way.length === 2) take(way[1] ?? '', id, fields);
      text = '';
      way.pop();
    },
  });
  return {
    write: (part: string): Fault | undefined => {
      if (!fault) parser.write(part);
      return fault;
    },
    end: (): Fault | undefined => {
      if (!fault) parser.close();
      if (!hasRoot) fail('kind');
      return fault;
    },
  };
}

function pageOf(fields: Fields): Page {
  const names = [fields.get('link'), fields.get('id')].flatMap((name) => name?.trim() || []);
  return { names, isDeleted: isTrue(fields.get('isDeleted')) };
}

function commentOf(id: string, fields: Fields): ForeignComment {
  const refused = isTrue(fields.get('isSpam'))
    ? importTexts.spam
    : isTrue(fields.get('isDeleted'))
      ? importTexts.trash
      : undefined;
  const created = Date.parse(fields.get('createdAt')?.trim() ?? '');
  return {
    id,
    parent: fields.get('parent@') ?? '',
    instant: soundInstant(Number.isNaN(created) ? undefined : created),
    name: fields.get('author/name')?.trim() || (fields.get('author/username') ?? ''),
    email: fields.get('author/email') ?? '',
    url: fields.get('author/link') ?? '',
    text: refused === undefined ? commentTextOf(fields.get('message') ?? '', { keepsLines: false }) : '',
    state: fields.get('isApproved')?.trim() === 'false' ? 'waiting' : 'approved',
    ...(refused !== undefined && { refused }),
  };
}

function isTrue(text: string | undefined): boolean {
  return text?.trim() === 'true';
}

const disqusTexts = { deletedPage: 'Die Seite dazu ist dort gelöscht.' } as const;
