/** `blattmacher newsletter`. */
import { mkdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { noComments } from '../collections/comments.ts';
import { writeWholeFile } from '../emit/wholeFile.ts';
import type { SiteSnapshot } from '../build/snapshot.ts';
import type { Article, Moment } from '../core/model.ts';
import { createCards } from '../views/cards.ts';
import { dateView, localTime, momentAt, parseMoment, createZone, type Zone } from '../core/time.ts';
import { newsletterView } from '../routes/newsletterView.ts';
import type { NewsletterView } from '../views/views.ts';
import { typesetSettings } from '../views/siteView.ts';
import { newsletterText } from '../render/renderPage.ts';
import { type Command, UsageError } from './command.ts';
import { reportDiagnostics } from './reportDiagnostics.ts';
import { refuseOperands, siteOptions, textOf, toSnapshotOptions } from './siteOptions.ts';
import { validSnapshot } from './soundSnapshot.ts';
import { commandTexts } from './texts.ts';

const usualHours = 24;
const hour = 3_600_000;

export const newsletterCommand: Command = {
  options: {
    site: siteOptions.site,
    now: siteOptions.now,
    since: {
      type: 'string',
      value: 'ZEIT',
      help: 'alles danach kommt hinein (sonst: die letzten 24 Stunden)',
    },
    out: {
      type: 'string',
      value: 'ORDNER',
      help: 'wohin die Dateien kommen (sonst: newsletter/<Tag> im Blog)',
    },
    pictures: { type: 'boolean', help: 'auch die Bilder der Artikel zeigen, von der Adresse des Blogs' },
  },
  run: async (options, operands, world) => {
    refuseOperands(operands);
    const snapshotOptions = toSnapshotOptions(options, world);
    const snapshot = await validSnapshot(snapshotOptions, world);
    if (!snapshot) return 1;
    const zone = createZone(snapshot.settings.timezone);
    const now = momentAt(snapshotOptions.now, zone);
    const since = sinceOf(textOf(options, 'since'), now, zone);
    const view = viewSince(since, now, snapshot, options['pictures'] === true);
    if (!view) {
      world.print(commandTexts.noNewsletter(dateView(since).full));
      return 0;
    }
    const { value: html, diagnostics: faults } = snapshot.templates.render('newsletter', view);
    reportDiagnostics(faults, world);
    if (html === undefined) return 1;
    const usual = join(snapshotOptions.site, 'newsletter', localTime(now).slice(0, 10));
    const folder = resolve(world.workingFolder, textOf(options, 'out') ?? usual);
    mkdirSync(folder, { recursive: true });
    await writeWholeFile(folder, 'newsletter.html', html, { audience: 'all' });
    await writeWholeFile(folder, 'newsletter.txt', newsletterText(view), { audience: 'all' });
    await writeWholeFile(folder, 'betreff.txt', `${view.subject}\n`, { audience: 'all' });
    world.print(commandTexts.newsletter(view.items.length, relative(world.workingFolder, folder) || '.'));
    return 0;
  },
};

/** Without an offset the time is the site's. */
function sinceOf(text: string | undefined, now: Moment, zone: Zone): Moment {
  if (text === undefined) return momentAt(now.instant - usualHours * hour, zone);
  const reading = parseMoment(text, zone);
  if ('problem' in reading) throw new UsageError(commandTexts.wrongMoment(text));
  return reading.moment;
}

/** Undefined when nothing has appeared. */
function viewSince(
  since: Moment,
  now: Moment,
  { collections, media, contents, settings }: SiteSnapshot,
  pictures: boolean,
): NewsletterView | undefined {
  // An article of exactly this moment was in the mail of that moment; with a day, the whole day counts.
  const isNew = ({ date }: Article): boolean =>
    date.instant > since.instant || (since.dayOnly && date.instant === since.instant);
  const articles = collections.articles.filter(isNew);
  if (articles.length === 0) return undefined;
  const typeset = typesetSettings(settings);
  const cards = createCards(collections, media, settings.url, contents.openingOf, () => noComments);
  return newsletterView(articles, { settings: typeset, cards, pages: collections.pages, now, pictures });
}
