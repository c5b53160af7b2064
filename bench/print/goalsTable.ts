import type { SizeResult } from '../measure/measureSize.ts';
import { goals, type Goal } from './goals.ts';
import { markdownTable } from './markdownTable.ts';
import { formatCount, formatRatio } from './numbers.ts';

/** Every goal that what was measured can judge; empty when there is none. */
export function goalsTable(sizes: readonly SizeResult[]): string {
  const rows = goals.flatMap((goal) => row(goal, sizes));
  if (rows.length === 0) return '';
  return markdownTable([['Blattmacher', 'Articles', 'Measured', 'At most', 'Aim', 'Reached'], ...rows]);
}

function row(goal: Goal, sizes: readonly SizeResult[]): string[][] {
  const size = sizes.find(({ articles }) => articles === goal.articles);
  const measured = size && goal.measure(size, sizes);
  if (measured === undefined) return [];
  return [
    [
      goal.name,
      formatCount(goal.articles),
      formatRatio(measured),
      String(goal.limit),
      String(goal.aim ?? ''),
      verdict(measured, goal),
    ],
  ];
}

function verdict(measured: number, { limit, aim }: Goal): string {
  if (measured > limit) return 'no';
  return aim !== undefined && measured <= aim ? 'aim' : 'yes';
}
