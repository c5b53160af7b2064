import { message } from '../message.ts';

/** About the lines with colons around a passage of a source. */
export const passageMessages = {
  'passage/unclosed': message(
    'error',
    () => 'Hier beginnt ein Abschnitt, der nirgends endet; alles Folgende gehörte dazu.',
    () => 'Schreibe hinter sein Ende eine Zeile, in der nur ::: steht.',
  ),
  'passage/unreadable': message(
    'error',
    (p: { line: string }) => `„${p.line}“ beginnt keinen Abschnitt und stünde so im Text.`,
    () =>
      'Was hinter den Doppelpunkten steht, kommt in geschweifte Klammern: ::: {kasten=fakten}, ::: {diagramm=linie} oder ::: {lang=en}.',
  ),
};
