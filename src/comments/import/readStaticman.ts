/** Files that Staticman committed → comments that wait for the editor. */
import type { Checked, SourcePath } from '../../core/model.ts';
import { createCommentParser, readCommentFields } from '../parse/comment.ts';
import { diagnose } from '../../core/diagnostics/diagnostics.ts';
import type { PendingComment } from '../receiver/sentFields.ts';
import { importTexts, type ImportSurroundings, idFrom } from './importSurroundings.ts';

export interface StaticmanFile {
  /** As the user named it, for messages. */
  readonly file: string;
  /** `<slug>/<name>.yml`: Staticman's own path has the article's slug as its folder. */
  readonly path: SourcePath;
  /** `\n` line ends, no byte-order mark. */
  readonly text: string;
}

export interface StaticmanComments {
  readonly comments: readonly PendingComment[];
  /** Answers whose question is not among them. */
  readonly orphans: number;
}

/** All files of one import together, because replies name each other; a file that holds no comment is reported in a warning. */
export function readStaticman(
  files: readonly StaticmanFile[],
  { timezone, findArticle }: ImportSurroundings,
): Checked<StaticmanComments> {
  const parse = createCommentParser(timezone);
  const readings = files.map((file) => readOne(file, parse, findArticle));
  const ids = new Map(readings.flatMap(({ value }) => (value ? [[value.oldId, value.comment.id]] : [])));
  let orphans = 0;
  const comments = readings.flatMap(({ value }) => {
    if (!value) return [];
    const { comment, oldId, oldParents, isAnswer } = value;
    const parent = oldParents
      .filter((id) => id !== oldId)
      .map((id) => ids.get(id))
      .find(Boolean);
    if (isAnswer && parent === undefined) orphans += 1;
    return { ...comment, ...(parent !== undefined && { parent }) };
  });
  return { value: { comments, orphans }, diagnostics: readings.flatMap(({ diagnostics }) => diagnostics) };
}

interface Reading {
  readonly comment: PendingComment;
  readonly oldId: string;
  /** What may name the comment that it answers; `_parent` and `parent` often name the page. */
  readonly oldParents: readonly string[];
  readonly isAnswer: boolean;
}

function readOne(
  { file, path, text }: StaticmanFile,
  parse: ReturnType<typeof createCommentParser>,
  findArticle: ImportSurroundings['findArticle'],
): Checked<Reading> {
  const { value: known } = parse(text, path);
  const { value: fields } = readCommentFields(text, path);
  const typed = (...keys: readonly string[]): string =>
    keys.map((key) => fields?.get(key)?.text).find((found) => found !== undefined) ?? '';
  const refuse = (fault: string): Checked<Reading> => ({
    diagnostics: [diagnose('import/file', { file, fault })],
  });
  if (!known) return refuse(importTexts.noComment);
  const slug = path.split('/').at(-2) ?? '';
  const article = findArticle(slug);
  if (article === undefined) return refuse(importTexts.noArticle(slug));
  const email = typed('email').trim();
  const comment = {
    id: idFrom(known.date.instant, ['staticman', known.id]),
    received: new Date(known.date.instant).toISOString(),
    article,
    name: known.name,
    // Many have only a hash of it there, which is of no use without the address.
    ...(email.includes('@') && { email }),
    ...(known.url !== undefined && { url: known.url }),
    text: typed('text', 'message', 'comment', 'body').trim(),
    remarks: [importTexts.imported],
  };
  const oldParents = ['replying_to_uid', 'parent', '_parent', 'replying_to'].flatMap(
    (key) => typed(key).trim().toLowerCase() || [],
  );
  const isAnswer = typed('replying_to_uid').trim() !== '';
  return { value: { comment, oldId: known.id, oldParents, isAnswer }, diagnostics: [] };
}
