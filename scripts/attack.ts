/**
 * Attacks on texts, for as long as you like: `node scripts/attack.ts [mutations] [seed]` renders every input of the
 * corpus in every place, and so many mutations of each (1,000; see `test/attacks/`). It tells its seed; what gets
 * through is made as short as possible and told.
 */
import { attackTexts, type Breach, shortest } from '../test/attacks/attackTexts.ts';
import { allTextAttacks } from '../test/attacks/corpus.ts';
import { findingsOfText } from '../test/attacks/renderStage.ts';

const [count = 1000, seed = Date.now() % 1_000_000] = process.argv.slice(2).map(Number);
const mostReported = 20;
/** What was told already: thousands of mutations find the same hole. */
const reported = new Set<string>();

console.log(
  `Seed ${seed}: ${allTextAttacks.length} attacks as they are, then ${count} mutations of each input`,
);
for (const attack of allTextAttacks) {
  const findings = findingsOfText(attack.markdown);
  if (findings.length > 0) tell({ attack, findings });
}
attackTexts({ seed, count, perInput: true, onBreach: tell });
console.log(reported.size === 0 ? 'Nothing got through' : `${reported.size} kinds of attack got through`);
process.exitCode = reported.size === 0 ? 0 : 1;

/** True when there is enough to mend. */
function tell(breach: Breach): boolean {
  const [finding = ''] = breach.findings;
  const kind = finding.replace(/"[^]*/, '').replace(/\d+/g, '');
  if (!reported.has(kind)) {
    console.error(`\n${finding}\n  ${breach.attack.family}, ${breach.attack.context}:\n  ${JSON.stringify(shortest(breach))}`);
  }
  reported.add(kind);
  return reported.size >= mostReported;
} // prettier-ignore
