/** Overlay with all faults, on top of the last good page. */
import { element } from './element.js';
import { surface } from './surface.js';
import { texts } from './texts.js';

/** @typedef {import('../previewEvents.ts').FaultsState} Faults */
/** @typedef {import('../previewEvents.ts').FaultState} Fault */

const dialog = element('dialog', {
  role: 'alertdialog',
  'aria-labelledby': 'headline',
  'aria-describedby': 'lead',
});
surface.append(dialog);
dialog.addEventListener('click', ({ target }) => target === dialog && dialog.close());

/** Shows the faults; closes the overlay when there are none. @param {Faults} faults */
export function showFaults(faults) {
  if (faults.list.length === 0) return dialog.close();
  const sheet = createSheet(faults);
  dialog.replaceChildren(sheet);
  if (dialog.open) sheet.focus();
  else dialog.showModal();
}

/** After the author closed the overlay. */
export function reopenFaults() {
  if (!dialog.open) dialog.showModal();
}

export function closeFaults() {
  dialog.close();
}

/** @param {Faults} faults */
function createSheet({ headline, list, more }) {
  const hasPage = !document.body.classList.contains('blattmacher-notice');
  const close = element(
    'button',
    { type: 'button', class: 'close', 'aria-label': texts.close, title: `${texts.close} (Esc)` },
    ['×'],
  );
  close.addEventListener('click', () => dialog.close());
  return element('div', { class: 'sheet', tabindex: '-1', autofocus: '' }, [
    element('header', {}, [
      element('h1', { id: 'headline' }, [headline]),
      close,
      element('p', { id: 'lead' }, [hasPage ? texts.lastGood : texts.noPage]),
    ]),
    element(
      'ol',
      {},
      list.map((fault) => element('li', {}, entry(fault))),
    ),
    ...(more === '' ? [] : [element('p', { class: 'more' }, [more])]),
  ]);
}

/** @param {Fault} fault */
function entry(fault) {
  const { place, message, hint, excerpt } = fault;
  return [
    ...(place === '' ? [] : [element('p', { class: 'place' }, [place])]),
    element('p', { class: 'message' }, [message]),
    ...(excerpt.length === 0
      ? []
      : [
          element(
            'pre',
            { tabindex: '0' },
            excerpt.flatMap((line) => lines(line, fault)),
          ),
        ]),
    ...(hint === '' ? [] : [element('p', { class: 'hint' }, [hint])]),
  ];
}

/**
 * A line of the source, and below the faulty one a caret at the place. What stands before the place stands
 * before the caret too, unseen: so it is right with tabs and with letters of any width.
 * @param {Fault['excerpt'][number]} excerptLine
 * @param {Fault} fault
 */
function lines({ number, text }, { line, column }) {
  const isFaulty = number === line;
  const shown = element('span', { class: isFaulty ? 'line faulty' : 'line', 'data-number': String(number) }, [
    text,
  ]);
  if (!isFaulty || column === undefined) return [shown];
  const before = element('span', { class: 'before' }, [text.slice(0, column - 1)]);
  const caret = element('span', { class: 'caret' }, ['▲']);
  return [shown, element('span', { class: 'line pointer', 'aria-hidden': 'true' }, [before, caret])];
}
