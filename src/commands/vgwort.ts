/** `blattmacher vgwort`: gives VG Wort's free counting marks to texts, and enters that in the file of the marks. */
import { dirname, join, posix } from 'node:path';
import { markName } from '../catalogue/assignedMarks.ts';
import { giveMarks, mayHaveMark } from '../catalogue/giveMarks.ts';
import { writeWholeFile } from '../write/wholeFile.ts';
import type { Edition } from '../edition/edition.ts';
import type { Article } from '../model.ts';
import { writeCountingMarks } from '../parse/countingMarks.ts';
import { slugify } from '../parse/slug.ts';
import { marksFile } from '../read/siteFolder.ts';
import type { Command } from './command.ts';
import { refuseOperands, siteOptions, textOf, toEditionOptions } from './siteOptions.ts';
import { soundEdition } from './soundEdition.ts';
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
    const editionOptions = toEditionOptions(options, world);
    const edition = await soundEdition(editionOptions, world);
    if (!edition) return 1;
    const { table } = edition.marks;
    if (!table) {
      world.report(commandTexts.noMarksFile);
      return 1;
    }
    const names = textsWithoutMark(edition, textOf(options, 'author'));
    const { given, free, missing } = giveMarks(table.marks, names);
    if (given.size > 0) {
      const folder = join(editionOptions.site, dirname(marksFile));
      await writeWholeFile(folder, posix.basename(marksFile), writeCountingMarks(table, given), {
        audience: 'all',
      });
    }
    for (const name of given.values()) world.print(name);
    world.print(commandTexts.marksGiven(given.size, free));
    if (missing > 0) world.report(commandTexts.marksMissing(missing));
    return 0;
  },
};

/** The texts that may have a mark and have none, oldest first, scheduled ones too: readers are counted from the first on. */
function textsWithoutMark(
  { catalogue, bodies, marks }: Edition,
  author: string | undefined,
): readonly string[] {
  const isBy = ({ authors }: Article): boolean =>
    author === undefined || (authors.length === 1 && authors[0]?.key === slugify(author, ''));
  return [...catalogue.articles.toReversed(), ...catalogue.scheduled]
    .filter((article) => marks.codes.get(article.file) === undefined && isBy(article))
    .filter((article) => mayHaveMark(article, bodies.factsOf(article.file).characters))
    .map(({ file }) => markName(file));
}
