/** The first pass over a WordPress export: all that the second needs to know by id or address, without the texts. */
import type { Diagnostic } from '../../core/model.ts';
import type { WxrAuthor, WxrChannel, WxrItem, WxrPlace } from './wxr.ts';

export interface WordPressSurvey {
  /** Of the first file that has one. */
  readonly channel: WxrChannel;
  /** In the order in which both passes read them. */
  readonly paths: readonly string[];
  /** By login. An author whom only an item names has its login as name and no e-mail address. */
  readonly authors: ReadonlyMap<string, WxrAuthor>;
  /** By taxonomy (`category`, `post_tag` …) and slug; with those that only items name. */
  readonly terms: ReadonlyMap<string, ReadonlyMap<string, SurveyedTerm>>;
  /** All but attachments, by id. Items that stand in several files are one. */
  readonly items: ReadonlyMap<string, SurveyedItem>;
  /** By id. */
  readonly attachments: ReadonlyMap<string, SurveyedAttachment>;
  /** The attachment that an address means: whole or from the root, with size suffix, by an image proxy, `http:`, `www.`. */
  readonly attachmentAt: (address: string) => SurveyedAttachment | undefined;
  /** The attachments of a post in the order of `[gallery]` without ids: by menu order, then by id. */
  readonly attachmentsOf: (postId: string) => readonly SurveyedAttachment[];
  /** Contents of `wp_block` by id, for `<!-- wp:block {"ref":N} /-->`. */
  readonly reusableBlocks: ReadonlyMap<string, string>;
  /** How many items there are, doubles left out: type → status → number. */
  readonly counts: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** Comments of all items, doubles left out: approved → number. */
  readonly commentCounts: ReadonlyMap<string, number>;
  /** Whether an item of the second pass stands elsewhere too, in the version that counts. */
  readonly isDouble: (item: Pick<WxrItem, 'place'>) => boolean;
  /** Where the version that counts stands, for each place of a double (`placeKey`). */
  readonly doubles: ReadonlyMap<string, WxrPlace>;
  /** Bytes of all files. */
  readonly bytes: number;
  readonly diagnostics: readonly Diagnostic[];
}

export interface SurveyedTerm {
  readonly taxonomy: string;
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  /** Slugs from the root of its taxonomy to this term; circles are broken. */
  readonly path: readonly string[];
}

export interface SurveyedItem {
  readonly id: string;
  readonly type: string;
  readonly status: string;
  readonly slug: string;
  readonly link: string;
  readonly title: string;
  readonly date: string;
  readonly dateGmt: string;
  readonly modified: string;
  readonly creator: string;
  /** Id of the parent; empty where there is none. */
  readonly parent: string;
  readonly hasPassword: boolean;
  /** Slug of its primary category (by Yoast or Rank Math), else of the first; empty where there is none. */
  readonly category: string;
  /** Slugs of former addresses (`_wp_old_slug`). */
  readonly oldSlugs: readonly string[];
  readonly place: WxrPlace;
}

export interface SurveyedAttachment {
  readonly id: string;
  readonly status: string;
  readonly url: string;
  /** In the folder of uploads: `2019/05/hafen.jpg`; empty where the export does not say. */
  readonly file: string;
  /** The file as it was uploaded, where WordPress made a smaller one of it (`-scaled`); in the same folder. */
  readonly original: string;
  /** Pixels of `file`; 0 where the export does not say. */
  readonly width: number;
  readonly height: number;
  readonly mime: string;
  readonly alt: string;
  readonly caption: string;
  readonly description: string;
  /** `image_meta` of its metadata: who made it, and whose it is. */
  readonly credit: string;
  readonly title: string;
  readonly slug: string;
  /** Address of its own page. */
  readonly link: string;
  readonly date: string;
  readonly parent: string;
  readonly menuOrder: number;
  readonly place: WxrPlace;
}

/** A place as a key: an item stands at one alone. */
export function placeKey({ file, line, column }: WxrPlace): string {
  return `${file}:${line}:${column}`;
}

/**
 * Reads all files as one export.
 *
 * @param onProgress is told how many bytes of all files have been read, and how many there are.
 */
export declare function surveyWordPress(
  paths: readonly string[],
  onProgress?: (read: number, whole: number) => void,
): Promise<WordPressSurvey>;
