/** Asks for what `init` must know, in the terminal. A file of its own, so that nothing else loads the prompts. */
import { cancel, type CommonOptions, intro, isCancel, text } from '@clack/prompts';
import { commandTexts } from '../texts.ts';
import { answerFault, answerNames, type Answers, type GivenAnswers } from './answers.ts';

/**
 * Asks for what is not given yet; undefined when the user stops. `suggested`: what Enter alone means. `terminal`: where
 * somebody answers, if not at that of the process.
 */
export async function askAnswers(
  given: GivenAnswers,
  suggested: Pick<Answers, 'title' | 'url'>,
  terminal: Pick<CommonOptions, 'input' | 'output'> = {},
): Promise<Answers | undefined> {
  const { questions, stopped, start, mayBeEmpty } = commandTexts.init;
  intro(start, terminal);
  const answers = new Map<string, string>(Object.entries(given));
  for (const name of answerNames) {
    if (answers.has(name)) continue;
    const usual = name === 'title' || name === 'url' ? suggested[name] : undefined;
    const isOptional = name === 'place';
    const answer = await text({
      ...terminal,
      message: questions[name],
      ...(usual !== undefined && { placeholder: usual, defaultValue: usual }),
      ...(isOptional && { placeholder: mayBeEmpty, defaultValue: '' }),
      validate: (typed = '') =>
        typed.trim() === '' && (usual !== undefined || isOptional) ? undefined : answerFault(name, typed),
    });
    if (isCancel(answer)) {
      cancel(stopped, terminal);
      return undefined;
    }
    if (answer.trim() !== '') answers.set(name, answer.trim());
  }
  return { ...suggested, ...Object.fromEntries(answers) };
}
