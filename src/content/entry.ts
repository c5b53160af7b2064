/** One source of a collection of the site's own → front matter and content. */
import * as v from 'valibot';
import type { OpenConfig, OwnCollection } from '../config/openConfig.ts';
import { validate } from '../config/validate.ts';
import { withoutUndefined, type Complete } from '../core/complete.ts';
import { diagnose, hasError } from '../core/diagnostics/diagnostics.ts';
import type { Checked, Diagnostic, EntryMeta, Moment, Plain, SourcePath } from '../core/model.ts';
import { namingFile, stemOf } from '../core/paths.ts';
import { slugify } from '../core/slug.ts';
import { createZone, isoDate, parseMoment, type Zone } from '../core/time.ts';
import { typeset } from '../markdown/german/typeset.ts';
import { flag, text, texts, wholeTexts } from '../core/yaml/fields.ts';
import type { YamlEntry, YamlNode } from '../core/yaml/yamlTree.ts';
import type { ParserOptions } from './article.ts';
import { createSourceParser, type SourceParser } from './document.ts';
import { checkFrontMatter } from './frontMatter.ts';
import { hides, ourName } from './keyNames.ts';
import { addressesField, imageField, momentField, slugField, toImage } from './metaFields.ts';
import { withoutSlots } from './otherSources.ts';
import { foreignLanguage, typesetImage, type Typesetting, typesettingFields } from './typesetting.ts';

export function createEntryParser(
  options: ParserOptions,
  config: OpenConfig | undefined,
): SourceParser<EntryMeta> {
  const zone = createZone(options.timezone);
  const schema = entrySchema(zone);
  const setTerm = (name: string): string => typeset(name, options.typography);
  return createSourceParser(
    withoutSlots(options),
    (frontMatter, file, set) => {
      const collection = config?.collections.find(({ folder }) => file.startsWith(`${folder}/`));
      if (!config || !collection) throw new Error(`${file} belongs to no collection`);
      return readEntry(frontMatter, file, { config, collection, schema, zone, set, setTerm });
    },
    ({ title }) => ({ title }),
  );
}

function entrySchema(zone: Zone) {
  const moment = momentField(zone);
  return v.object({
    title: text,
    description: v.optional(text),
    date: v.optional(moment),
    updated: v.optional(moment),
    expires: v.optional(moment),
    image: v.optional(imageField),
    tags: v.optional(texts, []),
    related: v.optional(wholeTexts, []),
    slug: v.optional(slugField),
    aliases: v.optional(addressesField, []),
    draft: v.optional(flag, 'false'),
    ...typesettingFields,
  });
}

interface EntryReading {
  readonly config: OpenConfig;
  readonly collection: OwnCollection;
  readonly schema: ReturnType<typeof entrySchema>;
  readonly zone: Zone;
  readonly set: Typesetting['text'];
  /** A tag is a word of the site, whatever the language of the entry. */
  readonly setTerm: Typesetting['text'];
}

function readEntry(tree: YamlNode, file: SourcePath, reading: EntryReading): Checked<EntryMeta> {
  const { config, collection, schema } = reading;
  const dated = readDates(tree, file, reading);
  const path = ['collections', collection.name, 'schema'];
  const fields = validate(dated.tree, { schema: collection.schema, path, runner: config.runner, file });
  const ours = Object.keys(schema.entries);
  const isOurs = ({ key }: YamlEntry): boolean => ours.includes(key) || ours.includes(ourName(key));
  const isTheirs = ({ key }: YamlEntry): boolean =>
    collection.dates.includes(key) || fields.value === undefined || hasField(fields.value, key);
  const rest: YamlNode =
    tree.kind === 'mapping'
      ? { ...tree, entries: tree.entries.filter((one) => isOurs(one) || !isTheirs(one) || hides(one)) }
      : tree;
  const { value, diagnostics: faults, locate } = checkFrontMatter(rest, schema, file);
  const diagnostics = [...dated.diagnostics, ...fields.diagnostics, ...faults];
  if (!value || hasError(diagnostics)) return { diagnostics };
  const { set, setTerm } = reading;
  const { title, description, image, tags, related } = value;
  const position = locate(['tags']);
  const meta: Complete<EntryMeta> = {
    collection: collection.name,
    title: set(title),
    language: foreignLanguage(value.lang).language,
    description: description === undefined ? undefined : set(description),
    slug: value.slug ?? slugify(stemOf(namingFile(file)).replace(/^\d{4}-\d\d-\d\d-/, '')),
    aliases: value.aliases,
    draft: value.draft,
    date: value.date?.moment,
    updated: value.updated?.moment,
    expires: value.expires?.moment,
    image: image && typesetImage(toImage(image, locate(['image'])), set),
    tags: tags.flatMap((name) => {
      const key = slugify(name, '');
      return key === '' ? [] : [{ key, name: setTerm(name), position }];
    }),
    related: related.map((target, index) => ({ target, position: locate(['related', index]) })),
    data: fields.value,
    dates: dated.dates,
  };
  return { value: withoutUndefined<EntryMeta>(meta), diagnostics };
}

function hasField(value: Plain, key: string): boolean {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key);
}

interface Dated {
  /** With ISO 8601 in place of what was written. */
  readonly tree: YamlNode;
  readonly dates: Readonly<Record<string, Moment>>;
  readonly diagnostics: readonly Diagnostic[];
}

/** The fields that the collection calls moments, in the words that every date of the site may have. */
function readDates(tree: YamlNode, file: SourcePath, { collection, zone }: EntryReading): Dated {
  const diagnostics: Diagnostic[] = [];
  const dates: Record<string, Moment> = {};
  if (tree.kind !== 'mapping' || collection.dates.length === 0) return { tree, dates, diagnostics };
  const entries = tree.entries.map((entry): YamlEntry => {
    const { key, value } = entry;
    if (!collection.dates.includes(key) || value.kind !== 'scalar' || value.text === '') return entry;
    const place = { file, position: value.position };
    const read = parseMoment(value.text, zone);
    if ('problem' in read) {
      diagnostics.push(diagnose(read.problem, { key, value: value.text, expected: '', keys: [] }, place));
      return entry;
    }
    if (read.ambiguous) diagnostics.push(diagnose('front-matter/time-twice', { value: value.text }, place));
    dates[key] = read.moment;
    return { ...entry, value: { ...value, text: isoDate(read.moment), quoted: true } };
  });
  return { tree: { ...tree, entries }, dates, diagnostics };
}
