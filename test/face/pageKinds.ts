import type { Page, Route } from 'playwright-core';
import type { FaceStage } from './faceStage.ts';

interface PageKind {
  readonly name: string;
  readonly path: string;
  /** Of the blog without articles. */
  readonly isEmpty?: boolean;
  readonly status?: 404;
  /** The page is a redirect. */
  readonly leadsOn?: true;
}

export const articleWithoutPicture = '/2024/10/nato-bestaetigt-nordkoreas-soldaten-in-kursk/';
export const articleWithComments = '/2023/09/kim-besucht-flugzeugwerk/';

/** One page of every kind that readers meet. */
export const pageKinds: readonly PageKind[] = [
  { name: 'the front page', path: '/' },
  { name: 'a further front page', path: '/seite/2/' },
  { name: 'the front page without articles', path: '/', isEmpty: true },
  { name: 'an article with picture and comments', path: articleWithComments },
  { name: 'an article without picture', path: articleWithoutPicture },
  { name: 'an article with correction', path: '/2024/12/die-riedbahn-rollt-wieder/' },
  {
    name: 'an article with a chart of a file',
    path: '/2024/06/die-ezb-senkt-zum-ersten-mal-seit-fuenf-jahren/',
  },
  {
    name: 'an article with a chart of a table',
    path: '/2025/02/union-gewinnt-fdp-fliegt-aus-dem-bundestag/',
  },
  { name: 'an article with an embed', path: '/2024/12/notre-dame-laeutet-wieder/' },
  { name: 'a live ticker', path: '/2024/07/em-finale-liveticker/' },
  { name: 'a Ressort', path: '/ressort/ausland/' },
  { name: 'a tag', path: '/thema/russland/' },
  { name: 'a dossier', path: '/thema/nordkorea/' },
  { name: 'a series', path: '/serie/pjoengjang-und-moskau/' },
  { name: 'an author', path: '/autor/anna-mueller/' },
  { name: 'the archive', path: '/archiv/' },
  { name: 'the archive without articles', path: '/archiv/', isEmpty: true },
  { name: 'a year', path: '/archiv/2023/' },
  { name: 'a month', path: '/archiv/2023/09/' },
  { name: 'the glossary', path: '/glossar/' },
  { name: 'a term of the glossary', path: '/glossar/ueberhangmandat/' },
  { name: 'all corrections', path: '/korrekturen/' },
  { name: 'a static page', path: '/datenschutz/' },
  { name: 'the search', path: '/suche/' },
  { name: '404', path: '/gibt-es-nicht/', status: 404 },
  { name: 'the thanks for a comment', path: '/kommentar-danke/' },
  { name: 'the page for a refused comment', path: '/kommentar-fehler/' },
  { name: 'a redirect', path: '/john-sudworth-von-der-bbc-verlaesst-china/', leadsOn: true },
];

export function originOf(stage: FaceStage, { isEmpty = false }: PageKind): string {
  return isEmpty ? stage.emptyOrigin : stage.origin;
}

/** Opens a page and makes sure that it is the one that was meant; a redirect is held back from leading on. */
export async function visit(page: Page, stage: FaceStage, kind: PageKind): Promise<void> {
  const { name, path, status = 200, leadsOn = false } = kind;
  const address = originOf(stage, kind) + path;
  if (leadsOn) await page.route(address, holdBack);
  const answer = await page.goto(address);
  if (answer?.status() !== status) throw new Error(`${name}: ${path} answers with ${answer?.status()}`);
}

/** The page without what makes it lead on. */
export async function holdBack(route: Route): Promise<void> {
  const response = await route.fetch();
  const html = await response.text();
  await route.fulfill({ response, body: html.replace(/<meta http-equiv="refresh"[^>]*>/, '') });
}
