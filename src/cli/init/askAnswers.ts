/** Asks for what `init` must know, in the terminal. A file of its own, so that nothing else loads the prompts. */
import { cancel, intro, isCancel, text } from '@clack/prompts';
import { commandTexts } from '../texts.ts';
import { answerFault, answerNames, type Answers, type GivenAnswers } from './answers.ts';

/** Asks for what is not given yet; undefined when the user stops. `suggested`: what Enter alone means. */
export async function askAnswers(given: GivenAnswers, suggested: GivenAnswers): Promise<Answers | undefined> {
  const { questions, stopped, start, mayBeEmpty } = commandTexts.init;
  intro(start);
  let answers = given;
  for (const name of answerNames) {
    if (answers[name] !== undefined) continue;
    const usual = suggested[name];
    const isOptional = name === 'place';
    const answer = await text({
      message: questions[name],
      ...(usual !== undefined && { placeholder: usual, defaultValue: usual }),
      ...(isOptional && { placeholder: mayBeEmpty, defaultValue: '' }),
      validate: (typed = '') =>
        typed.trim() === '' && (usual !== undefined || isOptional) ? undefined : answerFault(name, typed),
    });
    if (isCancel(answer)) {
      cancel(stopped);
      return undefined;
    }
    if (answer.trim() !== '') answers = { ...answers, [name]: answer.trim() };
  }
  const { title = '', url = '', ...rest } = answers;
  return { title, url, ...rest };
}
