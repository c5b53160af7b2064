/** `blattmacher import wordpress`. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { archiveUrl, glossaryUrl, homeUrl, searchUrl } from '../../collections/addresses.ts';
import { errorUrl, successUrl } from '../../comments/form/commentForm.ts';
import { openCommentStore } from '../../comments/moderation/commentStore.ts';
import { openAddressHashes } from '../../comments/receiver/senderLimits.ts';
import { diagnose, hasError } from '../../core/diagnostics/diagnostics.ts';
import type { Checked, Diagnostic, UrlPath } from '../../core/model.ts';
import * as v from 'valibot';
import { settingsSchema } from '../../config/settings.ts';
import { createZone, parseMoment, type Zone } from '../../core/time.ts';
import type { MakeMap } from '../../import/diskMap.ts';
import {
  createMediaLibrary,
  type MediaLibrary,
  type SourceAttachment,
} from '../../import/media/mediaLibrary.ts';
import { systemErrorCode } from '../../emit/systemFault.ts';
import { writeWholeFile } from '../../emit/wholeFile.ts';
import { addRedirects, inOrder } from '../../import/redirectsFile.ts';
import { openSiteWriter, type SiteWriter } from '../../import/siteWriter.ts';
import { type ImportOutcome, importWordPress } from '../../import/wordpress/importWordPress.ts';
import {
  inferPermalink,
  inferZone,
  type PermalinkInference,
  languageOf,
} from '../../import/wordpress/inference.ts';
import { configFiles } from '../../content/discover.ts';
import { blogHosts, collectionName, planWordPress, type TypeGoal } from '../../import/wordpress/plan.ts';
import type { FollowLink } from '../../import/wordpress/oldLinks.ts';
import { readRedirectionExport } from '../../import/wordpress/redirectionPlugin.ts';
import { wordpressRedirects } from '../../import/wordpress/redirects.ts';
import { notesOf } from '../../import/wordpress/notes.ts';
import { captionWords } from '../../import/wordpress/words.ts';
import { surveyWordPress, type WordPressSurvey } from '../../import/wordpress/survey.ts';
import { type Command, type ExitCode, type OptionValues, type Surroundings, UsageError } from '../command.ts';
import { createProgressBar, type ProgressBar } from '../progressBar.ts';
import { reportDiagnostics } from '../reportDiagnostics.ts';
import { siteOptions, textOf } from '../siteOptions.ts';
import { finishImport, limitHeap, tellRefusals, withMaps } from './finishImport.ts';
import { openTargetBlog, setInSettings, type SuggestedSettings, type TargetBlog } from './targetBlog.ts';
import { importTexts } from './texts.ts';

export const wordpressCommand: Command = {
  options: {
    site: {
      ...siteOptions.site,
      help: 'der Blog, oder ein Ordner, den es noch nicht gibt (sonst: nach dem Titel)',
    },
    uploads: { type: 'string', value: 'ORDNER', help: 'eine Kopie von wp-content/uploads, für die Bilder' },
    fetch: { type: 'boolean', help: 'die Bilder vom alten Blog holen, solange er noch im Netz steht' },
    type: {
      type: 'string',
      value: 'TYP=ZIEL,…',
      help: 'was eigene Inhaltstypen werden: article, page, collection, none',
    },
    since: {
      type: 'string',
      value: 'TAG',
      help: 'nur Texte, die seit diesem Tag neu oder geändert sind, z. B. 2026-10-01; von älteren kommt nichts mit, auch kein neuer Kommentar',
    },
    waiting: { type: 'boolean', help: 'auch Kommentare, die auf Freigabe warten; sie warten dann hier' },
    redirects: { type: 'string', value: 'DATEI', help: 'ein Export des Plugins „Redirection“ (JSON, CSV)' },
    'dry-run': { type: 'boolean', help: 'alles durchgehen, aber nichts schreiben' },
    json: { type: 'boolean', help: 'jeder einzelne Eintrag als JSON, für Programme' },
  },
  run: (options, files, world) =>
    tellRefusals(world, () => withMaps(world, (makeMap) => importAll(makeMap, options, files, world))),
};

async function importAll(
  makeMap: MakeMap,
  options: OptionValues,
  files: readonly string[],
  world: Surroundings,
): Promise<ExitCode> {
  if (files.length === 0) throw new UsageError(importTexts.whichFile);
  const types = typesOf(textOf(options, 'type'));
  // Whatever the zone: before anything is written.
  sinceOf(textOf(options, 'since'), createZone('UTC'));
  const uploads = uploadsOf(options, world);
  if (uploads !== undefined && !statSync(uploads, { throwIfNoEntry: false })?.isDirectory()) {
    reportDiagnostics([diagnose('import/no-uploads', { folder: uploads })], world);
    return 1;
  }
  const bar = await createProgressBar(world.interactive, '{percentage} %');
  const paths = files.map((file) => resolve(world.workingFolder, file));
  const survey = withAddress(
    await surveyWordPress(
      paths,
      (read, whole) => {
        limitHeap();
        bar.show(importTexts.reading, read, whole);
      },
      makeMap,
    ),
  );
  bar.stop();
  if (survey.items.size === 0 && survey.attachments.size === 0) {
    const nothing = hasError(survey.diagnostics) ? [] : [diagnose('import/nothing', {})];
    reportDiagnostics([...survey.diagnostics, ...nothing], world);
    return 1;
  }
  const blog = openTargetBlog(options, world, suggestionsOf(survey), pagesOf(survey));
  if (!blog) return 1;
  const opened = openSiteWriter({
    root: blog.root,
    source: 'wordpress',
    owner: { pid: world.processId, host: world.hostName },
    isDryRun: options['dry-run'] === true,
    makeMap,
  });
  reportDiagnostics(opened.diagnostics, world);
  if (!opened.value) return 1;
  try {
    return await run({ survey, types, blog, writer: opened.value, bar, makeMap }, options, world);
  } finally {
    bar.stop();
    opened.value.close();
  }
}

/** `event=article,team=page` → what each own type becomes. @throws UsageError when it is no such list */
function typesOf(text: string | undefined): ReadonlyMap<string, TypeGoal> {
  const goals: readonly TypeGoal[] = ['article', 'page', 'collection', 'none'];
  return new Map(
    (text?.split(',') ?? []).map((pair) => {
      const [type = '', wished = ''] = pair.split('=', 2).map((part) => part.trim());
      const goal = goals.find((known) => known === wished);
      if (type === '' || goal === undefined) throw new UsageError(importTexts.wrongType(text ?? ''));
      return [type, goal] as const;
    }),
  );
}

