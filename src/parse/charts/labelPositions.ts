/** Where labels stand on an axis: years and days at their distance in time, all others side by side. */

const dayPattern = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$/;
const isoPattern = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/;

/** Rising numbers, one a label: of the time that they name, or of their order. */
export function labelPositions(labels: readonly string[]): readonly number[] {
  for (const read of [yearOf, dayOf]) {
    const positions = labels.map(read);
    if (isRising(positions)) return positions;
  }
  return labels.map((_, index) => index);
}

function yearOf(label: string): number | undefined {
  return /^[12]\d{3}$/.test(label) ? Number(label) : undefined;
}

function dayOf(label: string): number | undefined {
  const [, day, month, year] = dayPattern.exec(label.replaceAll('\u00a0', ' ')) ?? [];
  if (year !== undefined) return Date.UTC(Number(year), Number(month) - 1, Number(day));
  const [, isoYear, isoMonth, isoDay = '1'] = isoPattern.exec(label) ?? [];
  return isoYear === undefined ? undefined : Date.UTC(Number(isoYear), Number(isoMonth) - 1, Number(isoDay));
}

function isRising(positions: readonly (number | undefined)[]): positions is readonly number[] {
  return positions.every((position, index) => {
    const before = index === 0 ? -Infinity : positions[index - 1];
    return position !== undefined && before !== undefined && position > before;
  });
}
