/** What readers may send who mean no good: for the receiver, the store, the parser and the pages alike. */
import { hostileFilesOf } from './hostile/files.ts';
import { hostileAddresses, linkTexts, scriptTexts } from './hostile/scripts.ts';
import { giantTexts, headers, injections, paths, strangeCharacters, strangeTexts } from './hostile/texts.ts';

/** The article that they are about: a site that publishes them has one with this slug, of September 2023. */
export const hostileArticle = { key: 'kim', url: '/2023/09/kim/' } as const;

/** Texts that must never be in the output. */
export const secretAddress = 'geheim@kommentar.example';

/** Fields by their neutral names, as a form sends them. */
type Fields = Readonly<Record<string, string>>;

const honest: Fields = {
  article: hostileArticle.url,
  name: 'Eva',
  email: secretAddress,
  url: 'https://eva.example/',
  text: 'Ein Satz.',
};

interface Hostile {
  readonly name: string;
  readonly fields: Record<string, string>;
}

function withField(field: string, values: readonly (readonly [string, string])[]): readonly Hostile[] {
  return values.map(([name, value]) => ({
    name: `${field}: ${name}`,
    fields: { ...honest, [field]: value },
  }));
}

const alone = (values: readonly string[]) => values.map((value) => [value, value] as const);
const inWords = strangeCharacters.map(
  ([name, character]) => [name, `Ein${character}Wort ${character} und mehr`] as const,
);

export const hostileComments: readonly Hostile[] = [
  ...withField('text', alone(scriptTexts)),
  ...withField('text', linkTexts),
  ...withField('text', giantTexts),
  ...withField('text', inWords),
  ...withField('text', strangeTexts),
  ...withField('text', injections),
  ...withField('name', alone(scriptTexts)),
  ...withField('name', inWords),
  ...withField('name', strangeTexts),
  ...withField('name', injections),
  ...withField('name', headers),
  ...withField('email', headers),
  ...withField('url', alone(hostileAddresses)),
  ...withField('article', alone(paths)),
  ...withField('parent', alone(paths)),
];

/** Files of a site, with paths from its folder. */
export const hostileFiles: readonly {
  readonly name: string;
  readonly path: string;
  readonly bytes: Uint8Array;
}[] = hostileFilesOf(hostileArticle.key).map(([name, path, bytes]) => ({
  name,
  path: `content/comments/${path}`,
  bytes,
}));
