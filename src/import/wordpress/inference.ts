/** What an export does not say and its items betray: permalink pattern, time zone, moments, language. */
import type { Zone } from '../../core/time.ts';
import type { WordPressSurvey } from './survey.ts';

export interface PermalinkInference {
  /** As WordPress writes it: `/%year%/%monthnum%/%postname%/`; empty for `?p=123` or where nothing fits. */
  readonly pattern: string;
  /** How many of the published posts it fits, 0 to 1. */
  readonly share: number;
  /** For `permalink:` in `site.yaml`, if our words can say it. */
  readonly permalink: string | undefined;
  /** First parts of the addresses of lists, without slashes around: `category`, or `blog/category` where all begin with `/blog/`. */
  readonly bases: { readonly category: string; readonly tag: string; readonly author: string };
}

export declare function inferPermalink(
  survey: Pick<WordPressSurvey, 'channel' | 'items' | 'terms'>,
): PermalinkInference;

export interface ZoneInference {
  /** IANA. */
  readonly zone: string;
  /** How many of the dates it fits, 0 to 1; 1 where there are none. */
  readonly share: number;
}

export declare function inferZone(
  items: Iterable<{ readonly date: string; readonly dateGmt: string }>,
  language: 'de' | 'de-AT' | 'de-CH',
): ZoneInference;

/** Milliseconds since 1970; undefined for zeros and nonsense. */
export declare function instantOf(
  item: { readonly date: string; readonly dateGmt: string },
  zone: Zone,
): number | undefined;

/** The same of `modified` and `modifiedGmt`. */
export declare function modifiedOf(
  item: { readonly modified: string; readonly modifiedGmt: string },
  zone: Zone,
): number | undefined;

export declare function languageOf(language: string): 'de' | 'de-AT' | 'de-CH';