/** An export without the address of its blog: its texts tell. */
function withAddress(survey: WordPressSurvey): WordPressSurvey {
  const isWeb = (address: string): boolean => /^https?:$/.test(URL.parse(address)?.protocol ?? '');
  if (isWeb(survey.channel.url)) return survey;
  return { ...survey, channel: { ...survey.channel, url: new URL(firstLink(survey, isWeb)).origin } };
}

function firstLink({ items }: WordPressSurvey, isWeb: (address: string) => boolean): string {
  for (const { link } of items.values()) if (isWeb(link)) return link;
  return 'https://example.org/';
}

/** The settings of a new blog, as far as an export tells them. */
function suggestionsOf(survey: WordPressSurvey): SuggestedSettings {
  const { channel, items } = survey;
  const language = languageOf(channel.language);
  return {
    title: channel.title.trim() === '' ? importTexts.untitled : channel.title.trim(),
    url: siteAddress(channel.url),
    others: {
      description: channel.description.trim(),
      language,
      timezone: inferZone(items.values(), language).zone,
      permalink: inferPermalink(survey).permalink,
    },
  };
}

/** With TLS, which every host has today; without a sub-path that our settings do not take. */
function siteAddress(old: string): string {
  const whole = `${old.replace(/^http:/, 'https:').replace(/\/+$/, '')}/`;
  return v.is(settingsSchema.entries.url, whole) ? whole : `${new URL(whole).origin}/`;
}

function pagesOf({ items }: WordPressSurvey): ReadonlySet<string> {
  const slugs = new Set<string>();
  for (const { type, slug } of items.values()) if (type === 'page') slugs.add(slug);
  return slugs;
}

interface OpenedImport {
  readonly survey: WordPressSurvey;
  readonly types: ReadonlyMap<string, TypeGoal>;
  readonly blog: TargetBlog;
  readonly writer: SiteWriter;
  readonly bar: ProgressBar;
  readonly makeMap: MakeMap;
}

