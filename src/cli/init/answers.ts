/** What `init` must know of a new blog, and whether an answer will do. */
import * as v from 'valibot';
import { settingsSchema } from '../../config/settings.ts';
import { slugify } from '../../core/slug.ts';
import { commandTexts } from '../texts.ts';

export interface Answers {
  readonly title: string;
  readonly url: string;
  /** These may be missing: what is made of them is marked as a gap. */
  readonly author?: string;
  readonly email?: string;
  readonly place?: string;
}

export type AnswerName = keyof Answers;
export type GivenAnswers = { readonly [Name in AnswerName]?: string };

/** In the order in which they are asked. */
export const answerNames: readonly AnswerName[] = ['title', 'url', 'author', 'email', 'place'];

const longest = 200;

/** What is wrong with an answer, with the cure; undefined if it will do. */
export function answerFault(name: AnswerName, answer: string): string | undefined {
  const { faults } = commandTexts.init;
  if (answer.trim() === '') return faults.empty[name];
  if (/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u.test(answer) || answer.length > longest) return faults.long(longest);
  if (name === 'url' && (!/^https:\/\//i.test(answer) || !v.is(settingsSchema.entries.url, answer)))
    return faults.url(answer);
  if (name === 'email' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(answer)) return faults.email(answer);
  return undefined;
}

/** The title that the name of a folder suggests: `mein-blog` → `Mein Blog`. */
export function titleOf(folderName: string): string {
  const words = folderName.split(/[-_.\s]+/).filter((word) => word !== '');
  const title = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ');
  return title === '' || answerFault('title', title) ? 'Mein Blog' : title;
}

/** Name of an npm package. */
export function packageNameOf(folderName: string): string {
  return slugify(folderName, 'blog');
}
