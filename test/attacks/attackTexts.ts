/** The run of mutations; in the tests a short one, in `scripts/attack.ts` and the soak as long as one likes. */
import { makeRandom } from '../../bench/corpus/random.ts';
import { contextsOf, families, type TextAttack } from './corpus.ts';
import { mutate } from './mutate.ts';
import { findingsOfText } from './renderStage.ts';

/** Something that got through. */
export interface Breach {
  readonly attack: TextAttack;
  readonly findings: readonly string[];
}

interface AttackOptions {
  /** The same seed makes the same mutations. */
  readonly seed: number;
  /** Mutations altogether, or of each input. */
  readonly count: number;
  readonly perInput?: boolean;
  /** Hears of every breach at once; the run ends when it returns true. */
  readonly onBreach?: (breach: Breach) => boolean;
}

/** Mutates the inputs of all families and renders what comes out of it. */
export function attackTexts({ seed, count, perInput = false, onBreach }: AttackOptions): readonly Breach[] {
  const random = makeRandom(seed);
  const targets = families.flatMap(({ name, inputs }) => inputs.map((input) => ({ family: name, input })));
  const others = targets.map(({ input }) => input);
  const total = perInput ? count * targets.length : count;
  const breaches: Breach[] = [];
  for (let done = 0; done < total; done++) {
    // In turn where each has its share, else by chance, so that a short run meets all kinds.
    const { family, input } = (perInput && targets[done % targets.length]) || random.pick(targets);
    const mutant = mutate(input, random, others);
    const context = random.pick(contextsOf(family));
    const markdown = context.write(mutant);
    const findings = findingsOfText(markdown);
    if (findings.length === 0) continue;
    const breach = { attack: { family, context: context.name, input: mutant, markdown }, findings };
    breaches.push(breach);
    if (onBreach?.(breach)) break;
  }
  return breaches;
}

/** The same attack as short as it can be made by leaving out pieces; what it does stays the same. */
export function shortest({ attack, findings }: Breach): string {
  const [kind = ''] = findings;
  const isSame = (markdown: string): boolean =>
    findingsOfText(markdown).some((found) => sameKind(found, kind));
  let markdown = attack.markdown;
  for (let size = Math.ceil(markdown.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < markdown.length;) {
      const without = markdown.slice(0, at) + markdown.slice(at + size);
      if (isSame(without)) markdown = without;
      else at += size;
    }
  }
  return markdown;
}

/** The values differ from mutation to mutation. */
function sameKind(one: string, other: string): boolean {
  return one.replace(/"[^]*/, '') === other.replace(/"[^]*/, '');
}