async function run(
  { survey, types, blog, writer, bar, makeMap }: OpenedImport,
  options: OptionValues,
  world: Surroundings,
): Promise<ExitCode> {
  const { root, settings } = blog;
  const isDryRun = options['dry-run'] === true;
  const zone = createZone(settings.timezone);
  const inferred = inferPermalink(survey);
  const now = world.clock();
  const plan = planWordPress(survey, {
    permalink: settings.permalink,
    zone,
    now,
    types,
    since: sinceOf(textOf(options, 'since'), zone),
    placeOf: writer.whereIs,
    isFree: writer.isFree,
    ownPages: ownPages(blog),
    makeMap,
  });
  const { value: library, diagnostics: faults } = openLibrary(
    { survey, blog, writer, makeMap },
    options,
    world,
  );
  reportDiagnostics(faults, world);
  if (!library) return 1;
  const takesWaiting = options['waiting'] === true && !isDryRun;
  const outcome = await importWordPress({
    survey,
    plan,
    settings,
    writer,
    library,
    waiting: takesWaiting ? openCommentStore(root) : undefined,
    hashes: isDryRun ? undefined : openAddressHashes(root, world.random),
    now,
    ownMenu: blog.isNew ? undefined : new Set(settings.navigation.map(({ url }) => url)),
    onProgress: (read, whole) => {
      limitHeap();
      bar.show(importTexts.writing, read, whole);
    },
    makeMap,
  });
  bar.stop();
  library.close();
  const navigation = outcome.navigation.map(({ name, url }) => ({ name, url }));
  const unset = blog.isNew && !isDryRun ? await setInSettings(root, { navigation }) : [];
  const ownTypes = isDryRun ? [] : await configureTypes(root, types);
  const redirected = isDryRun
    ? { notes: [], diagnostics: [] }
    : await writeRedirects({ survey, outcome, blog, makeMap, inferred }, redirectionFile(options, world));
  return finishImport(
    {
      blog,
      source: 'WordPress',
      title: survey.channel.title,
      account: outcome.account,
      expected: expectedItems(survey),
      notes: [
        ...notesOf({
          plan,
          outcome,
          permalink: inferred,
          ownPermalink: settings.permalink,
          isNew: blog.isNew,
          oldUrl: survey.channel.url,
          url: settings.url,
        }),
        ...ownTypes,
        ...redirected.notes,
      ],
      diagnostics: [...survey.diagnostics, ...unset, ...redirected.diagnostics],
    },
    options,
    world,
  );
}

function openLibrary(
  {
    survey,
    blog: { root, settings },
    writer,
    makeMap,
  }: Pick<OpenedImport, 'survey' | 'blog' | 'writer' | 'makeMap'>,
  options: OptionValues,
  world: Surroundings,
): Checked<MediaLibrary> {
  const uploads = uploadsOf(options, world);
  return createMediaLibrary({
    writer,
    blog: survey.channel.url,
    hosts: [...blogHosts(survey).hosts],
    attachments: attachmentsIn(survey),
    makeMap,
    ...(uploads !== undefined && { uploads }),
    documents: settings.documents,
    isDryRun: options['dry-run'] === true,
    ...(options['fetch'] === true && { fetch: { folder: join(root, '.import', 'fetched') } }),
  });
}

function* attachmentsIn({ attachments }: WordPressSurvey): Generator<SourceAttachment> {
  for (const { id, url, file, original, alt, caption, credit } of attachments.values()) {
    const path = original === '' ? file : join(dirname(file), original);
    yield { id, url, alt, caption: captionWords(caption), credit, ...(file !== '' && { path }) };
  }
}

/** Addresses that a page of the old blog cannot have here. */
function ownPages({ root, settings: { search, comments } }: TargetBlog): readonly UrlPath[] {
  return [
    homeUrl,
    archiveUrl,
    ...(search ? [searchUrl] : []),
    ...(comments.open ? [successUrl, errorUrl] : []),
    ...(existsSync(join(root, 'content', 'glossary')) ? [glossaryUrl] : []),
  ];
}

