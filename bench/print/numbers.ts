/** `12,345` */
export function formatCount(count: number): string {
  return count.toLocaleString('en');
}

export function formatSeconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(milliseconds < 10_000 ? 2 : 1)} s`;
}

export function formatMegabytes(bytes: number): string {
  return bytes === 0 ? '–' : `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;
}

/** Three digits that matter: 0.0123, 0.123, 1.23, 12.3 */
export function formatRatio(ratio: number): string {
  return ratio >= 100 ? ratio.toFixed(0) : ratio.toPrecision(3);
}
