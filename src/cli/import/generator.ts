/** `blattmacher import jekyll`, `hugo`, `eleventy`, `astro`. */
import { statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { Settings } from '../../config/settings.ts';
import { parseOptionsOf } from '../../content/load/readSources.ts';
import { digestOf } from '../../core/digestOf.ts';
import { type Account, openAccount } from '../../import/account.ts';
import type { MakeMap } from '../../import/diskMap.ts';
import { formatSource } from '../../import/formatSource.ts';
import type { GeneratorKind, GeneratorPlan } from '../../import/generators/model.ts';
import { planGeneratorImport } from '../../import/generators/plan.ts';
import { readGeneratorSite } from '../../import/generators/readSite.ts';
import { createProof } from '../../import/markdown/proof.ts';
import { writeMarkdown } from '../../import/markdown/writeMarkdown.ts';
import type { Head } from '../../import/model.ts';
import { addRedirects } from '../../import/redirectsFile.ts';
import { openSiteWriter, type SiteWriter } from '../../import/siteWriter.ts';
import { createMarkdownRenderer } from '../../markdown/markdown.ts';
import { type Command, type ExitCode, type OptionValues, type Surroundings, UsageError } from '../command.ts';
import { reportDiagnostics } from '../reportDiagnostics.ts';
import { siteOptions } from '../siteOptions.ts';
import { finishImport, tellRefusals, withMaps } from './finishImport.ts';
import { openTargetBlog, type SuggestedSettings } from './targetBlog.ts';
import { importTexts } from './texts.ts';

/** As people write them. */
const generatorNames: Readonly<Record<GeneratorKind, string>> = {
  jekyll: 'Jekyll',
  hugo: 'Hugo',
  eleventy: 'Eleventy',
  astro: 'Astro',
};

export function generatorCommand(kind: GeneratorKind): Command {
  return {
    options: {
      site: {
        ...siteOptions.site,
        help: 'der Blog, oder ein Ordner, den es noch nicht gibt (sonst: nach dem Titel)',
      },
      'dry-run': { type: 'boolean', help: 'alles durchgehen, aber nichts schreiben' },
      json: { type: 'boolean', help: 'jeder einzelne Eintrag als JSON, für Programme' },
    },
    run: async (options, [given, surplus], world) => {
      if (given === undefined || surplus !== undefined) throw new UsageError(importTexts.whichFolder(kind));
      const folder = resolve(world.workingFolder, given);
      if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
        world.report(importTexts.noFolder(given));
        return 1;
      }
      return tellRefusals(world, () =>
        withMaps(world, (makeMap) => importFrom(makeMap, kind, folder, options, world)),
      );
    },
  };
}

async function importFrom(
  makeMap: MakeMap,
  kind: GeneratorKind,
  folder: string,
  options: OptionValues,
  world: Surroundings,
): Promise<ExitCode> {
  const render = createMarkdownRenderer(parseOptionsOf(undefined, false));
  const source = generatorNames[kind];
  const plan = planGeneratorImport(readGeneratorSite(kind, folder), {
    now: world.clock(),
    writeMarkdown: (tree, targets) => writeMarkdown(tree, targets, { render, source }),
  });
  if (plan.texts.length === 0) {
    world.report(importTexts.nothingThere(relative(world.workingFolder, folder) || '.', source));
    return 1;
  }
  const suggested = suggestionsOf(plan.settings);
  const pages = plan.texts.flatMap(({ file }) => /^content\/pages\/(.+)\.md$/.exec(file)?.[1] ?? []);
  const blog = openTargetBlog(options, world, suggested, new Set(pages));
  if (!blog) return 1;
  const { value: writer, diagnostics } = openSiteWriter({
    root: blog.root,
    source: kind,
    owner: { pid: world.processId, host: world.hostName },
    isDryRun: options['dry-run'] === true,
    makeMap,
  });
  reportDiagnostics(diagnostics, world);
  if (!writer) return 1;
  try {
    const account = openAccount(makeMap);
    const conflicts = writeAll({ plan, folder, settings: blog.settings, writer, account });
    writer.finish();
    const lines = plan.redirects.map(([from, to]) => `${encodeURI(from)} ${encodeURI(to)}`);
    const faults = options['dry-run'] === true ? [] : await addRedirects(blog.root, lines);
    return await finishImport(
      {
        blog,
        source,
        title: suggested.title,
        account,
        expected: plan.items.length,
        notes: [...conflicts, ...plan.notes, ...droppedNote(plan.droppedKeys)],
        diagnostics: faults,
      },
      options,
      world,
    );
  } finally {
    writer.close();
  }
}

function suggestionsOf({ title, url, ...others }: Head): SuggestedSettings {
  return {
    title: typeof title === 'string' ? title : importTexts.untitled,
    url: typeof url === 'string' ? url : 'https://example.org/',
    others,
  };
}

interface Writing {
  readonly plan: GeneratorPlan;
  readonly folder: string;
  readonly settings: Settings;
  readonly writer: SiteWriter;
  readonly account: Account;
}

/** The conflicts, German. */
function writeAll({ plan, folder, settings, writer, account }: Writing): readonly string[] {
  const conflicts: string[] = [];
  const prove = createProof(createMarkdownRenderer(parseOptionsOf(settings, false)));
  for (const { from, to } of plan.copies) {
    const content = { copyOf: join(folder, ...from.split('/')) };
    writer.put({ item: `media ${from}`, file: to, content, sourceDigest: '' });
  }
  const reasons = new Map<string, string>();
  for (const { id, file: wished, head, body, remarks, tree, targets } of plan.texts) {
    const content = formatSource(head, body);
    const { file, written, reason } = writer.put({
      item: id,
      file: wished,
      content,
      sourceDigest: digestOf(content),
    });
    if (reason !== undefined) reasons.set(id, reason);
    if (written === 'conflict') conflicts.push(importTexts.conflict(file, reason ?? ''));
    const proven = prove({ tree, written: { markdown: body, remarks }, targets, id, file });
    for (const difference of proven) account.differences.add(difference);
  }
  for (const item of plan.items) {
    const told = [item.reason, reasons.get(item.id)].filter((words) => words !== undefined).join(' ');
    account.items.add({ ...item, ...(told !== '' && { reason: told }) });
  }
  return conflicts;
}

function droppedNote(keys: ReadonlyMap<string, number>): readonly string[] {
  if (keys.size === 0) return [];
  const sorted = [...keys].toSorted(([, one], [, other]) => other - one);
  return [importTexts.droppedKeys(sorted.map(([key, count]) => `${key} (${count}-mal)`))];
}
