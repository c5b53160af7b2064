/** What tests of broken deployments share. */
import { expect } from 'vitest';
import { stagedFolder } from '../../src/deploy/deployState.ts';
import type { Target } from '../../src/deploy/target.ts';
import type { Pages } from './blog.ts';

const count = 20;

/** Every page of a state shows the stylesheet of this state. */
export function pagesOf(state: string): Pages {
  const pages = Array.from({ length: count }, (_, index) => [
    `2026/${index}/index.html`,
    `<link href="/assets/${state}.css">${state} ${'Text '.repeat(index * 20)}`,
  ]);
  return {
    ...Object.fromEntries(pages),
    'index.html': `<link href="/assets/${state}.css">Start ${state}`,
    'feed.xml': `<rss>${state}</rss>`,
    [`assets/${state}.css`]: `/* ${state} */`,
    [`${state}/index.html`]: `<link href="/assets/${state}.css">nur ${state}`,
  };
}

/** Counts the uploads that began, where there are such. */
export function counting(target: Target, uploads: string[]): Target {
  return {
    ...target,
    connect: async (notes) => {
      const store = await target.connect(notes);
      if (!('upload' in store)) return store;
      const upload: typeof store.upload = (file) => {
        // Former contents are carried, too, where the server has no second names.
        if (file.name.startsWith(stagedFolder)) uploads.push(file.path);
        return store.upload(file);
      };
      return { ...store, upload };
    },
  };
}

/** All that readers see is of one of both states, with its stylesheet. */
export function expectWhole(shown: Pages, before: Pages, after: Pages): void {
  for (const [path, text] of Object.entries(shown)) {
    expect([path, [before[path], after[path]].includes(text) || path.startsWith('assets/')]).toEqual([
      path,
      true,
    ]);
    const stylesheet = /href="\/(assets\/[^"]+)"/.exec(text)?.[1];
    if (stylesheet !== undefined)
      expect([path, Object.keys(shown).includes(stylesheet)]).toEqual([path, true]);
  }
  for (const path of Object.keys(before)) {
    if (after[path] !== undefined) expect([path, shown[path] !== undefined]).toEqual([path, true]);
  }
}

/** All but stylesheets of other states, which stay until the next change. */
export function withoutOldStyles(shown: Pages, state: Pages): Pages {
  const isOld = (path: string): boolean => path.startsWith('assets/') && state[path] === undefined;
  return Object.fromEntries(Object.entries(shown).filter(([path]) => !isOld(path)));
}

/** The same numbers from the same seed (mulberry32). */
export function randomBy(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    const mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    const more = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((more ^ (more >>> 14)) >>> 0) / 4_294_967_296;
  };
}
