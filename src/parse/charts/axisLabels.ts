import { formatGermanNumber } from './formatGermanNumber.ts';

interface Magnitude {
  readonly from: number;
  readonly name: string;
}

const magnitudes: readonly Magnitude[] = [
  { from: 1e9, name: 'Mrd.' },
  { from: 1e6, name: 'Mio.' },
  { from: 1, name: '' },
];

/** The ticks of an axis in German, all with as many decimals as the step between them needs. */
export function axisLabels(ticks: readonly number[], unit: string): readonly string[] {
  const most = Math.max(...ticks.map(Math.abs), 0);
  const magnitude = magnitudes.find(({ from }) => most >= from && (from === 1 || unit === ''));
  const { from = 1, name = '' } = magnitude ?? {};
  const step = Math.abs((ticks[1] ?? 1) - (ticks[0] ?? 0)) / from;
  const decimals = decimalsOf(step);
  const behind = [name, unit].filter((part) => part !== '').join(' ');
  return ticks.map((tick) =>
    tick === 0 && name !== ''
      ? '0'
      : `${formatGermanNumber(tick / from, decimals)}${behind === '' ? '' : `\u00a0${behind}`}`,
  );
}

/** Digits behind the comma of a step of 1, 2 or 5 times a power of ten. */
function decimalsOf(step: number): number {
  return step > 0 ? Math.max(0, Math.min(12, -Math.floor(Math.log10(step) + 1e-9))) : 0;
}
