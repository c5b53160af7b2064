/** What makes finished pages hard to use for people who do not see them, as far as it shows without a browser. */
import { diagnose } from '../core/diagnostics/diagnostics.ts';
import type { Seen } from '../core/diagnostics/messages/checkMessages.ts';
import type { SourceLocation } from '../core/diagnostics/message.ts';
import type { Diagnostic } from '../core/model.ts';
import {
  type CheckedPage,
  type CheckedSite,
  seenOn,
  type Sighting,
  Sightings,
  spellingsOf,
} from './checkedPages.ts';
import type { PageProblem } from './page/pageFacts.ts';

interface Found {
  readonly problem: PageProblem;
  readonly about: string;
}

/** Up to so many pages with one fault are told one by one. */
const fewPages = 3;

type Teller = (about: string, seen: Seen, place: SourceLocation) => Diagnostic;

const tellers: Readonly<Partial<Record<PageProblem, Teller>>> = {
  'no-language': (_, seen, place) => diagnose('accessibility/no-language', seen, place),
  'no-title': (_, seen, place) => diagnose('accessibility/no-title', seen, place),
  'no-h1': (count, seen, place) => diagnose('accessibility/headings', { ...seen, count }, place),
  'many-h1': (count, seen, place) => diagnose('accessibility/headings', { ...seen, count }, place),
  'heading-jump': (about, seen, place) => {
    const [from = '', to = ''] = about.split(' ');
    return diagnose('accessibility/heading-jump', { ...seen, from, to }, place);
  },
  'heading-empty': (heading, seen, place) =>
    diagnose('accessibility/heading-empty', { ...seen, heading }, place),
  'no-alt': (address, seen, place) => diagnose('accessibility/no-alt', { ...seen, address }, place),
  'link-empty': (address, seen, place) => diagnose('accessibility/link-empty', { ...seen, address }, place),
  'link-vague': (about, seen, place) => {
    const [address = '', ...text] = about.split(' ');
    return diagnose('accessibility/link-vague', { ...seen, address, text: text.join(' ') }, place);
  },
  'table-head': (_, seen, place) => diagnose('accessibility/table-head', seen, place),
  'no-label': (field, seen, place) => diagnose('accessibility/no-label', { ...seen, field }, place),
  'frame-title': (address, seen, place) => diagnose('accessibility/frame-title', { ...seen, address }, place),
  'double-id': (id, seen, place) => diagnose('accessibility/double-id', { ...seen, id }, place),
};

export function checkAccessibility(site: CheckedSite): readonly Diagnostic[] {
  return problemsOf(site, (problem) => problem in tellers).flatMap((sighting) => {
    const { problem, about } = sighting.fault;
    const tell = tellers[problem];
    const [word = ''] = about.split(' ');
    const place =
      problem === 'link-vague'
        ? vagueLink(sighting, site)
        : site.origins.find(spellingsOf(word, site.settings), sighting.first);
    return tell && place ? [tell(about, seenOn(sighting, site.settings), place)] : [];
  });
}

/** Where somebody wrote the vague text of a link. Titles of articles and names of tags make links by themselves. */
function vagueLink(
  { fault: { about }, first }: Sighting<Found>,
  { origins, resolve }: CheckedSite,
): SourceLocation | undefined {
  const [address = '', ...words] = about.split(' ');
  const text = words.join(' ');
  const isName = first.some((page) => {
    const goal = resolve(address, page);
    return goal.kind === 'file' && goal.page?.facts.title.toLowerCase() === text.toLowerCase();
  });
  if (isName) return undefined;
  const written = text.replace(/^[\s»→›…]+|[\s.:…»→›!]+$/g, '').replace(/\s+/g, '\\s+');
  return origins.match(new RegExp(`[[>][\\s*_»→›….]*${written}[\\s*_.:…»→›!]*[\\]<]`, 'i'), first);
}

/** Problems of pages: those of a few pages one by one, those of many together. */
export function problemsOf(
  { pages }: CheckedSite,
  isWanted: (problem: PageProblem) => boolean,
): readonly Sighting<Found>[] {
  const found = new Sightings<Found>();
  for (const page of pages)
    for (const [problem, about] of page.facts.problems)
      if (isWanted(problem)) found.add(`${problem} ${about}`, page, () => ({ problem, about }));
  return found.all.flatMap((sighting) =>
    sighting.pages > fewPages
      ? [sighting]
      : sighting.first.map((page: CheckedPage) => ({ fault: sighting.fault, first: [page], pages: 1 })),
  );
}
