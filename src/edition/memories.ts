import { join } from 'node:path';
import { digestOf } from '../digestOf.ts';
import { type BlobStore, noBlobs, openBlobStore } from '../engine/blobStore.ts';
import { type CacheProblem, openDiskCache } from '../engine/diskCache.ts';
import type { Diagnostic } from '../model.ts';
import type { ParseOptions } from '../parse/article.ts';
import { diagnose } from '../report/diagnostics.ts';
import { openCommentMemory } from './commentMemory.ts';
import {
  createForgetfulMemory,
  createSourceMemory,
  type Remembered,
  type SourceMemory,
} from './sourceMemory.ts';

export interface MemoryOptions {
  /** The site folder. */
  readonly site: string;
  /** What tells this version of the program from all others. */
  readonly program: string;
  /** The time of day, ms: files changed in the last seconds are read again. */
  readonly clock: () => number;
}

/** The memories of a site: one for each way to parse its sources. */
export interface Memories {
  /** The memory for these settings; one that was open for others is closed. */
  readonly open: (options: ParseOptions) => SourceMemory;
  /** What was made of pictures, whatever the settings. */
  readonly pictures: BlobStore;
  /** What was drawn for articles. */
  readonly drawings: BlobStore;
  /** Makes what was learned last; the notes say what was lost. */
  readonly save: () => readonly Diagnostic[];
  readonly close: () => void;
}

/** Keeps what is learned in the site's `.cache`. */
export function createMemories({ site, program, clock }: MemoryOptions): Memories {
  let current: { readonly key: string; readonly memory: SourceMemory } | undefined;
  return {
    open: (options) => {
      const key = digestOf(JSON.stringify([program, options]));
      if (current?.key === key) return current.memory;
      current?.memory.close();
      const cache = openDiskCache<Remembered>({ folder: join(site, '.cache'), key });
      const comments = openCommentMemory(site, digestOf(JSON.stringify([program, options.timezone])));
      const memory = createSourceMemory(cache, comments, clock);
      current = { key, memory };
      return memory;
    },
    pictures: openBlobStore(join(site, '.cache', 'pictures')),
    drawings: openBlobStore(join(site, '.cache', 'drawings')),
    save: () => (current?.memory.save() ?? []).map(noteOf),
    close: () => current?.memory.close(),
  };
}

/** Does the work of one run with its memories: what it learned is kept, whatever came of it. */
export async function withMemories<Value>(
  memories: Memories,
  work: () => Promise<Value>,
): Promise<{ readonly value: Value; readonly notes: readonly Diagnostic[] }> {
  try {
    const value = await work();
    return { value, notes: memories.save() };
  } finally {
    memories.close();
  }
}

/** Believes nothing of earlier runs and leaves nothing for later ones. */
export function createNoMemories(): Memories {
  return {
    open: createForgetfulMemory,
    pictures: noBlobs,
    drawings: noBlobs,
    save: () => [],
    close: () => {},
  };
}

function noteOf({ kind, path, code }: CacheProblem): Diagnostic {
  return kind === 'damaged' || code === undefined
    ? diagnose('cache/damaged', { path })
    : diagnose('cache/refused', { path, code });
}
