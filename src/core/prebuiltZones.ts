/** From this quarter of an hour since 1970 on, so many minutes east of UTC. */
export type Shift = readonly [quarter: number, offset: number];

/** What zones do from 1970 until `end`, in quarters of an hour. */
export interface ZoneTable {
  /** The version of IANA's database; another one may say something else. */
  readonly version: string;
  readonly end: number;
  /** Name → its shifts, in order; the first one is at 0. */
  readonly zones: ReadonlyMap<string, readonly Shift[]>;
}

/** Zones for which ICU need not be asked. Empty as a source: `scripts/compile.ts` puts them into the compiled program. */
export const prebuiltZones: ZoneTable = { version: '', end: 0, zones: new Map() };
