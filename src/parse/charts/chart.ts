/** A chart as plain data: what an author's table says, read and checked. */
import type { ChartDescription } from '../../textModel.ts';

export interface ChartSeries {
  readonly name: string;
  /** One a label; undefined where nothing is known. */
  readonly values: readonly (number | undefined)[];
  /** The same as readers see them. */
  readonly texts: readonly string[];
}

export interface ChartData {
  /** Heading of the labels: „Jahr“, „Partei“; may be empty. */
  readonly labelName: string;
  readonly labels: readonly string[];
  readonly series: readonly ChartSeries[];
  /** Unit of all numbers: „%“, „Mio.“; may be empty. */
  readonly unit: string;
}

export interface Chart extends ChartDescription, ChartData {}

/** Patterns, dashes and marks tell this many series apart. */
export const mostSeries = 6;

/** The number of a series' look, from 1. */
export function lookOf(index: number): number {
  return (index % mostSeries) + 1;
}
