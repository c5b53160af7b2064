/** What pages and the whole site weigh, held against the budget of the settings and the limits of hosts. */
import { diagnose } from '../core/diagnostics/diagnostics.ts';
import type { Diagnostic } from '../core/model.ts';
import { remembered } from '../core/remembered.ts';
import type { Settings } from '../config/settings.ts';
import { problemsOf } from './accessibility.ts';
import { type CheckedPage, type CheckedSite, seenOn, spellingsOf } from './checkedPages.ts';
import type { ReferenceKind } from './page/references.ts';

const kilobyte = 1000;
const megabyte = 1000 * kilobyte;

export function checkWeight(site: CheckedSite): readonly Diagnostic[] {
  return [...checkBudget(site), ...checkSizes(site), ...checkLimits(site)];
}

const parts = ['html', 'code', 'pictures'] as const;
const codes = { html: 'weight/html', code: 'weight/code', pictures: 'weight/pictures' } as const;
const kindsOfPart: Readonly<Record<(typeof parts)[number], readonly ReferenceKind[]>> = {
  html: [],
  code: ['style', 'script'],
  pictures: ['eager'],
};

function checkBudget(site: CheckedSite): readonly Diagnostic[] {
  const { budget } = site.settings;
  const weigh = createScales(site);
  return parts.flatMap((part) => {
    const heavy = site.pages
      .filter(({ facts }) => facts.format === 'html')
      .map((page) => ({ page, size: part === 'html' ? page.facts.size : weigh(page, kindsOfPart[part]) }))
      .filter(({ size }) => size > budget[part] * kilobyte)
      .toSorted((a, b) => b.size - a.size);
    const [first] = heavy;
    if (!first) return [];
    const sighting = { first: [first.page], pages: heavy.length };
    const parameters = {
      ...seenOn(sighting, site.settings),
      size: Math.ceil(first.size / kilobyte),
      budget: budget[part],
    };
    return [diagnose(codes[part], parameters, site.origins.find([], sighting.first))];
  });
}

/** Returns a function for the bytes that a page loads of some kinds, each file once. */
function createScales(site: CheckedSite): (page: CheckedPage, kinds: readonly ReferenceKind[]) => number {
  const { resolve } = site;
  const { assets, files } = site.finished;
  const known = new Map<string, number | undefined>(files);
  const ofAsset = new Map(assets.map(({ path, read }) => [String(path), read]));
  const sizeOf = remembered((path: string) => known.get(path) ?? ofAsset.get(path)?.().length ?? 0);
  return (page, kinds) => {
    const loaded = page.facts.refs.filter(({ kind }) => kinds.includes(kind));
    const goals = loaded.map(({ address }) => resolve(address, page));
    const paths = goals.flatMap((goal) => (goal.kind === 'file' ? [goal.path] : []));
    return [...new Set(paths)].reduce((sum, path) => sum + sizeOf(path), 0);
  };
}

function checkSizes(site: CheckedSite): readonly Diagnostic[] {
  return problemsOf(site, (problem) => problem === 'no-size').map((sighting) => {
    const address = sighting.fault.about;
    const place = site.origins.find(spellingsOf(address, site.settings), sighting.first);
    return diagnose('weight/no-size', { ...seenOn(sighting, site.settings), address }, place);
  });
}

interface Limits {
  readonly name: string;
  readonly files?: number;
  /** Bytes. */
  readonly file?: number;
  readonly all?: number;
}

/** What the free plans take (their documentation, 2025). */
const limits: readonly (Limits & { readonly isUsed: (settings: Settings, host: string) => boolean })[] = [
  {
    name: 'Cloudflare Pages (kostenlos)',
    files: 20_000,
    file: 25 * 1024 * 1024,
    isUsed: ({ hosting }, host) => isOnly(hosting, 'cloudflare') || host.endsWith('.pages.dev'),
  },
  {
    name: 'Netlify',
    files: 54_000,
    isUsed: ({ hosting }, host) => isOnly(hosting, 'netlify') || host.endsWith('.netlify.app'),
  },
  {
    name: 'GitLab Pages',
    files: 200_000,
    all: 1024 * megabyte,
    isUsed: (_, host) => host.endsWith('.gitlab.io'),
  },
  {
    name: 'GitHub Pages',
    file: 100 * 1024 * 1024,
    all: 1000 * megabyte,
    isUsed: (_, host) => host.endsWith('.github.io'),
  },
];

/** The settings name one host; without them files are made for all. */
function isOnly(hosting: Settings['hosting'], host: Settings['hosting'][number]): boolean {
  return hosting.length < 3 && hosting.includes(host);
}

function checkLimits({ finished, pages, settings, origins }: CheckedSite): readonly Diagnostic[] {
  const sizes = new Map<string, number>([
    ...pages.map(({ path, facts }) => [path, facts.size] as const),
    ...finished.assets.map(({ path, read }) => [path, read().length] as const),
    ...[...finished.files].map(([path, size]) => [path, size ?? 0] as const),
  ]);
  const all = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  const place = origins.find([], []);
  const { hostname } = new URL(settings.url.origin);
  return limits
    .filter(({ isUsed }) => isUsed(settings, hostname))
    .flatMap(({ name: host, files = Infinity, file = Infinity, all: most = Infinity }) => [
      ...(sizes.size > files
        ? [diagnose('weight/too-many-files', { files: sizes.size, host, most: files }, place)]
        : []),
      ...(all > most
        ? [
            diagnose(
              'weight/too-large',
              { size: Math.ceil(all / megabyte), host, most: `${Math.floor(most / megabyte)} MB` },
              place,
            ),
          ]
        : []),
      ...[...sizes].flatMap(([path, size]) =>
        size > file
          ? [
              diagnose(
                'weight/large-file',
                {
                  path,
                  size: Math.ceil(size / megabyte),
                  host,
                  most: `${Math.floor(file / 1024 / 1024)} MB`,
                },
                place,
              ),
            ]
          : [],
      ),
    ]);
}
