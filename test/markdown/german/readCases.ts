import { readFileSync } from 'node:fs';

export interface GermanCase {
  /** The name in brackets above it; empty at the beginning. */
  readonly options: string;
  readonly given: string;
  readonly expected: string;
}

/** The lines `in → out` of a table beside this file; see the front matter of the tables for their signs. */
export function readCases(name: string): readonly GermanCase[] {
  const cases: GermanCase[] = [];
  let options = '';
  for (const line of readFileSync(new URL(name, import.meta.url), 'utf8')
    .split('\n')
    .slice(1)) {
    const [given, expected] = line.split(' → ');
    if (line.startsWith('[') && line.endsWith(']') && expected === undefined) options = line.slice(1, -1);
    if (given === undefined || expected === undefined) continue;
    cases.push({ options, given: toText(given), expected: toText(expected === '=' ? given : expected) });
  }
  return cases;
}

function toText(cell: string): string {
  return cell.replaceAll('⍽', '\u00a0').replaceAll('·', '\u202f').replaceAll('⏎', '\n');
}
