/** Which other hosts a page makes a browser contact, and what for. */
import { policyPurposes } from '../config/pageSettings.ts';
import { diagnose } from '../core/diagnostics/diagnostics.ts';
import type { Diagnostic, PolicyPurpose } from '../core/model.ts';
import { remembered } from '../core/remembered.ts';
import { type CheckedSite, seenOn, type Sighting, Sightings } from './checkedPages.ts';
import type { ReferenceKind } from './page/references.ts';

/** A host that readers' browsers contact. */
export interface ThirdParty {
  readonly host: string;
  /** In German, sorted. */
  readonly purposes: readonly string[];
  /** `always`: with the page. `click`: when a reader wants it. `refused`: never, because the pages forbid it. */
  readonly when: 'always' | 'click' | 'refused';
  readonly pages: number;
  /** Address of the first page. */
  readonly example: string;
}

interface Contact {
  readonly host: string;
  /** The first one that was seen, as it is written. */
  readonly address: string;
  readonly purpose: Purpose;
  readonly when: ThirdParty['when'];
}

interface Purpose {
  /** In German, for a Datenschutz page. */
  readonly words: string;
  /** The directive of a content policy that allows it. */
  readonly directive: string;
  readonly setting?: PolicyPurpose;
}

const picture = { words: 'Bilder', directive: 'img-src', setting: 'image' } as const;
const purposes: Readonly<Partial<Record<ReferenceKind, Purpose>>> = {
  picture,
  eager: picture,
  media: { words: 'Ton und Video', directive: 'media-src' },
  style: { words: 'Gestaltung', directive: 'style-src' },
  script: { words: 'Skripte', directive: 'script-src', setting: 'script' },
  frame: { words: 'Rahmen', directive: 'frame-src', setting: 'frame' },
  other: { words: 'Schriften und andere Dateien', directive: 'font-src' },
  connect: { words: 'Verbindungen im Voraus', directive: '' },
  embed: { words: 'eingebettete Inhalte', directive: 'frame-src', setting: 'frame' },
  form: { words: 'Formulare', directive: 'form-action', setting: 'form' },
};

/** They wait for a reader. */
const afterClick: ReadonlySet<ReferenceKind> = new Set(['embed', 'form']);

export type Contacts = readonly Sighting<Contact>[];

export function findContacts(site: CheckedSite): Contacts {
  return [...contactsOf(site).all, ...contactsOfStyles(site).all];
}

export function listThirdParties(all: Contacts, site: CheckedSite): readonly ThirdParty[] {
  const byHost = Map.groupBy(all, ({ fault }) => `${fault.host} ${fault.when}`);
  const found = [...byHost.values()].flatMap((sightings): readonly ThirdParty[] => {
    const [first] = sightings;
    if (!first) return [];
    const { page } = seenOn(first, site.settings);
    return [
      {
        host: first.fault.host,
        when: first.fault.when,
        purposes: [...new Set(sightings.map(({ fault }) => fault.purpose.words))].toSorted(),
        pages: Math.max(...sightings.map(({ pages }) => pages)),
        example: page,
      },
    ];
  });
  const order = { always: 0, click: 1, refused: 2 };
  return found.toSorted((a, b) => order[a.when] - order[b.when] || (a.host < b.host ? -1 : 1));
}

/** Contacts that the settings do not name, and those that the pages themselves forbid. */
export function checkThirdParties(
  site: CheckedSite,
  all: Contacts,
  found: readonly ThirdParty[],
): readonly Diagnostic[] {
  const { settings, origins } = site;
  const named = new Set(
    policyPurposes.flatMap((purpose) => settings.policy[purpose].map(({ origin }) => new URL(origin).host)),
  );
  const contacts = found
    .filter(({ host, when }) => when === 'always' && !named.has(host))
    .map(({ host, purposes: words, pages, example }) =>
      diagnose(
        'third-parties/contact',
        { host, purposes: words.join(', '), pages, page: example },
        origins.find([], []),
      ),
    );
  const blocked = all
    .filter(({ fault }) => fault.when === 'refused')
    .map((sighting) => {
      const { host, address, purpose } = sighting.fault;
      const parameters = {
        host,
        purposes: purpose.words,
        purpose: purpose.setting ?? '',
        ...seenOn(sighting, settings),
      };
      return diagnose('third-parties/blocked', parameters, origins.find([address], sighting.first));
    });
  return [...contacts, ...blocked];
}

