/** Reads WordPress exports, piece by piece. */
import type { Diagnostic } from '../../core/model.ts';
import type { WxrEvent } from './wxr.ts';

/** Is awaited before more is read. */
export type WxrHandler = (event: WxrEvent) => Promise<void> | void;

export interface WxrReading {
  readonly diagnostics: readonly Diagnostic[];
  /** Read to its end, and nothing of it was cut off. */
  readonly isWhole: boolean;
}

/** Reads several files as one export: ids are unlike in all of them, the same in every pass. */
export declare function readExport(
  paths: readonly string[],
  handle: WxrHandler,
  onProgress?: (read: number, whole: number) => void,
): Promise<WxrReading>;