/** @throws UsageError when it is no day */
function sinceOf(text: string | undefined, zone: Zone): number | undefined {
  if (text === undefined) return undefined;
  const reading = parseMoment(text, zone);
  if ('problem' in reading) throw new UsageError(importTexts.wrongDay(text));
  return reading.moment.instant;
}

/** Items and comments; doubles have an entry each. */
function expectedItems({ counts, commentCounts, doubles }: WordPressSurvey): number {
  const items = [...counts.values()].flatMap((statuses) => [...statuses.values()]);
  return [...items, ...commentCounts.values(), doubles.size].reduce((sum, count) => sum + count, 0);
}

function uploadsOf(options: OptionValues, world: Surroundings): string | undefined {
  const folder = textOf(options, 'uploads');
  return folder === undefined ? undefined : resolve(world.workingFolder, folder);
}

function redirectionFile(options: OptionValues, world: Surroundings): string | undefined {
  const file = textOf(options, 'redirects');
  return file === undefined ? undefined : resolve(world.workingFolder, file);
}

/** Old addresses that no head of a text names: of lists, feeds, pictures, numbers; and those of the plugin. */
async function writeRedirects(
  {
    survey,
    outcome: { addresses, follow },
    blog: { root, settings },
    makeMap,
    inferred: { pattern, bases },
  }: Pick<OpenedImport, 'survey' | 'blog' | 'makeMap'> & {
    readonly outcome: ImportOutcome;
    readonly inferred: PermalinkInference;
  },
  plugin: string | undefined,
): Promise<{ readonly notes: readonly string[]; readonly diagnostics: readonly Diagnostic[] }> {
  const old = {
    ...addresses,
    url: survey.channel.url,
    base: settings.url.base,
    pattern,
    categoryBase: bases.category,
    tagBase: bases.tag,
    authorBase: bases.author,
  };
  const rules = plugin === undefined ? undefined : pluginRules(plugin, survey, follow);
  return {
    notes: rules?.notes ?? [],
    diagnostics: [
      ...(rules?.diagnostics ?? []),
      ...(await addRedirects(root, inOrder(wordpressRedirects(old, makeMap), rules?.lines ?? []), makeMap)),
    ],
  };
}

interface PluginRules {
  readonly lines: readonly string[];
  readonly notes: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The plugin's rules whose goals exist: a line that leads nowhere would stop the build. */
function pluginRules(file: string, survey: WordPressSurvey, follow: FollowLink): PluginRules {
  const text = readIfThere(file);
  const read = text === undefined ? undefined : readRedirectionExport(text, [...blogHosts(survey).hosts]);
  if (!read) return { lines: [], notes: [], diagnostics: [diagnose('import/no-redirection', { file })] };
  const left = [...read.leftOut];
  const lines = read.lines.flatMap((line) => {
    const [from = '', to = ''] = line.split(' ');
    if (to === '410') return [line];
    const goal = follow(new URL(to, survey.channel.url).href);
    if (goal.kind === 'text') return [`${from} ${encodeURI(goal.file)}`];
    if (goal.kind === 'address' && goal.address.startsWith('/')) return [`${from} ${goal.address}`];
    left.push({ rule: line, reason: importTexts.noGoal });
    return [];
  });
  return {
    lines,
    notes: left.map(({ rule, reason }) => importTexts.ruleLeftOut(rule, reason)),
    diagnostics: [],
  };
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (systemErrorCode(error) === undefined) throw error;
    return undefined;
  }
}

/** A collection is a kind of pages that the configuration must name; a blog without a configuration gets one. */
async function configureTypes(
  root: string,
  types: ReadonlyMap<string, TypeGoal>,
): Promise<readonly string[]> {
  const names = [...types].flatMap(([type, goal]) => (goal === 'collection' ? [collectionName(type)] : []));
  if (names.length === 0) return [];
  if (configFiles.some((file) => existsSync(join(root, file)))) return [importTexts.ownConfig(names)];
  const lines = names.map((name) => `    ${JSON.stringify(name)}: { lists: [{ url: '/${name}/' }] },\n`);
  const text = `export ${'default'} {\n  collections: {\n${lines.join('')}  },\n};\n`;
  await writeWholeFile(root, 'blattmacher.config.js', text, { audience: 'all' });
  return [importTexts.newConfig(names)];
}
