/** `blattmacher vgwort`: gives free tracking pixels of VG Wort to texts, and enters that in the table. */
import { dirname, join, posix } from 'node:path';
import { nameForPixel, givePixels, mayHavePixel, writeVgwortTable } from '../collections/vgwort.ts';
import { writeWholeFile } from '../emit/wholeFile.ts';
import type { SiteSnapshot } from '../build/snapshot.ts';
import type { Article } from '../core/model.ts';
import { slugify } from '../core/slug.ts';
import { vgwortFile } from '../content/discover.ts';
import type { Command } from './command.ts';
import { refuseOperands, siteOptions, textOf, toSnapshotOptions } from './siteOptions.ts';
import { validSnapshot } from './soundSnapshot.ts';
import { commandTexts } from './texts.ts';

export const vgwortCommand: Command = {
  options: {
    site: siteOptions.site,
    now: siteOptions.now,
    author: {
      type: 'string',
      value: 'NAME',
      help: 'nur an Artikel, die dieser Mensch allein geschrieben hat',
    },
  },
  run: async (options, operands, world) => {
    refuseOperands(operands);
    const snapshotOptions = toSnapshotOptions(options, world);
    const snapshot = await validSnapshot(snapshotOptions, world);
    if (!snapshot) return 1;
    const { table } = snapshot.pixels;
    if (!table) {
      world.report(commandTexts.noVgwortFile);
      return 1;
    }
    const names = textsWithoutPixel(snapshot, textOf(options, 'author'));
    const { given, free, missing } = givePixels(table.pixels, names);
    if (given.size > 0) {
      const folder = join(snapshotOptions.site, dirname(vgwortFile));
      await writeWholeFile(folder, posix.basename(vgwortFile), writeVgwortTable(table, given), {
        audience: 'all',
      });
    }
    for (const name of given.values()) world.print(name);
    world.print(commandTexts.pixelsGiven(given.size, free));
    if (missing > 0) world.report(commandTexts.pixelsMissing(missing));
    return 0;
  },
};

/**
 * Texts that may have a pixel and have none, oldest first, scheduled ones too: readers are counted from the
 * first on.
 */
function textsWithoutPixel(
  { collections, contents, pixels }: SiteSnapshot,
  author: string | undefined,
): readonly string[] {
  const isBy = ({ authors }: Article): boolean =>
    author === undefined || (authors.length === 1 && authors[0]?.key === slugify(author, ''));
  return [...collections.articles.toReversed(), ...collections.scheduled]
    .filter((article) => pixels.codes.get(article.file) === undefined && isBy(article))
    .filter((article) => mayHavePixel(article, contents.factsOf(article.file).characters))
    .map(({ file }) => nameForPixel(file));
}
