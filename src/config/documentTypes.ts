/** Decides by its ending which file of `content/media` that is no picture may be published. */
import * as v from 'valibot';
import { texts } from '../core/yaml/fields.ts';

const pictureName = /\.(?:jpe?g|png|webp|avif|gif|svg)$/i;

/** By its name; what it holds is another matter. */
export function isPictureName(path: string): boolean {
  return pictureName.test(path);
}

/** Readers' browsers show them. */
const shown: ReadonlySet<string> = new Set(['pdf', 'txt']);

/** Readers' browsers play them; each with its media type. */
const played: ReadonlyMap<string, string> = new Map([
  ...['aac', 'flac', 'wav'].map((ending) => [ending, `audio/${ending}`] as const),
  ['m4a', 'audio/mp4'],
  ['mp3', 'audio/mpeg'],
  ['oga', 'audio/ogg'],
  ['ogg', 'audio/ogg'],
  ['opus', 'audio/ogg'],
  ['m4v', 'video/mp4'],
  ['mov', 'video/quicktime'],
  ['mp4', 'video/mp4'],
  ['ogv', 'video/ogg'],
  ['webm', 'video/webm'],
]);

/** The media type of sound and film, by the ending; undefined for all else. */
export function playedType(path: string): string | undefined {
  return played.get(endingOf(path.replace(/[?#].*$/s, '')));
}

/** The element that plays a file. */
export function playedKind(path: string): 'audio' | 'video' | undefined {
  const type = playedType(path);
  if (type === undefined) return undefined;
  return type.startsWith('audio') ? 'audio' : 'video';
}

/** Readers' browsers save them. */
const saved: readonly string[] =
  'csv tsv ods xls xlsx odt doc docx rtf odp ppt pptx odg epub zip ics vcf geojson gpx kml srt vtt'.split(
    ' ',
  );

/** XML that hosts send as such: a browser that opens it would run what stands in it. */
const xmlTypes: ReadonlySet<string> = new Set(['gpx', 'kml']);

/**
 * Endings that are never documents: browsers run such files or take them for pages, hosts run them or read
 * them as settings, or send packed content as if it were not packed. XML under other endings is recognised by
 * its content, see `content/media.ts`.
 */
const active: readonly RegExp[] = [
  // Pages and what belongs to them; Jekyll makes pages of Markdown.
  /^(?:\w*html?\d?|xht|stm|mht|hta|htc|\w*xml|xslt?|svgz?|rss|atom|rdf|swf|mdx?|markdown|mk?dn?|mdown)$/,
  /^(?:[mc]?jsx?|es\d?|ecma|wasm|css|scss|sass|less|coffee|webmanifest|appcache|manifest)$/,
  // Programs, on hosts and at readers'.
  /^(?:php\w*|ph[ps]|phar|pht\w*|as[pachm]x?|cer|jspx?|jsw|jsv|cf[mc]|f?cgi|p[lmy]|py[cowz]|rbw?|lua|tcl|inc)$/,
  /^(?:[bckz]?sh|bash|fish|bat|cmd|com|exe|msi|scr|pif|psm?\d|vb[es]?|ws[fhc]?|jse|cpl|dll|lnk|url|reg)$/,
  /^(?:jar|jnlp|class|war|app|apk|dmg|htaccess|htpasswd|ini|conf|env)$/,
  // Sent unpacked.
  /^(?:w?gz|tgz|br|z|zst|bz2?|xz|lz)$/,
];

/** In lower case, without the dot; empty for a name without one. */
export function endingOf(path: string): string {
  return /[^/]\.([a-z0-9]+)$/i.exec(path)?.[1]?.toLowerCase() ?? '';
}

/** Whether such a file may be published; `more`: what the settings add. */
export function isDocument(path: string, more: readonly string[]): boolean {
  const ending = endingOf(path);
  return shown.has(ending) || played.has(ending) || saved.includes(ending) || more.includes(ending);
}

export function isXmlDocument(path: string): boolean {
  return xmlTypes.has(endingOf(path));
}

/** Whether the settings may add the ending. */
export function mayBeAdded(ending: string): boolean {
  return /^[a-z0-9]{1,10}$/.test(ending) && !active.some((family) => family.test(ending));
}

/** The endings of documents that are saved and not shown. */
export function savedTypes(more: readonly string[]): readonly string[] {
  return [...new Set([...saved, ...more])]
    .filter((ending) => !shown.has(ending) && !played.has(ending))
    .toSorted();
}

function bare(ending: string): string {
  return ending.replace(/^\./, '').toLowerCase();
}

/** `documents: [dwg, .stl]` */
export const documentsSchema = v.pipe(
  texts,
  v.array(
    v.pipe(
      v.string(),
      v.check((written) => mayBeAdded(bare(written)), 'schema/document-type'),
      v.transform(bare),
    ),
  ),
);