function contactsOf(site: CheckedSite): Sightings<Contact> {
  const found = new Sightings<Contact>();
  const { resolve } = site;
  for (const page of site.pages) {
    if (page.facts.format !== 'html') continue;
    for (const { kind, address } of page.facts.refs) {
      const purpose = purposes[kind];
      // Nearly all addresses lead into the blog.
      if (!purpose || (address.startsWith('/') && !address.startsWith('//'))) continue;
      const goal = resolve(address, page);
      if (goal.kind !== 'foreign') continue;
      const isAllowed = allows(page.facts.policy, purpose.directive, goal.url);
      const when = !isAllowed ? 'refused' : afterClick.has(kind) ? 'click' : 'always';
      const contact = { host: goal.url.host, address, purpose, when } as const;
      found.add(`${contact.host} ${purpose.words} ${when}`, page, () => contact);
    }
  }
  return found;
}

/** What the blog's own stylesheets load. */
function contactsOfStyles(site: CheckedSite): Sightings<Contact> {
  const found = new Sightings<Contact>();
  const { other: purpose } = purposes;
  const home = site.pages.find(({ path }) => path === 'index.html');
  if (!home || !purpose) return found;
  for (const { path, facts } of site.assets) {
    if (!path.endsWith('.css')) continue;
    for (const { address } of facts.refs) {
      const url = /^(?:https?:)?\/\//i.test(address) ? URL.parse(address, site.settings.url.origin) : null;
      if (!url || url.origin === site.settings.url.origin) continue;
      const when = allows(home.facts.policy, purpose.directive, url) ? 'always' : 'refused';
      found.add(`${url.host} ${when}`, home, () => ({ host: url.host, address, purpose, when }));
    }
  }
  return found;
}

/** The sources of each directive of a content policy. */
const directivesOf = remembered((policy: string): ReadonlyMap<string, readonly string[]> => {
  const parts = policy.split(';').map((part) => part.trim().split(/\s+/));
  return new Map(parts.map(([name = '', ...sources]) => [name.toLowerCase(), sources]));
});

/** Whether a content policy lets something come from there (CSP 3, „match a source list“). */
function allows(policy: string, directive: string, url: URL): boolean {
  const directives = directivesOf(policy);
  // `form-action` has no fallback.
  const fallback = directive === 'form-action' ? undefined : directives.get('default-src');
  const sources = directive === '' ? undefined : (directives.get(directive) ?? fallback);
  return !sources || sources.some((source) => matches(source.toLowerCase(), url));
}

function matches(source: string, url: URL): boolean {
  if (source === '*' || source === url.protocol) return true;
  const [, scheme, host = '', port, path = ''] =
    /^(?:([a-z][a-z0-9+.-]*):\/\/)?(\*|(?:\*\.)?[a-z0-9.-]+|\[[\da-f:]+\])(?::(\d+|\*))?(\/.*)?$/.exec(
      source,
    ) ?? [];
  if (
    host === '' ||
    (scheme !== undefined &&
      `${scheme}:` !== url.protocol &&
      !(scheme === 'http' && url.protocol === 'https:'))
  )
    return false;
  const isHost = host.startsWith('*.')
    ? url.hostname.endsWith(host.slice(1))
    : host === '*' || host === url.hostname;
  const isPort = port === undefined ? url.port === '' : port === '*' || port === url.port;
  return (
    isHost &&
    isPort &&
    (path === '' || (path.endsWith('/') ? url.pathname.startsWith(path) : url.pathname === path))
  );
}
