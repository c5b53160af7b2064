/**
 * Random texts of authors: values of front matter and contents with everything that Markdown and the German
 * rules know.
 */
import type { Random } from '../../bench/corpus/random.ts';

const subjects = ['Kim', 'Der Pakt', 'Die Bahn', 'Straßenbahner*innen', 'Ein „Nein“', 'Größe', 'Der Bus'];
const deeds = ['kommt', 'fällt aus', 'besucht Köln', 'kostet 5 % mehr', 'überrascht alle', 'geht'];
const tags = ['Nordkorea', 'Russland', 'Verkehr', 'Grün', 'Bahn', 'Köln', 'Flugzeuge', 'SPD', 'Einzelfall'];
const sections = ['Ausland', 'Inland', 'Köln & Umland', 'Sport'];
const authors = ['anna-mueller', 'Jonas Weißbach', 'Bea Öz', 'Niemand'];
export const pictures = ['kim.svg', 'hafen.svg', 'neu/turm.svg'];

const blocks: readonly ((random: Random) => string)[] = [
  (random) => `"Nein", sagte er am ${random.between(1, 28)}. September - z.B. um 14:30 Uhr.`,
  (random) => `Ein Absatz mit **Nachdruck**, *Betonung* und der Zahl ${random.between(1, 999)}.`,
  (random) => `## Abschnitt ${random.between(1, 9)}\n\nDie Leser*innen und ihr Bus.`,
  () => '- eins\n- zwei\n  - drei',
  () => '| a | b |\n|---|---|\n| 1 | 2 |',
  (random) => `Mit Fußnote.[^1]\n\n[^1]: Nummer ${random.between(1, 99)}.`,
  () => 'Roh: <mark>markiert</mark>, <blink>fällt weg</blink> und <video src="/film.mp4"></video>.',
  (random) => `> Zitat ${random.between(1, 99)}\n\n\`code "hier"\``,
  () => 'Ein [Verweis](https://example.org/) und eine [Adresse](/archiv/).',
  (random) => `![Ein Bild](${random.pick(pictures)})`,
  (random) => `::: {lang=en}\nNumber "${random.between(1, 99)}"\n:::`,
];

export function randomTitle(random: Random): string {
  return `${random.pick(subjects)} ${random.pick(deeds)} ${random.between(1, 40)}`;
}

/** A sequence in YAML's flow style, without repetition. */
export function randomTags(random: Random): string {
  const chosen = Array.from({ length: random.between(0, 4) }, () => random.pick(tags));
  return `[${[...new Set(chosen)].join(', ')}]`;
}

export function randomSection(random: Random): string | undefined {
  return random.chance(0.8) ? random.pick(sections) : undefined;
}

export function randomAuthors(random: Random): string | undefined {
  return random.chance(0.8) ? random.pick(authors) : undefined;
}

/** In three years, the moment of publication among them; sometimes with a time. */
export function randomDate(random: Random): string {
  const day = new Date(Date.UTC(random.between(2024, 2026), random.between(0, 11), random.between(1, 28)));
  const time = random.chance(0.5) ? '' : ` ${random.pick(['00:30', '14:00', '23:59'])}`;
  return day.toISOString().slice(0, 10) + time;
}

export function randomBody(random: Random): string {
  const chosen = Array.from({ length: random.between(1, 4) }, () => random.pick(blocks)(random));
  return `\n${chosen.join('\n\n')}\n`;
}
